// When a touchpoint is due: nominal dates by its rule, rolled onto business days (requirements B).

import { given } from '../given';
import { handoverOfAnchor } from '../ids';
import { type Calendar, calendarOf } from '../time/calendar';
import type { Reason, ReasonCode } from '../time/reason';
import { addDays, addPeriods, clockTime, dateOf, daysBetween, type Instant, type PlainDate, timeOfDay, toInstant } from '../time/time';
import { type StageFacts, stageOn } from './lifecycle';
import type { NominalRule, Occurrence, Terms, TouchpointTerms } from './terms';

/** The facts of an account that a touchpoint's dates depend on. */
export interface AccountFacts extends StageFacts {
  readonly anchors: Readonly<Record<string, PlainDate>>;
  readonly level: string;
  readonly segment?: string;
  /** When the account was entered. */
  readonly since: Instant;
}

const NONE = 'P0D';
/** Months differ in length: an occurrence may come up to this many days later than an estimate from the one before. */
const SLACK_DAYS = 3;

const nominal = (rule: NominalRule, anchor: PlainDate, n: number, calendar: Calendar): PlainDate => {
  const date = addPeriods(anchor, [rule.after ?? NONE, 1], [rule.every ?? NONE, n]);
  return rule.businessDays ? calendar.addBusinessDays(date, rule.businessDays) : date;
};

/** The numbers n of a rule's occurrences that may lie after `after`, with their nominal dates, in order. */
function* candidates(
  rule: NominalRule,
  anchor: PlainDate,
  after: PlainDate | undefined,
  calendar: Calendar,
): Generator<[number, PlainDate]> {
  if (!rule.every) {
    const only = nominal(rule, anchor, 0, calendar);
    if (after === undefined || only > after) yield [0, only];
    return;
  }
  const first = rule.from ?? 1;
  const last = rule.times === undefined ? Number.POSITIVE_INFINITY : first + rule.times - 1;
  let n = first;
  if (after !== undefined) {
    const start = nominal(rule, anchor, first, calendar);
    const step = daysBetween(start, nominal(rule, anchor, first + 1, calendar)) + SLACK_DAYS;
    n = Math.max(first, first + Math.floor(daysBetween(start, after) / step));
  }
  for (; n <= last; n += 1) {
    const date = nominal(rule, anchor, n, calendar);
    if (after === undefined || date > after) yield [n, date];
  }
}

/** Whether a touchpoint applies to the account's segment and service level. */
export const concerns = (touchpoint: TouchpointTerms, facts: AccountFacts): boolean =>
  (!touchpoint.segments || (facts.segment !== undefined && touchpoint.segments.includes(facts.segment))) &&
  (!touchpoint.levels || touchpoint.levels.includes(facts.level));

/** The anchors that a touchpoint's occurrences count from: one, or one for each handover. */
export const anchorsOf = ({ when: { anchor } }: TouchpointTerms, anchors: AccountFacts['anchors']): readonly string[] =>
  anchor === 'handover' ? Object.keys(anchors).filter((name) => handoverOfAnchor(name) !== undefined) : [anchor];

const isLiveIn = (touchpoint: TouchpointTerms, stage: string): boolean => !touchpoint.stages || touchpoint.stages.includes(stage);

/** Whether the rule counts back from a date, such as a contract's end. A result before today is late, not past. */
const isReckonedBack = (rule: NominalRule): boolean => rule.after?.startsWith('-') === true;

/** The account's first business day: the day of its entry, or the next business day. */
const firstDay = ({ since }: AccountFacts, calendar: Calendar): PlainDate => calendar.roll(dateOf(since, calendar.timeZone), 'following');

function dueDay(touchpoint: TouchpointTerms, date: PlainDate, anchor: PlainDate, facts: AccountFacts, calendar: Calendar): PlainDate {
  const day = calendar.roll(date, touchpoint.roll);
  if (!isReckonedBack(touchpoint.when) || calendar.closing(day) > facts.since) return day;
  const today = firstDay(facts, calendar);
  const next = calendar.closing(today) > facts.since ? today : calendar.addBusinessDays(today, 1);
  return next < anchor ? next : day;
}

