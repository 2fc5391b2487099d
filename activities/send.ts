// Effects on other entities: commands, and the start of a service case.

import type { Succession } from '../domain/account/types';
import { DomainError } from '../domain/decider/decider';
import { caseEntity } from '../domain/ids';
import { type Beginning, beginningOf } from '../domain/kinds';
import { compileService, firstYear } from '../domain/playbook/compile-service';
import { startOf } from '../domain/service-case/opening';
import type { CaseCommands } from '../domain/service-case/types';
import { entities, hasEnded, type Store, serviceTerms, terms as storedTerms, troubles } from '../store';
import type { Attempt, Handlers } from './handler';
import { NO_PLAYBOOK, type PlaybookOf } from './playbooks';
import { isRecorded } from './recorded';

/** Sends commands to other entities. */
export interface Sender {
  /**
   * Sends a command, once under `key`, which becomes the update's id. Returns the sequence number of its last event. Throws the entity's refusal as
   * a `DomainError`.
   */
  command(entity: string, name: string, args: unknown, key: string): Promise<number>;
  /**
   * Starts an entity's workflow with its first command; `begins` is what that command decides. One that runs already stays as it is. Throws
   * `DomainError('identity-used')` for an entity that has ended.
   */
  start(entity: string, first: unknown, begins: Beginning): Promise<void>;
}

const AWAY: readonly string[] = ['no-worker', 'temporal-unavailable', 'temporal-refused', 'store-unreachable'];

/** Whether the recipient is unavailable or misconfigured, which says nothing about the command. */
export const isAway = ({ code }: DomainError): boolean => AWAY.includes(code);

/** A refusal is a final outcome; other errors are thrown. */
const refused = (error: unknown): Attempt => {
  if (error instanceof DomainError && !isAway(error)) return { ok: false, code: error.code };
  throw error;
};

export const sendHandlers = (store: Store, sender: Sender, playbookOf: PlaybookOf): Handlers<'send' | 'start-case'> => ({
  async send({ to, command, args }, { key }) {
    // The new contact is in the store once the account's event is journalled.
    const isAboutTheirs = (args['succession'] as Succession | undefined)?.kind === 'theirs';
    if (isAboutTheirs && !(await isRecorded(store, key))) return { later: 'journal-behind' };
    // Its journal has refused events: what it accepts now would be lost when it is revived.
    if ((await troubles.list(store, [to])).some(({ why }) => why === 'journal')) return { later: 'entity-in-trouble' };
    try {
      await sender.command(to, command, args, key);
      return { ok: true };
    } catch (error) {
      // An entity that was terminated from outside gets the command once it is revived.
      const isTerminated = error instanceof DomainError && error.code === 'entity-not-running' && (await hasEnded(store, to)) === false;
      return isTerminated ? { later: 'entity-terminated' } : refused(error);
    }
  },

  async 'start-case'(asked, { account, now }) {
    const accountTerms = await storedTerms.get(store, asked.terms);
    if (!accountTerms) return { later: 'unknown-terms' };
    const playbook = await playbookOf(accountTerms.playbook);
    if (!playbook) return NO_PLAYBOOK;
    let first: CaseCommands['start'];
    let begins: Beginning;
    try {
      const terms = compileService(playbook, { calendarId: accountTerms.calendarId, fromYear: firstYear(asked.reportedAt) });
      first = startOf(account, asked, terms);
      // Decided before the workflow starts, so that a refusal leaves no empty run.
      begins = beginningOf('case', first, now);
    } catch (error) {
      return refused(error);
    }
    // Later readers need the terms to compute the used share of a target.
    await serviceTerms.put(store, first.terms);
    const entity = caseEntity(asked.case);
    const done: Attempt = { ok: true, value: asked.case };
    // The id is used by an earlier attempt that was interrupted before it could record so.
    if ((await entities.claim(store, entity, 'case')) === 'used') return done;
    try {
      await sender.start(entity, first, begins);
      return done;
    } catch (error) {
      // Every other error is retried: no customer's report is lost to a misconfigured server.
      if (error instanceof DomainError && error.code === 'identity-used') return done;
      throw error;
    }
  },
});
