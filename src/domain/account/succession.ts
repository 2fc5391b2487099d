// Somebody of ours or of theirs is succeeded: what an account makes of it (E2).
import { type Decider, DomainError } from '../decider';
import type { Occurrence, Terms } from '../playbook/terms';
import { spoken, who } from '../said';
import { dateOf, type Instant, type PlainDate } from '../time';
import { handoverAnchor, movedTo } from '../touchpoints';
import { accountBegun } from './beginning';
import { keyOf, passedOn } from './evolve';
import { andReplan, behind, planned, urgency } from './planning';
import { checkAlive } from './refusals';
import type {
  AccountCommands,
  AccountEffect,
  AccountEvent,
  AccountState,
  Appointment,
  Change,
  HandoverId,
  Passing,
  Role,
  Task,
} from './types';
import { isWithin, visitWindow } from './visit';

type Decide = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['decide'];

/** Whether a handover under way is about the one who is succeeded now. */
const isAbout = (passing: Passing, change: Change): boolean =>
  passing.kind === 'ours'
    ? change.kind === 'ours' && passing.to === change.from && passing.roles.some((role) => change.roles.includes(role))
    : change.kind === 'theirs' && passing.to === change.from;

/** Throws where only a part of what passes together would be passed on. */
function checkWhole(id: string, passing: Passing, change: Change): void {
  if (passing.kind === 'theirs' || change.kind === 'theirs' || passing.roles.length === change.roles.length) return;
  throw new DomainError('handover-under-way', `${id} passes ${passing.roles.join(' and ')} together; name these roles`);
}

/** The passing that is asked for, with who stands in until the successor has accepted. Throws `not-theirs`. */
function passingOf({ team, succeeded = [] }: AccountState, change: Change, { handover }: Terms): Passing {
  const { kind, from, to } = change;
  if (kind === 'theirs') {
    if (succeeded.includes(from)) throw new DomainError('not-theirs', `${from} has been succeeded already; name whoever is there now`);
    return { kind, from, to };
  }
  const { roles } = change;
  const other = roles.find((role) => team[role] !== from);
  if (other !== undefined || roles.length === 0)
    throw new DomainError('not-theirs', `${from} is not the ${other ?? 'holder of any role'} of this account`);
  const standIn = handover?.standIn
    .map((role) => team[role as Role])
    .find((person) => person !== undefined && person !== from && person !== to);
  return { kind, roles, from, to, ...(standIn === undefined ? {} : { standIn }) };
}

export const openHandover: Decide['openHandover'] = (state, said, now, terms) => {
  checkAlive(state, 'prospect');
  const { handover, reason, leave } = said;
  if (said.from === said.to) throw new DomainError('same-person', 'the successor is the one who has it already');
  const underWay = Object.entries(state.handovers).find(([, passing]) => isAbout(passing, said));
  if (underWay) {
    const [id, passing] = underWay;
    checkWhole(id, passing, said);
    const { to: from } = passing;
    const passed: AccountEvent = {
      type: 'handoverPassed',
      at: spoken(said, now, accountBegun(state)),
      ...who(said),
      handover: id,
      passing,
      from,
      to: said.to,
    };
    if (passing.from === said.to) return andReplan(state, [{ ...passed, isBack: true }], now, terms);
    const visit = visitIn(state, id);
    const hour = visit && placed(visit, state.anchors[handoverAnchor(id)], said.visitAt, terms);
    if (!hour) return [passed];
    return [passed, { type: 'taskMoved', at: now, ...hour, reminded: behind(hour, now), ...urgency(hour, terms, now), fixed: true }];
  }
  if (state.handovers[handover]) throw new DomainError('handover-there', `the handover ${handover} is there already`);
  const opened = {
    type: 'handoverOpened' as const,
    at: spoken(said, now, accountBegun(state)),
    ...who(said),
    handover,
    passing: passingOf(state, said, terms),
    reason,
    on: dateOf(now, state.zone),
    ...(leave === undefined ? {} : { leave }),
  };
  const [, ...follows] = andReplan(state, [opened], now, terms);
  const visits = follows.filter((event) => event.type === 'taskPlanned' && event.instance === handoverAnchor(handover));
  const visit = visits.find((event) => 'meeting' in event) ?? visits[0];
  if (visit?.type !== 'taskPlanned') return [opened, ...follows];
  const { type: _, at: __, reminded: ___, urgent: ____, after, ...occurrence } = visit;
  const hour = placed(occurrence, opened.on, said.visitAt, terms);
  const proposed = hour ? { ...planned(hour, after, now, terms), fixed: true as const } : visit;
  return [{ ...opened, visit: keyOf(visit) }, ...follows.map((event) => (event === visit ? proposed : event))];
};