/** Dates one occurrence from the anchor `name`: due time, reminders, reasons. */
function dated(touchpoint: TouchpointTerms, [n, date]: [number, PlainDate], name: string, facts: AccountFacts, terms: Terms): Occurrence {
  const anchor = facts.anchors[name] ?? '';
  const calendar = calendarOf(terms.calendar);
  const { when, roll, time } = touchpoint;
  const stage = stageOn(terms.stages, facts, date);
  const day = dueDay(touchpoint, date, anchor, facts, calendar);
  const isProvisional = !calendar.isPublished(day);
  const because: Reason[] = [
    ['anchor', when.anchor, anchor],
    ['rule', when.anchor, when.after ?? '', when.businessDays ?? 0, when.every ?? '', n],
    ['stage', stage],
    ['calendar', terms.calendarId],
  ];
  const rolled = calendar.roll(date, roll);
  if (rolled !== date) because.push(['roll', roll, date, rolled]);
  if (day !== rolled) because.push(['late', rolled, day]);
  because.push(time ? ['hour', time] : ['closing', calendar.closingTime(day)]);
  if (isProvisional) because.push(['unpublished', terms.calendar.publishedUntil ?? '']);
  return {
    touchpoint: touchpoint.id,
    nominal: date,
    ...(name === when.anchor ? {} : { instance: name }),
    due: time ? toInstant(day, time, calendar.timeZone) : calendar.closing(day),
    remindAt: remindersOf(touchpoint.remind, day, calendar),
    stage,
    role: touchpoint.owner,
    provisional: isProvisional,
    because,
    ...(touchpoint.ticket ? { wantsTicket: true as const } : {}),
    ...(touchpoint.meeting === undefined ? {} : { meeting: time ? touchpoint.meeting : 0 }),
    // Work that was late at the entry is escalated from the first business day on: nobody could have seen it before.
    ...escalationsFrom(calendar.closing(day) > facts.since ? day : firstDay(facts, calendar), terms, calendar),
  };
}

/** The instants of reminders: opening time, that many business days before `day`. */
const remindersOf = (remind: readonly number[], day: PlainDate, calendar: Calendar): Instant[] =>
  remind.map((days) => calendar.openingAfter(day, -days));

const escalationsFrom = (day: PlainDate, { ladder }: Terms, calendar: Calendar): Pick<Occurrence, 'escalations'> =>
  ladder ? { escalations: ladder.map((step) => ({ ...step, at: calendar.openingAfter(day, step.after) })) } : {};

/** The reasons that still hold once a person has chosen another date. */
const OF_THE_RULE: readonly ReasonCode[] = ['anchor', 'rule', 'stage'];

/**
 * `occurrence` at another due time, with reminders and ladder counted from there. Reason `moved-by-hand`: a person chose the time; `free-hour`: it
 * is proposed because it is free.
 */
export function movedTo(
  occurrence: Occurrence,
  due: Instant,
  terms: Terms,
  reason: Extract<ReasonCode, 'moved-by-hand' | 'free-hour'> = 'moved-by-hand',
): Occurrence {
  const calendar = calendarOf(terms.calendar);
  const touchpoint = terms.touchpoints.find(({ id }) => id === occurrence.touchpoint);
  const date = dateOf(due, calendar.timeZone);
  const day = calendar.roll(date, 'preceding');
  const reminders = remindersOf(touchpoint?.remind ?? [0], day, calendar);
  const before = reminders.filter((instant) => instant < due);
  return {
    ...occurrence,
    due,
    remindAt: before.length > 0 ? before : reminders.slice(0, 1),
    provisional: false,
    because: [
      ...occurrence.because.filter(([code]) => OF_THE_RULE.includes(code)),
      [reason, `${date} ${clockTime(timeOfDay(due, calendar.timeZone))}`],
    ],
    // Whoever moves a meeting sets its hour too.
    ...given({ meeting: touchpoint?.meeting }),
    ...escalationsFrom(day, terms, calendar),
  };
}

