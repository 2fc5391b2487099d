// Successions of our people and of the customer's contacts, as the account decides them (E2).

import { type Decider, DomainError } from '../decider/decider';
import { stated, who } from '../decider/statement';
import { given } from '../given';
import { entityParts, handoverAnchor, nextHandover, taskKey } from '../ids';
import { dateOf, type Instant, type PlainDate } from '../time/time';
import { accountBegun } from './beginning';
import { reassigned } from './evolve';
import { behind, planned, urgency, withReplan } from './planning';
import { checkAlive } from './refusals';
import type { Occurrence, Terms } from './terms';
import { movedTo } from './touchpoints';
import type {
  AccountCommands,
  AccountEffect,
  AccountEvent,
  AccountState,
  Appointment,
  Change,
  HandoverId,
  Succession,
  Task,
} from './types';
import { isWithin, visitWindow } from './visit';

type Decide = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['decide'];

/** Whether the handover under way concerns the person who is now succeeded. */
const isAbout = (succession: Succession, change: Change): boolean =>
  succession.kind === 'ours'
    ? change.kind === 'ours' && succession.to === change.from && succession.roles.some((role) => change.roles.includes(role))
    : change.kind === 'theirs' && succession.to === change.from;

/** Throws `handover-under-way` where only some of the roles that move together would be reassigned. */
function checkWhole(id: string, succession: Succession, change: Change): void {
  if (succession.kind === 'theirs' || change.kind === 'theirs' || succession.roles.length === change.roles.length) return;
  throw new DomainError('handover-under-way', { handover: id, roles: succession.roles });
}

/** The requested succession, with the stand-in until the successor has accepted. Throws `not-theirs`. */
function successionOf({ team, succeeded = [] }: AccountState, change: Change, { handover }: Terms): Succession {
  const { kind, from, to } = change;
  if (kind === 'theirs') {
    if (succeeded.includes(from)) throw new DomainError('not-theirs', { who: 'succeeded', from });
    return { kind, from, to };
  }
  const { roles } = change;
  const other = roles.find((role) => team[role] !== from);
  if (other !== undefined || roles.length === 0) throw new DomainError('not-theirs', { who: 'holder', from, ...given({ role: other }) });
  const standIn = handover?.standIn.map((role) => team[role]).find((person) => person !== undefined && person !== from && person !== to);
  return { kind, roles, from, to, ...given({ standIn }) };
}

export const openHandover: Decide['openHandover'] = (state, statement, now, terms) => {
  checkAlive(state, 'prospect');
  const { handover, reason, offboarding } = statement;
  if (statement.from === statement.to) throw new DomainError('same-person');
  const underWay = Object.entries(state.handovers).find(([, succession]) => isAbout(succession, statement));
  if (underWay) {
    const [id, succession] = underWay;
    checkWhole(id, succession, statement);
    const { to: from } = succession;
    const reassignment: AccountEvent = {
      type: 'handoverReassigned',
      ...stated(statement, now, accountBegun(state)),
      handover: id,
      succession,
      from,
      to: statement.to,
    };
    if (succession.from === statement.to) return withReplan(state, [{ ...reassignment, isBack: true }], now, terms);
    const visit = visitIn(state, id);
    const hour = visit && placed(visit, state.anchors[handoverAnchor(id)], statement.visitAt, terms);
    if (!hour) return [reassignment];
    return [reassignment, { type: 'taskMoved', at: now, ...hour, reminded: behind(hour, now), ...urgency(hour, terms, now), fixed: true }];
  }
  if (state.handovers[handover]) throw new DomainError('handover-there', { handover });
  const opened = {
    type: 'handoverOpened' as const,
    ...stated(statement, now, accountBegun(state)),
    handover,
    succession: successionOf(state, statement, terms),
    reason,
    on: dateOf(now, state.zone),
    ...given({ offboarding }),
  };
  const [, ...follows] = withReplan(state, [opened], now, terms);
  const visits = follows.filter((event) => event.type === 'taskPlanned' && event.instance === handoverAnchor(handover));
  const visit = visits.find((event) => 'meeting' in event) ?? visits[0];
  if (visit?.type !== 'taskPlanned') return [opened, ...follows];
  const { type: _, at: __, reminded: ___, urgent: ____, after, ...occurrence } = visit;
  const hour = placed(occurrence, opened.on, statement.visitAt, terms);
  const proposed = hour ? { ...planned(hour, after, now, terms), fixed: true as const } : visit;
  return [{ ...opened, visit: taskKey(visit) }, ...follows.map((event) => (event === visit ? proposed : event))];
};

