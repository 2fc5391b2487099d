// The account's commands as shapes: whatever else is sent is refused before it is decided about.
import type { Decider } from '../decider';
import type { Terms } from '../playbook/terms';
import { termsShape } from '../playbook/terms-shapes';
import { SAID } from '../said-shape';
import { date, type Fields, id, instant, list, object, oneOf, optional, partial, type Shape, variants, whole, yes, zone } from '../shape';
import {
  type AccountCommands,
  type AccountEffect,
  type AccountEvent,
  type AccountState,
  type Appointment,
  type Assessment,
  LEVELS,
  type Particulars,
  type Passing,
  PHASES,
  ROLES,
  SEGMENTS,
  type Team,
} from './types';

type Shapes = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['shapes'];
type Of<Name extends keyof AccountCommands> = AccountCommands[Name];

/** Who has which role. */
export const team: Shape<Team> = partial(ROLES, id);

/** Who succeeds whom. */
export const passing: Shape<Passing> = variants<Passing>({
  ours: object<Extract<Passing, { kind: 'ours' }>>({
    kind: oneOf(['ours']),
    roles: list(oneOf(ROLES)),
    from: id,
    to: id,
    standIn: optional(id),
  }),
  theirs: object<Extract<Passing, { kind: 'theirs' }>>({ kind: oneOf(['theirs']), from: id, to: id }),
});

const PARTICULARS: Fields<Particulars> = {
  level: optional(oneOf(LEVELS)),
  segment: optional(oneOf(SEGMENTS)),
  zone: optional(zone),
  team: optional(team),
  promisedOn: optional(date),
  contractEndsOn: optional(date),
};

const ASSESSMENT: Fields<Assessment> = {
  phase: optional(oneOf(PHASES)),
  demand: optional(oneOf(['stable', 'growing', 'falling'])),
  industry: optional(oneOf(['fast-growing', 'growing', 'flat', 'shrinking'])),
  pain: optional(oneOf(['known', 'none'])),
};

const A_DAY_OF_MINUTES = 24 * 60;
const appointment = object<Appointment>({ due: instant, minutes: whole(0, A_DAY_OF_MINUTES) });
const HANDOVER = { ...SAID, handover: id, reason: id, leave: optional(id), from: id, to: id, visitAt: optional(appointment) } as const;
const GONE = { gone: optional(list(id)) } as const;
const said = object<Of<'pause'>>(SAID);

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...SAID,
    ...PARTICULARS,
    rules: whole(0, 1_000_000),
    terms: termsShape,
    zone,
    level: oneOf(LEVELS),
    signedOn: optional(date),
  }),
  sign: object<Of<'sign'>>({ ...SAID, ...PARTICULARS, signedOn: date }),
  amend: object<Of<'amend'>>({ ...SAID, ...PARTICULARS }),
  adoptTerms: object<Of<'adoptTerms'>>({ ...SAID, terms: termsShape }),
  completeTask: object<Of<'completeTask'>>({ ...SAID, task: id, outcome: optional(id) }),
  snoozeTask: object<Of<'snoozeTask'>>({ ...SAID, task: id, until: instant }),
  skipTask: object<Of<'skipTask'>>({ ...SAID, task: id, reason: id }),
  reassignTask: object<Of<'reassignTask'>>({ ...SAID, task: id, to: id }),
  moveTask: object<Of<'moveTask'>>({ ...SAID, task: id, due: instant }),
  reopenTask: object<Of<'reopenTask'>>({ ...SAID, ...GONE, task: id }),
  promoteStage: object<Of<'promoteStage'>>({ ...SAID, to: id }),
  undoPromotion: object<Of<'undoPromotion'>>({ ...SAID, ...GONE }),
  holdStage: said,
  releaseStage: said,
  assess: object<Of<'assess'>>({ ...SAID, ...ASSESSMENT }),
  pause: said,
  resume: said,
  markStatus: object<Of<'markStatus'>>({ ...SAID, to: oneOf(['dormant', 'lost', 'won-back', 'active']) }),
  close: said,
  openCase: object<Of<'openCase'>>({ ...SAID, case: id, severity: id, kind: id }),
  endCase: object<Of<'endCase'>>({ ...SAID, case: id }),
  regainCase: object<Of<'regainCase'>>({ ...SAID, case: id }),
  openHandover: variants<Of<'openHandover'>>({
    ours: object<Extract<Of<'openHandover'>, { kind: 'ours' }>>({ ...HANDOVER, kind: oneOf(['ours']), roles: list(oneOf(ROLES)) }),
    theirs: object<Extract<Of<'openHandover'>, { kind: 'theirs' }>>({ ...HANDOVER, kind: oneOf(['theirs']) }),
  }),
  endHandover: object<Of<'endHandover'>>({ ...SAID, handover: id, to: id, withdrawn: optional(yes) }),
  regainHandover: object<Of<'regainHandover'>>({ ...SAID, handover: id, passing }),
};
