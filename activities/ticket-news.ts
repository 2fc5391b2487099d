// One change to a ticket, carried over to the case or the account that it is for.

import { DomainError } from '../domain/decider/decider';
import { accountEntity, idIn } from '../domain/ids';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { accounts, cases, deliveries, goneOf, type Store, ticketLinks } from '../store';
import type { Sender } from './send';
import type { TicketChange, Ticketing } from './ticketing/port';
import { ticketName } from './ticketing/registry';

/** A command that follows from a change: to a case, or to the account that has the task. */
const OF_CASE: Readonly<Record<TicketChange['what'], string>> = {
  taken: 'take',
  answered: 'answer',
  stalled: 'wait',
  resumed: 'resume',
  resolved: 'resolve',
  reopened: 'reopen',
  deleted: 'loseTicket',
};
const OF_TASK: Readonly<Partial<Record<TicketChange['what'], string>>> = { resolved: 'completeTask', reopened: 'reopenTask' };

/** What an entity answers that is there already, or past it. */
const NOTHING_NEW: readonly string[] = [
  ...['case-open', 'case-waiting', 'case-resolved', 'case-closed', 'already-answered', 'nothing-promised'],
  ...['task-open', 'task-closed', 'task-cancelled', 'unknown-task', 'account-closed'],
];

/** Trouble that everything else would meet as well: nothing can be said about one change. */
const OF_EVERYTHING: readonly string[] = [
  ...['store-unreachable', 'temporal-unavailable'],
  ...['wrong-token', 'ticketing-unreachable', 'ticketing-slow', 'no-such-system'],
];

/** Trouble with one entity, or one ticket, that may pass: nobody answers, its workflow was ended, the code is at fault until it is mended. */
const MAY_PASS: readonly string[] = [
  ...['no-worker', 'entity-not-running', 'temporal-refused', 'store-failed'],
  ...['ticketing-failed', 'ticketing-refused'],
];
const CRASHED = 'crashed';

/** Why a change could not be carried over. */
export interface Trouble {
  readonly code: string;
  /** Whom it is for, where that is known. */
  readonly entity: string | undefined;
  /** It may be carried over later, as it is. */
  readonly mayPass: boolean;
}

/**
 * Carries a change over, once under its id. Answers what was in the way of this one; `undefined` where nothing was, the change is none of ours, or
 * its entity is past it. Throws what is in the way of all of them.
 */
export type Carry = (ticketing: Ticketing, change: TicketChange) => Promise<Trouble | undefined>;

export const carrier =
  ({ store, send, clock }: { readonly store: Store; readonly send: Sender; readonly clock: DeploymentClock }): Carry =>
  async (ticketing, change) => {
    let entity: string | undefined;
    try {
      const origin = await originOf(store, ticketing, change.ticket);
      const command = origin && commandOf(origin, change);
      if (command === undefined) return undefined;
      entity = origin?.entity ?? '';
      const at = deploymentTime(clock, Math.min(change.at, Date.now()));
      const gone = command.name === OF_TASK.reopened ? await goneOf(store, entity.slice(accountEntity('').length)) : {};
      await send.command(entity, command.name, { ...command.args, ...gone, at }, `ticket/${ticketing.system}/${change.id}`);
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) return { code: CRASHED, entity, mayPass: true };
      const { code } = error;
      if (OF_EVERYTHING.includes(code)) throw error;
      if (NOTHING_NEW.includes(code)) return undefined;
      if (code === 'entity-not-running' && (await hasEnded(store, entity))) return undefined;
      return { code, entity, mayPass: MAY_PASS.includes(code) };
    }
  };

/** The effect that made a ticket, where it is one of ours. */
const originOf = async (store: Store, ticketing: Ticketing, id: string): Promise<deliveries.Delivery | undefined> => {
  const link = await ticketLinks.get(store, ticketName(ticketing.system, id));
  // Made, but the worker died before it could say so; or none of ours.
  const key = link?.key ?? (await ticketing.keyOf(id));
  return key === undefined ? undefined : deliveries.get(store, key);
};

/** `undefined` where nothing follows from it, or the effect made no ticket. */
const commandOf = (
  { type, effect }: deliveries.Delivery,
  { what }: TicketChange,
): { readonly name: string; readonly args: object } | undefined => {
  if (type === 'open-case-ticket') return { name: OF_CASE[what], args: { via: 'ticket' } };
  const name = OF_TASK[what];
  if (type !== 'open-ticket' || name === undefined) return undefined;
  return { name, args: { task: (effect as { readonly task?: string }).task } };
};

/** Whether the life of a case or an account is over: then nothing is to be told to it any more. */
const hasEnded = async (store: Store, entity = ''): Promise<boolean> => {
  const id = idIn('case', entity);
  const row = id === undefined ? await accounts.get(store, entity.slice(accountEntity('').length)) : await cases.get(store, id);
  return row?.status === 'closed';
};