/** The visit of a handover, while it is ahead. */
export const visitIn = ({ tasks }: AccountState, handover: HandoverId): Task | undefined => {
  const ofHandover = Object.values(tasks).filter(({ instance }) => instance === handoverAnchor(handover));
  return ofHandover.find(({ meeting }) => meeting !== undefined) ?? ofHandover[0];
};

/** The visit at the hour that is proposed; `undefined` where it is at that hour already, or its rule does not allow it. */
function placed(visit: Occurrence, on: PlainDate | undefined, at: Appointment | undefined, terms: Terms): Occurrence | undefined {
  const window = on === undefined ? undefined : visitWindow(visit, on, terms);
  if (!window || !at || !isWithin(window, at) || (visit.due === at.due && visit.meeting === at.minutes)) return undefined;
  return { ...movedTo(visit, at.due, terms, 'free-hour'), provisional: visit.provisional, meeting: at.minutes };
}

export const endHandover: Decide['endHandover'] = (state, said, now, terms) => {
  const { handover, to, withdrawn } = said;
  if (state.handovers[handover]?.to !== to) return [];
  const ended: AccountEvent = { type: 'handoverEnded', at: now, ...who(said), handover, ...(withdrawn && { withdrawn }) };
  return withdrawn ? andReplan(state, [ended], now, terms) : [ended];
};

export const regainHandover: Decide['regainHandover'] = (state, said, now) => {
  checkAlive(state, 'prospect');
  const { handover, passing } = said;
  if (state.handovers[handover]) return [];
  if (passing.kind === 'ours') {
    const other = passing.roles.find((role) => state.team[role] !== passing.to);
    if (other !== undefined) throw new DomainError('not-theirs', `${passing.to} is not the ${other} of this account any more`);
  }
  return [{ type: 'handoverRegained', at: now, ...who(said), handover, passing }];
};

const ENDED: readonly string[] = ['handover-done', 'handover-withdrawn', 'entity-not-running'];

/** The handover that follows upon one which ended while it was being passed on: `H-7.2` upon `H-7`. */
export function nextOf(id: HandoverId): HandoverId {
  const [first, count] = id.split('.');
  return `${first ?? id}.${Number(count ?? 1) + 1}`;
}

/** A handover that ended while it was being passed on: what passes is a handover of its own. */
export function begunAnew(
  state: AccountState,
  effect: Extract<AccountEffect, { type: 'send' }>,
  code: string,
  now: Instant,
): AccountEvent[] {
  if (effect.command !== 'redirect' || !ENDED.includes(code)) return [];
  const id = effect.to.slice('handover/'.length);
  const { from, to, passing } = effect.args as unknown as { from: string; to: string; passing: Passing };
  const known = state.handovers[id];
  // It has been passed on once more: the last word to it, which it refuses as well, says to whom.
  if (known && known.to !== to) return [];
  // The visit that was announced is made by whoever has the role by then; there is no other one.
  const visit = visitIn(state, id);
  const passed: Passing = passing.kind === 'ours' ? passedOn({ ...passing, from }, to) : { kind: 'theirs', from, to };
  return [
    ...(known ? [{ type: 'handoverEnded' as const, at: now, handover: id }] : []),
    {
      type: 'handoverOpened',
      at: now,
      handover: nextOf(id),
      passing: passed,
      reason: 'noted',
      ...(visit && { visit: keyOf(visit) }),
    },
  ];
}