/** The dates that planning looks at: the current stage, its first day, and its end. */
export interface Window {
  readonly stage: string;
  readonly since: PlainDate;
  /** The first day of the next stage, and its first instant; absent: the stage has no end by time. */
  readonly end?: { readonly date: PlainDate; readonly at: Instant };
}

/** The earliest reminder before a nominal date, in days. Occurrences further ahead wait until their stage begins. */
const LONGEST_LEAD_DAYS = 60;

/**
 * The first occurrence of `touchpoint` after the nominal date `after` that is not past and concerns this stage: it lies in it, or its first
 * reminder does. `name`: the anchor, see `anchorsOf`. `undefined` where there is none.
 */
export function nextOccurrence(
  touchpoint: TouchpointTerms,
  after: PlainDate | undefined,
  facts: AccountFacts,
  window: Window,
  terms: Terms,
  name: string = touchpoint.when.anchor,
): Occurrence | undefined {
  const anchor = facts.anchors[name];
  if (anchor === undefined || !concerns(touchpoint, facts)) return undefined;
  const { stage, end } = window;
  const isOver = !end && !isLiveIn(touchpoint, stage);
  if (isOver && !isKept(touchpoint, facts)) return undefined;
  const calendar = calendarOf(terms.calendar);
  // An account that was signed years ago skips old dates without computing them.
  const sinceDate = dateOf(facts.since, calendar.timeZone);
  const skipTo = touchpoint.when.every ? latest(after, addDays(sinceDate, -LONGEST_LEAD_DAYS)) : after;
  for (const candidate of candidates(touchpoint.when, anchor, skipTo, calendar)) {
    const [, date] = candidate;
    if (end && date > addDays(end.date, LONGEST_LEAD_DAYS)) return undefined;
    if (isOver && stageOn(terms.stages, { signedOn: facts.signedOn }, date) === stage) return undefined;
    if (!isLive(touchpoint, date, facts, window, terms)) continue;
    const occurrence = dated(touchpoint, candidate, name, facts, terms);
    if (occurrence.due <= facts.since) continue;
    const isAfterStage = end !== undefined && date >= end.date;
    return isAfterStage && (occurrence.remindAt[0] ?? occurrence.due) >= end.at ? undefined : occurrence;
  }
  return undefined;
}

const latest = (a: PlainDate | undefined, b: PlainDate): PlainDate => (a !== undefined && a > b ? a : b);

/** `planned` as the terms date it now, from its own anchor instance; `undefined` where the rule no longer asks for it. */
export function redated(
  touchpoint: TouchpointTerms,
  { nominal: date, instance: name = touchpoint.when.anchor }: Pick<Occurrence, 'nominal' | 'instance'>,
  facts: AccountFacts,
  terms: Terms,
): Occurrence | undefined {
  const anchor = facts.anchors[name];
  if (anchor === undefined || !concerns(touchpoint, facts)) return undefined;
  for (const candidate of candidates(touchpoint.when, anchor, addDays(date, -1), calendarOf(terms.calendar)))
    return candidate[1] === date ? dated(touchpoint, candidate, name, facts, terms) : undefined;
  return undefined;
}

/** Whether it stays live through an early promotion: the contract promises it, so the stage by time counts. */
const isKept = (touchpoint: TouchpointTerms, { promoted }: AccountFacts): boolean =>
  promoted !== undefined && touchpoint.contractual === true;

/** Whether the nominal date lies in a stage of the touchpoint's. A date before the current stage's first day belongs to the stage that held then. */
export function isLive(touchpoint: TouchpointTerms, date: PlainDate, facts: AccountFacts, window: Window, terms: Terms): boolean {
  if (isKept(touchpoint, facts) && isLiveIn(touchpoint, stageOn(terms.stages, { signedOn: facts.signedOn }, date))) return true;
  const stage = stageOn(terms.stages, facts, date);
  return isLiveIn(touchpoint, stage) && (!touchpoint.stages || stage !== window.stage || date >= window.since);
}
