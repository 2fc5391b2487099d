// Idempotency keys: a request is carried out once under its key.
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import { contentHash } from '../../domain/playbook/hash';
import { commandKeys } from '../../store';
import type { Connection } from './connection';

export const keys = ({ store }: Connection) => ({
  /**
   * Claims `key` for a request; `content` is all that it asks for, plain JSON. Answers the id of the command that it is to be carried out as, the
   * same one for each repeat, or what was answered before. Throws `key-reused`, `answer-erased`.
   */
  async claim(key: string, content: unknown): Promise<{ readonly command: string } | commandKeys.Answer> {
    const claim = await commandKeys.claim(store, { key, content: contentHash(content), command: randomUUID(), at: Date.now() });
    if ('command' in claim) return claim;
    if ('other' in claim) throw new DomainError('key-reused', { key });
    if (claim.answer === 'erased') throw new DomainError('answer-erased');
    return claim.answer;
  },

  /** Keeps what was answered to the request that was carried out as `command`. */
  settle: (command: string, answer: commandKeys.Answer): Promise<void> => commandKeys.settle(store, command, answer),

  /** The request was refused: its key is free. */
  release: (command: string): Promise<void> => commandKeys.release(store, command),
});
