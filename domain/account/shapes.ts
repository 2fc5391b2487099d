// The shapes of an account's commands. Anything else is refused before `decide`.
import type { Decider } from '../decider/decider';
import {
  date,
  type Fields,
  id,
  instant,
  list,
  object,
  oneOf,
  optional,
  record,
  type Shape,
  variants,
  whole,
  yes,
  zone,
} from '../decider/shape';
import { STATEMENT } from '../decider/statement-shape';
import type { Terms } from './terms';
import { termsShape } from './terms-shape';
import {
  type AccountCommands,
  type AccountEffect,
  type AccountEvent,
  type AccountState,
  type Appointment,
  type Assessment,
  type Particulars,
  type Succession,
  type Team,
} from './types';

type Shapes = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['shapes'];
type Of<Name extends keyof AccountCommands> = AccountCommands[Name];

/** The holder of each role. */
export const team: Shape<Team> = record(id);

/** A succession to roles of ours or to a contact's place. */
export const succession: Shape<Succession> = variants<Succession>({
  ours: object<Extract<Succession, { kind: 'ours' }>>({
    kind: oneOf(['ours']),
    roles: list(id),
    from: id,
    to: id,
    standIn: optional(id),
  }),
  theirs: object<Extract<Succession, { kind: 'theirs' }>>({ kind: oneOf(['theirs']), from: id, to: id }),
});

const PARTICULARS: Fields<Particulars> = {
  level: optional(id),
  segment: optional(id),
  zone: optional(zone),
  team: optional(team),
  promisedOn: optional(date),
  contractEndsOn: optional(date),
};

const ASSESSMENT: Fields<Assessment> = {
  phase: optional(id),
  demand: optional(oneOf(['stable', 'growing', 'falling'])),
  industry: optional(oneOf(['fast-growing', 'growing', 'flat', 'shrinking'])),
  pain: optional(oneOf(['known', 'none'])),
};

const A_DAY_OF_MINUTES = 24 * 60;
const appointment = object<Appointment>({ due: instant, minutes: whole(0, A_DAY_OF_MINUTES) });
const HANDOVER = {
  ...STATEMENT,
  handover: id,
  reason: id,
  offboarding: optional(id),
  from: id,
  to: id,
  visitAt: optional(appointment),
} as const;
const GONE = { gone: optional(list(id)) } as const;
const statement = object<Of<'pause'>>(STATEMENT);

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...STATEMENT,
    ...PARTICULARS,
    rules: whole(0, 1_000_000),
    terms: termsShape,
    zone,
    level: id,
    signedOn: optional(date),
  }),
  sign: object<Of<'sign'>>({ ...STATEMENT, ...PARTICULARS, signedOn: date }),
  amend: object<Of<'amend'>>({ ...STATEMENT, ...PARTICULARS }),
  adoptTerms: object<Of<'adoptTerms'>>({ ...STATEMENT, terms: termsShape }),
  completeTask: object<Of<'completeTask'>>({ ...STATEMENT, task: id, outcome: optional(id) }),
  snoozeTask: object<Of<'snoozeTask'>>({ ...STATEMENT, task: id, until: instant }),
  skipTask: object<Of<'skipTask'>>({ ...STATEMENT, task: id, reason: id }),
  reassignTask: object<Of<'reassignTask'>>({ ...STATEMENT, task: id, to: id }),
  moveTask: object<Of<'moveTask'>>({ ...STATEMENT, task: id, due: instant }),
  reopenTask: object<Of<'reopenTask'>>({ ...STATEMENT, ...GONE, task: id }),
  promoteStage: object<Of<'promoteStage'>>({ ...STATEMENT, to: id }),
  undoPromotion: object<Of<'undoPromotion'>>({ ...STATEMENT, ...GONE }),
  holdStage: statement,
  releaseStage: statement,
  assess: object<Of<'assess'>>({ ...STATEMENT, ...ASSESSMENT }),
  pause: statement,
  resume: statement,
  markStatus: object<Of<'markStatus'>>({ ...STATEMENT, to: oneOf(['dormant', 'lost', 'won-back', 'active']) }),
  close: statement,
  openCase: object<Of<'openCase'>>({ ...STATEMENT, case: id, severity: id, kind: id }),
  endCase: object<Of<'endCase'>>({ ...STATEMENT, case: id }),
  regainCase: object<Of<'regainCase'>>({ ...STATEMENT, case: id }),
  openHandover: variants<Of<'openHandover'>>({
    ours: object<Extract<Of<'openHandover'>, { kind: 'ours' }>>({ ...HANDOVER, kind: oneOf(['ours']), roles: list(id) }),
    theirs: object<Extract<Of<'openHandover'>, { kind: 'theirs' }>>({ ...HANDOVER, kind: oneOf(['theirs']) }),
  }),
  endHandover: object<Of<'endHandover'>>({ ...STATEMENT, handover: id, to: id, withdrawn: optional(yes) }),
  regainHandover: object<Of<'regainHandover'>>({ ...STATEMENT, handover: id, succession }),
};
