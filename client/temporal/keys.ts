// Idempotency keys: a request with a key is carried out once.
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import { contentHash } from '../../domain/playbook/hash';
import { commandKeys } from '../../store';
import type { Connection } from './connection';

export const keys = ({ store }: Connection) => ({
  /**
   * Claims `key` for a request; `content` is the whole request as plain JSON. Returns the id of its command, the same for each repeat, or the
   * earlier answer. Throws `key-reused`, `answer-erased`.
   */
  async claim(key: string, content: unknown): Promise<{ readonly command: string } | commandKeys.Answer> {
    const claim = await commandKeys.claim(store, { key, content: contentHash(content), command: randomUUID(), at: Date.now() });
    if ('command' in claim) return claim;
    if ('other' in claim) throw new DomainError('key-reused', { key });
    if (claim.answer === 'erased') throw new DomainError('answer-erased');
    return claim.answer;
  },

  /** Keeps the answer to the request with the command id `command`. */
  settle: (command: string, answer: commandKeys.Answer): Promise<void> => commandKeys.settle(store, command, answer),

  /** Releases the key of a refused request. */
  release: (command: string): Promise<void> => commandKeys.release(store, command),
});
