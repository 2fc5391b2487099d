// From an effect to another entity: a command sent, or a service case brought to life.

import type { Succession } from '../domain/account/types';
import { DomainError } from '../domain/decider/decider';
import { caseEntity } from '../domain/ids';
import { type Beginning, beginningOf } from '../domain/kinds';
import { compileService, firstYear } from '../domain/playbook/compile-service';
import { startOf } from '../domain/service-case/opening';
import type { CaseCommands } from '../domain/service-case/types';
import { entities, hasEnded, type Store, serviceTerms, terms as storedTerms, troubles } from '../store';
import type { Attempt, Handlers } from './handler';
import type { PlaybookOf } from './playbooks';
import { isRecorded } from './recorded';

/** The way to other entities. */
export interface Sender {
  /**
   * Carries a command out, once under its key, which is the update's id; answers the sequence number of what it caused. Throws what the
   * entity refuses it with, as `DomainError`.
   */
  command(entity: string, name: string, args: unknown, key: string): Promise<number>;
  /**
   * Starts an entity's workflow with its first command, as it `begins`; one that runs already goes on. Throws `DomainError`:
   * `identity-used` where it has lived and ended.
   */
  start(entity: string, first: unknown, begins: Beginning): Promise<void>;
}

const AWAY: readonly string[] = ['no-worker', 'temporal-unavailable', 'temporal-refused', 'store-unreachable'];

/** Whether whoever should answer is away, or set up wrong: that says nothing about the command. */
export const isAway = ({ code }: DomainError): boolean => AWAY.includes(code);

/** A refusal is an answer, for good. */
const refused = (error: unknown): Attempt => {
  if (error instanceof DomainError && !isAway(error)) return { ok: false, code: error.code };
  throw error;
};

export const sendHandlers = (store: Store, sender: Sender, playbookOf: PlaybookOf): Handlers<'send' | 'start-case'> => ({
  async send({ to, command, args }, { key }) {
    // The customer's new contact is recorded with the account's event.
    const isAboutTheirs = (args['succession'] as Succession | undefined)?.kind === 'theirs';
    if (isAboutTheirs && !(await isRecorded(store, key))) return { later: 'journal-behind' };
    // What it accepts now is lost when it is revived.
    if ((await troubles.list(store, [to])).some(({ why }) => why === 'journal')) return { later: 'entity-in-trouble' };
    try {
      await sender.command(to, command, args, key);
      return { ok: true };
    } catch (error) {
      // One that was ended from outside hears it when it is revived.
      const isTerminated = error instanceof DomainError && error.code === 'entity-not-running' && (await hasEnded(store, to)) === false;
      return isTerminated ? { later: 'entity-terminated' } : refused(error);
    }
  },

  async 'start-case'(asked, { account, now }) {
    const accountTerms = await storedTerms.get(store, asked.terms);
    if (!accountTerms) return { later: 'unknown-terms' };
    const playbook = await playbookOf(accountTerms.playbook);
    if (!playbook) return { later: 'unknown-playbook' };
    let first: CaseCommands['start'];
    let begins: Beginning;
    try {
      const terms = compileService(playbook, { calendarId: accountTerms.calendarId, fromYear: firstYear(asked.reportedAt) });
      first = startOf(account, asked, terms);
      // What would be refused leaves no empty run behind.
      begins = beginningOf('case', first, now);
    } catch (error) {
      return refused(error);
    }
    // For those who ask later how much of a target is used.
    await serviceTerms.put(store, first.terms);
    const entity = caseEntity(asked.case);
    const done: Attempt = { ok: true, value: asked.case };
    // An earlier attempt, cut off before it could say so, is what used it.
    if ((await entities.claim(store, entity, 'case')) === 'used') return done;
    try {
      await sender.start(entity, first, begins);
      return done;
    } catch (error) {
      // What a customer reported is not lost to a server that is set up wrong: everything else is tried again.
      if (error instanceof DomainError && error.code === 'identity-used') return done;
      throw error;
    }
  },
});
