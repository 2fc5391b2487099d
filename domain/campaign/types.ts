// The words of a campaign: long work over many entities, a page at a time. Ids and codes only.
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant } from '../time/time';

/** What is done to each entity; a handler of the activities does it. */
export const WORKS = ['offboarding', 'upgrade'] as const;
export type Work = (typeof WORKS)[number];

/** How fast it goes. */
export interface Pace {
  /** Entities of one page. */
  readonly page: number;
  /** Entities side by side. */
  readonly atOnce: number;
  /** Entities begun a second, at most; as fast as it goes where nothing is said. */
  readonly perSecond?: number;
}

/** Entities that are through, since the campaign began. */
export interface Tally {
  readonly done: number;
  /** There was nothing to do. */
  readonly skipped: number;
  /** Refused for good. */
  readonly failed: number;
}

/** What a page found: more to do; nothing left; nothing left but what was refused, so that a person must act; it was stopped half-way. */
export const LEFT = ['more', 'nothing', 'failures', 'stopped'] as const;

/** What came of a page: the tally of the whole campaign, and where the next page begins. */
export interface PageResult extends Tally {
  /** The last entity of the page; absent where the next page looks from the beginning. */
  readonly cursor?: string;
  readonly left: (typeof LEFT)[number];
}

export type CampaignStatus = 'running' | 'stopped' | 'done' | 'cancelled';

export interface CampaignState extends Ruled, Tally {
  /** `undefined` until started. */
  readonly status: CampaignStatus | undefined;
  readonly campaign: string;
  readonly work: Work | undefined;
  /** What the work needs to know: ids and codes. */
  readonly asked: Readonly<Record<string, string>>;
  readonly pace?: Pace;
  readonly cursor?: string;
  /** A page is under way. */
  readonly isPaging: boolean;
  /** Why it stopped by itself. */
  readonly code?: string;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** Shapes of the commands; the names are the update names in Temporal. */
export interface CampaignCommands {
  start: Statement & {
    readonly rules: number;
    readonly campaign: string;
    readonly work: Work;
    readonly asked: Readonly<Record<string, string>>;
    readonly terms: Pace;
  };
  /** What is under way ends; nothing else begins. */
  stop: Statement;
  /** Goes on, also with what was refused. */
  resume: Statement;
}

export type CampaignEvent = EventBase & { readonly note?: string } & (
    | {
        readonly type: 'campaignStarted';
        readonly rules: number;
        readonly campaign: string;
        readonly work: Work;
        readonly asked: Readonly<Record<string, string>>;
        readonly pace: Pace;
      }
    | ({ readonly type: 'pageDone' } & PageResult)
    /** `code`: why it stopped by itself; absent where a person had it stopped. */
    | { readonly type: 'campaignStopped'; readonly code?: string }
    /** `begins`: with a new page; the one that was under way goes on otherwise. */
    | { readonly type: 'campaignResumed'; readonly begins: boolean }
    | RulesRaised
    /** Brought back after an operator had ended its workflow. */
    | { readonly type: 'revived' }
    /** An operator ended the workflow from Temporal's side. */
    | { readonly type: 'campaignCancelled' }
  );

/** One page. */
export type CampaignEffect = Effect & {
  readonly type: 'campaign-page';
  readonly campaign: string;
  readonly work: Work;
  readonly asked: Readonly<Record<string, string>>;
  readonly pace: Pace;
  readonly cursor?: string;
};
