// Commands, events and effects of an errand, a small task of one person with a due time. They contain only ids and codes.
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant } from '../time/time';

export interface ErrandTerms {
  /** Milliseconds from one reminder to the next. */
  readonly every: number;
}

export type ErrandStatus = 'open' | 'done' | 'cancelled';

export interface ErrandState extends Ruled {
  /** `undefined` before the start. */
  readonly status: ErrandStatus | undefined;
  readonly errand: string;
  /** The id of the person who does it. */
  readonly to: string;
  readonly terms?: ErrandTerms;
  readonly due?: Instant;
  /** The time of the next reminder. */
  readonly next?: Instant;
  /** The id of the text that says what is to be done. */
  readonly note?: string;
  readonly startedAt?: Instant;
}

/** Shapes of the commands; the names are the update names in Temporal. */
export interface ErrandCommands {
  start: Statement & {
    readonly rules: number;
    readonly errand: string;
    readonly to: string;
    readonly due: Instant;
    readonly terms: ErrandTerms;
  };
  done: Statement;
}

export type ErrandEvent = EventBase & { readonly note?: string } & (
    | {
        readonly type: 'errandStarted';
        readonly rules: number;
        readonly errand: string;
        readonly to: string;
        readonly due: Instant;
        readonly terms: ErrandTerms;
      }
    | { readonly type: 'errandReminded'; readonly next: Instant }
    | { readonly type: 'errandDone' }
    | RulesRaised
    /** An operator had ended the workflow, and it was started again. */
    | { readonly type: 'revived' }
    /** An operator ended the workflow from Temporal's side. */
    | { readonly type: 'errandCancelled' }
  );

export type ErrandEffect = Effect & {
  readonly type: 'remind-errand';
  readonly to: string;
  readonly due: Instant;
  readonly note?: string;
};
