// Handovers as JSON.

import type { Account } from '../../api/accounts';
import type { Handover } from '../../api/handovers';
import { type HandoverState, STEPS } from '../../domain/handover/types';
import { handoverEntity, taskId } from '../../domain/ids';
import type { Playbook } from '../../domain/playbook/playbook';
import { formatInstant, type Instant } from '../../domain/time/time';
import { contacts, handovers, notes, people, type Store } from '../../store';
import { NOTED } from '../../texts/pages/handovers';
import type { Connection } from '../temporal/connection';
import { orBare } from '../temporal/showable';
import { playbookOf } from '../temporal/texts';
import { troublesBy } from '../temporal/trouble';
import { timeOf } from './account-view';

/** Handovers as JSON, in the order of the rows. */
export async function handoverViews({ store, now }: Connection, rows: readonly handovers.Handover[]): Promise<Handover[]> {
  const [parties, texts, troubles] = await Promise.all([
    partiesOf(
      store,
      rows.flatMap(({ predecessor, successor, standIn }) => [predecessor, successor, ...(standIn === null ? [] : [standIn])]),
    ),
    notes.byIds(
      store,
      rows.flatMap(({ state }) => state.note ?? []),
    ),
    troublesBy(
      store,
      rows.map(({ id }) => handoverEntity(id)),
    ),
  ]);
  return Promise.all(
    rows.map(async (row): Promise<Handover> => {
      const { id, account, kind, roles, predecessor, successor, standIn, state } = row;
      const playbook = state.terms && (await playbookOf(store, state.terms.playbook));
      return {
        id,
        account,
        kind,
        status: row.status ?? 'running',
        roles: [...roles],
        from: parties.called(predecessor),
        fromName: parties.name(predecessor),
        to: parties.called(successor),
        toName: parties.name(successor),
        standIn: standIn === null ? null : parties.called(standIn),
        note: (state.note === undefined ? undefined : texts.get(state.note)?.text) ?? null,
        openedAt: formatInstant(row.openedAt),
        due: formatInstant(row.due),
        late: isLate(row, now()),
        visit: state.visit === undefined ? null : taskId(account, state.visit),
        ...orBare(id, () => stateView(row, playbook), { reason: { code: 'noted', title: NOTED }, steps: [], warned: [] }),
        endedAt: timeOf(row.endedAt),
        offboarding: row.offboarding,
        trouble: troubles.get(handoverEntity(id)) ?? [],
      };
    }),
  );
}

/** The fields that come from the state. */
const stateView = ({ state, openedAt, due }: handovers.Handover, playbook: Playbook | undefined) => ({
  reason: { code: state.reason, title: reasonTitle(state, playbook) },
  steps: stepsOf(state),
  warned: state.warnAt.slice(0, state.warned).map((at) => Math.round((100 * (at - openedAt)) / (due - openedAt))),
});

/** Whether it was completed after its deadline, or is not complete although its deadline is past. */
const isLate = ({ status, due, endedAt }: handovers.Handover, now: Instant): boolean => status !== 'withdrawn' && (endedAt ?? now) > due;

/** In the order of execution: the store does not keep the order of keys. */
const stepsOf = ({ steps }: HandoverState): Handover['steps'] =>
  STEPS.flatMap((name) => {
    const step = steps[name];
    if (step === undefined) return [];
    const { at, code } = step;
    return [{ name, state: at !== undefined ? 'done' : code === undefined ? 'open' : 'failed', at: timeOf(at), code: code ?? null }];
  });

function reasonTitle({ reason }: HandoverState, playbook: Playbook | undefined): Handover['reason']['title'] {
  const reasons = playbook?.handover?.reasons;
  if (reasons && Object.hasOwn(reasons, reason)) return reasons[reason]?.title ?? NOTED;
  return reason === 'noted' ? NOTED : { en: reason, zh: reason };
}

/** The people in handovers: ours by handle, contacts by id, erased people by id. */
export interface Parties {
  /** A person's handle or a contact's id. */
  readonly called: (id: string) => string;
  readonly name: (id: string) => string;
}

export async function partiesOf(store: Store, ids: readonly string[]): Promise<Parties> {
  const [ours, theirs] = await Promise.all([people.byIds(store, ids), contacts.byIds(store, ids)]);
  return {
    called: (id) => ours.get(id)?.handle ?? id,
    name: (id) => (ours.get(id) ?? theirs.get(id))?.name ?? id,
  };
}

/** An account's handovers under way. */
export async function underWayAt(connection: Connection, account: string): Promise<NonNullable<Account['handovers']>> {
  const rows = await handovers.list(connection.store, { account, statuses: handovers.UNDER_WAY });
  return (await handoverViews(connection, rows)).map(({ id, kind, roles, to, toName, due, late }) => ({
    id,
    kind,
    roles,
    to,
    toName,
    due,
    late,
  }));
}
