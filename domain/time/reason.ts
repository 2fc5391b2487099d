// Why a time is what it is, as code and parameters. Each producer and each sentence (texts/because.ts) is checked against this union.
import type { Instant, PlainDate } from './time';

/** Every reason: its parameters by its code. */
interface Reasons {
  /** A date that a rule counts from. */
  anchor: [anchor: string, date: PlainDate];
  /** `after + n x every`, then business days, counted from an anchor; empty and 0 where the rule does not say. */
  rule: [anchor: string, after: string, businessDays: number, every: string, n: number];
  stage: [stage: string];
  calendar: [calendar: string];
  /** From a date on which the calendar is closed to a business day. */
  roll: [rule: string, from: PlainDate, to: PlainDate];
  /** The date was past when the account was taken on. */
  late: [from: PlainDate, to: PlainDate];
  closing: [time: string];
  /** An hour that the playbook sets. */
  hour: [time: string];
  /** Holidays are published until this date; empty: not at all. */
  unpublished: [until: string];
  /** As if this touchpoint were done when due. */
  assumed: [touchpoint: string];
  /** `2026-01-16 10:00`, in the zone of the calendar. */
  'moved-by-hand': [time: string];
  /** The same, of a proposal. */
  'free-hour': [time: string];
  /** A rule of the service terms, its target, and how many other targets there are for the milestone. */
  strictest: [rule: string, target: string, others: number];
  'clock-from': [from: Instant];
  'clock-opens': [at: Instant];
  /** Open time, all time, or business days. */
  'clock-target': [target: string, counted: 'window' | 'wall' | 'days'];
  'clock-pause': [begin: Instant, end: Instant, seconds: number];
  'clock-paused-since': [begin: Instant];
  'clock-at-closing': [at: Instant];
}

export type ReasonCode = keyof Reasons;
export type ReasonParameters<Code extends ReasonCode> = Readonly<Reasons[Code]>;
/** `['stage', 'onboarding']`: plain JSON, as events and read models keep it. */
export type Reason = { readonly [Code in ReasonCode]: readonly [code: Code, ...parameters: ReasonParameters<Code>] }[ReasonCode];

/** What is said of each reason. One without a sentence, and one that nobody gives, do not compile. */
export type Sentences<Words, Said> = { readonly [Code in ReasonCode]: (parameters: ReasonParameters<Code>, words: Words) => Said };
