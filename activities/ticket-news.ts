// Applies one change of a ticket to its case or account.

import { DomainError } from '../domain/decider/decider';
import { accountEntity, idIn } from '../domain/ids';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { accounts, cases, deliveries, goneOf, type Store, ticketLinks } from '../store';
import type { Sender } from './send';
import type { TicketChange, Ticketing } from './ticketing/port';
import { ticketName } from './ticketing/registry';

/** The command to a case for each kind of change. */
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

/** Refusals that say that the entity is in that state already, or past it. */
const NOTHING_NEW: readonly string[] = [
  ...['case-open', 'case-waiting', 'case-resolved', 'case-closed', 'already-answered', 'nothing-promised'],
  ...['task-open', 'task-closed', 'task-cancelled', 'unknown-task', 'account-closed'],
];

/** Errors that every other change would meet too. */
const OF_EVERYTHING: readonly string[] = [
  ...['store-unreachable', 'temporal-unavailable'],
  ...['wrong-token', 'ticketing-unreachable', 'ticketing-slow', 'no-such-system'],
];

/** Errors of one entity or ticket that may pass: no worker answers, its workflow was terminated, or the code has a fault to be fixed. */
const MAY_PASS: readonly string[] = [
  ...['no-worker', 'entity-not-running', 'temporal-refused', 'store-failed'],
  ...['ticketing-failed', 'ticketing-refused'],
];
const CRASHED = 'crashed';

/** Why a change could not be applied. */
export interface Trouble {
  readonly code: string;
  /** The entity that it is for, where known. */
  readonly entity: string | undefined;
  /** Whether it may be applied later unchanged. */
  readonly mayPass: boolean;
}

/**
 * Applies a change, once under its id. Returns what prevented this one; `undefined` where it was applied, is not about a ticket of ours, or comes
 * too late for its entity. Throws what would prevent all changes.
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

/** The effect that made the ticket; `undefined` for a ticket that is not ours. */
const originOf = async (store: Store, ticketing: Ticketing, id: string): Promise<deliveries.Delivery | undefined> => {
  const link = await ticketLinks.get(store, ticketName(ticketing.system, id));
  // The worker died between making the ticket and recording it, or the ticket is not ours: ask the ticketing system.
  const key = link?.key ?? (await ticketing.keyOf(id));
  return key === undefined ? undefined : deliveries.get(store, key);
};

/** The command of a change; `undefined` where none follows, or where the effect made no ticket. */
const commandOf = (
  { type, effect }: deliveries.Delivery,
  { what }: TicketChange,
): { readonly name: string; readonly args: object } | undefined => {
  if (type === 'open-case-ticket') return { name: OF_CASE[what], args: { via: 'ticket' } };
  const name = OF_TASK[what];
  if (type !== 'open-ticket' || name === undefined) return undefined;
  return { name, args: { task: (effect as { readonly task?: string }).task } };
};

/** Whether the case or account has ended, so that it takes no more commands. */
const hasEnded = async (store: Store, entity = ''): Promise<boolean> => {
  const id = idIn('case', entity);
  const row = id === undefined ? await accounts.get(store, entity.slice(accountEntity('').length)) : await cases.get(store, id);
  return row?.status === 'closed';
};