/** The visit of a handover; `undefined` once it is closed. */
export const visitIn = ({ tasks }: AccountState, handover: HandoverId): Task | undefined => {
  const ofHandover = Object.values(tasks).filter(({ instance }) => instance === handoverAnchor(handover));
  return ofHandover.find(({ meeting }) => meeting !== undefined) ?? ofHandover[0];
};

/** The visit at the proposed hour. `undefined` where it is at that hour already, or its rule does not allow the hour. */
function placed(visit: Occurrence, on: PlainDate | undefined, at: Appointment | undefined, terms: Terms): Occurrence | undefined {
  const window = on === undefined ? undefined : visitWindow(visit, on, terms);
  if (!window || !at || !isWithin(window, at) || (visit.due === at.due && visit.meeting === at.minutes)) return undefined;
  return { ...movedTo(visit, at.due, terms, 'free-hour'), provisional: visit.provisional, meeting: at.minutes };
}

export const endHandover: Decide['endHandover'] = (state, statement, now, terms) => {
  const { handover, to, withdrawn } = statement;
  if (state.handovers[handover]?.to !== to) return [];
  const ended: AccountEvent = { type: 'handoverEnded', at: now, ...who(statement), handover, ...(withdrawn && { withdrawn }) };
  return withdrawn ? withReplan(state, [ended], now, terms) : [ended];
};

export const regainHandover: Decide['regainHandover'] = (state, statement, now) => {
  checkAlive(state, 'prospect');
  const { handover, succession } = statement;
  if (state.handovers[handover]) return [];
  if (succession.kind === 'ours') {
    const other = succession.roles.find((role) => state.team[role] !== succession.to);
    if (other !== undefined) throw new DomainError('not-theirs', { who: 'successor', to: succession.to, role: other });
  }
  return [{ type: 'handoverRegained', at: now, ...who(statement), handover, succession }];
};

const ENDED: readonly string[] = ['handover-done', 'handover-withdrawn', 'entity-not-running'];

/** Opens a new handover where the old one had ended before its reassignment reached it. */
export function restarted(
  state: AccountState,
  effect: Extract<AccountEffect, { type: 'send' }>,
  code: string,
  now: Instant,
): AccountEvent[] {
  if (effect.command !== 'redirect' || !ENDED.includes(code)) return [];
  const id = entityParts(effect.to).id;
  const { from, to, succession } = effect.args as unknown as { from: string; to: string; succession: Succession };
  const known = state.handovers[id];
  // It was reassigned again meanwhile: the last `redirect`, which fails too, opens the new handover.
  if (known && known.to !== to) return [];
  // The announced visit stays; the holder of the role makes it. No second visit is planned.
  const visit = visitIn(state, id);
  const next: Succession = succession.kind === 'ours' ? reassigned({ ...succession, from }, to) : { kind: 'theirs', from, to };
  return [
    ...(known ? [{ type: 'handoverEnded' as const, at: now, handover: id }] : []),
    {
      type: 'handoverOpened',
      at: now,
      handover: nextHandover(id),
      succession: next,
      reason: 'noted',
      ...(visit && { visit: taskKey(visit) }),
    },
  ];
}
