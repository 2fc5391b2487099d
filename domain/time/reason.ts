// Why a date or time is what it is, as codes and parameters. Producers and sentences (texts/because.ts) are checked against this union.
import type { Instant, PlainDate } from './time';

/** The parameters of every reason, by code. */
interface Reasons {
  /** The date that a rule counts from. */
  anchor: [anchor: string, date: PlainDate];
  /** The rule `after + n x every`, then business days, from an anchor. Empty or 0 where the rule has no such part. */
  rule: [anchor: string, after: string, businessDays: number, every: string, n: number];
  stage: [stage: string];
  calendar: [calendar: string];
  /** Rolled from a closed date to a business day. */
  roll: [rule: string, from: PlainDate, to: PlainDate];
  /** The date was before the account's entry. */
  late: [from: PlainDate, to: PlainDate];
  closing: [time: string];
  /** The hour set by the playbook. */
  hour: [time: string];
  /** Holidays are published until this date; empty: none are. */
  unpublished: [until: string];
  /** Assumes that this touchpoint is done when due. */
  assumed: [touchpoint: string];
  /** `2026-01-16 10:00`, in the zone of the calendar. */
  'moved-by-hand': [time: string];
  /** As for `moved-by-hand`. */
  'free-hour': [time: string];
  /** The rule with the strictest target, that target, and the number of other targets for the milestone. */
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
/** A reason such as `['stage', 'onboarding']`: plain JSON, in events and read models. */
export type Reason = { readonly [Code in ReasonCode]: readonly [code: Code, ...parameters: ReasonParameters<Code>] }[ReasonCode];

/** One sentence for each reason. A missing or extra sentence does not compile. */
export type Sentences<Words, Said> = { readonly [Code in ReasonCode]: (parameters: ReasonParameters<Code>, words: Words) => Said };
