// The shape of an account's compiled terms, which commands may bring along.

import { id, list, object, oneOf, optional, period, type Shape, that, whole, yes } from '../decider/shape';
import { calendar, NAMED } from '../decider/terms-shape';
import type { Roll } from '../time/calendar';
import { minutesOf } from '../time/time';
import type { Roles } from './roles';
import type { Anchor, LadderStep, LateEntry, NominalRule, StageTerms, Terms, TouchpointTerms } from './terms';

const ids = list(id);
const days = whole(-10_000, 10_000);

const anchor: Shape<Anchor> = that(
  'is no date of an account that rules are reckoned from',
  (value) => typeof value === 'string' && /^(signing|promised-delivery|contract-end|won-back|handover|done:.{1,200})$/.test(value),
);
const roll: Shape<Roll> = oneOf(['following', 'preceding', 'modified-following', 'none']);
const hour: Shape<string> = that('is no hour (HH:MM)', (value) => typeof value === 'string' && minutesOf(value) !== undefined);

const when: Shape<NominalRule> = object<NominalRule>({
  anchor,
  after: optional(period),
  businessDays: optional(days),
  latest: optional(whole(0, 10_000)),
  every: optional(period),
  from: optional(whole(0, 10_000)),
  times: optional(whole(0, 10_000)),
});

const touchpoint: Shape<TouchpointTerms> = object<TouchpointTerms>({
  id,
  stages: optional(ids),
  segments: optional(ids),
  levels: optional(ids),
  when,
  roll,
  time: optional(hour),
  remind: list(days),
  owner: id,
  catchUp: oneOf(['once', 'skip', 'all']),
  ticket: optional(yes),
  meeting: optional(whole(0, 100_000)),
  contractual: optional(yes),
});

/** The roles of a playbook, by kind. */
export const rolesShape: Shape<Roles> = object<Roles>({
  all: ids,
  answers: id,
  standsIn: optional(id),
  takesCases: ids,
  oversees: optional(id),
  announced: ids,
});

/** The rules that an account lives by. */
export const termsShape: Shape<Terms> = object<Terms>({
  ...NAMED,
  roles: rolesShape,
  levels: ids,
  defaultLevel: id,
  segments: ids,
  phases: ids,
  calendarId: id,
  calendar,
  stages: list(object<StageTerms>({ id, from: period })),
  touchpoints: list(touchpoint),
  handover: optional(object<NonNullable<Terms['handover']>>({ standIn: ids })),
  digest: optional(yes),
  ladder: optional(list(object<LadderStep>({ after: days, notify: ids, atOnce: optional(yes) }))),
  lateEntry: optional(object<LateEntry>({ signedWithin: period, dueWithin: period })),
});
