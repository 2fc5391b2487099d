// Compiled terms as shapes: what a command may bring along as the rules to live by.
import { type CalendarDefinition, calendarOf, type Roll } from '../calendar';
import type { Count } from '../clock';
import {
  checked,
  duration,
  type Fields,
  id,
  list,
  number,
  object,
  oneOf,
  optional,
  partial,
  period,
  record,
  type Shape,
  that,
  whole,
  yes,
} from '../shape';
import { minutesOf } from '../time';
import type { PersonTerms } from './person-terms';
import { MILESTONES, type ServiceTerms, type TargetRule } from './service-terms';
import type { Anchor, LadderStep, LateEntry, NominalRule, StageTerms, Terms, TouchpointTerms } from './terms';

/** What all terms are known by. */
export const NAMED: Fields<{ readonly id: string; readonly playbook: string }> = { id, playbook: id };
/** Percentages at which people are warned. */
export const thresholds: Shape<readonly number[]> = list(number(0, 100));
/** Who is notified of a threshold. */
export const notify: Shape<Readonly<Record<string, readonly string[]>>> = record(list(id));

const calendar: Shape<CalendarDefinition> = checked((value) => calendarOf(value as CalendarDefinition));
const ids = list(id);
const days = whole(-10_000, 10_000);
const YEAR_OF_MILLISECONDS = 366 * 86_400_000;

const anchor: Shape<Anchor> = that(
  'is no date of an account that rules are reckoned from',
  (value) => typeof value === 'string' && /^(signing|promised-delivery|contract-end|won-back|handover|done:.{1,200})$/.test(value),
);
const roll: Shape<Roll> = oneOf(['following', 'preceding', 'modified-following', 'none']);
const count: Shape<Count> = oneOf(['window', 'wall']);
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

/** The rules that an account lives by. */
export const termsShape: Shape<Terms> = object<Terms>({
  ...NAMED,
  calendarId: id,
  calendar,
  stages: list(object<StageTerms>({ id, from: period })),
  touchpoints: list(touchpoint),
  handover: optional(object<NonNullable<Terms['handover']>>({ standIn: ids })),
  digest: optional(yes),
  ladder: optional(list(object<LadderStep>({ after: days, notify: ids, atOnce: optional(yes) }))),
  lateEntry: optional(object<LateEntry>({ signedWithin: period, dueWithin: period })),
});

const rule: Shape<TargetRule> = object<TargetRule>({
  id,
  levels: optional(ids),
  severities: optional(ids),
  kinds: optional(ids),
  stages: optional(ids),
  segments: optional(ids),
  window: optional(id),
  count: optional(count),
  targets: partial(MILESTONES, duration),
});

/** The rules that a service case lives by. */
export const serviceTermsShape: Shape<ServiceTerms> = object<ServiceTerms>({
  ...NAMED,
  calendars: record(calendar),
  levels: record(object<ServiceTerms['levels'][string]>({ window: id, count })),
  severities: ids,
  kinds: ids,
  rules: list(rule),
  thresholds,
  notify,
  reopenDays: whole(0, 10_000),
});

/** The rules that one of our people lives by. */
export const personTermsShape: Shape<PersonTerms> = object<PersonTerms>({
  ...NAMED,
  calendar,
  jitter: number(0, YEAR_OF_MILLISECONDS),
});
