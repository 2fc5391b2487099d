// A campaign's types: state, commands, events, effects. Ids and codes only.
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant } from '../time/time';

/** What a campaign does to each entity. An activity has a handler for each. */
export const WORKS = ['offboarding', 'upgrade'] as const;
export type Work = (typeof WORKS)[number];

/** The speed of a campaign. */
export interface Pace {
  /** Entities in a page. */
  readonly page: number;
  /** Entities worked on at the same time. */
  readonly atOnce: number;
  /** Entities begun a second, at most; absent: no limit. */
  readonly perSecond?: number;
}

/** Counts of the entities that are finished, since the campaign began. */
export interface Tally {
  readonly done: number;
  /** Those for which there was nothing to do. */
  readonly skipped: number;
  /** Those that were refused for good. */
  readonly failed: number;
}

/** What is left after a page. failures: only refused entities, so a person must act; stopped: the page was interrupted. */
export const LEFT = ['more', 'nothing', 'failures', 'stopped'] as const;

/** The result of a page: the counts of the whole campaign, and where the next page begins. */
export interface PageResult extends Tally {
  /** The last entity of the page; absent: the next page begins at the start. */
  readonly cursor?: string;
  readonly left: (typeof LEFT)[number];
}

export type CampaignStatus = 'running' | 'stopped' | 'done' | 'cancelled';

export interface CampaignState extends Ruled, Tally {
  /** `undefined` until started. */
  readonly status: CampaignStatus | undefined;
  readonly campaign: string;
  readonly work: Work | undefined;
  /** The arguments of the work: ids and codes. */
  readonly asked: Readonly<Record<string, string>>;
  readonly pace?: Pace;
  readonly cursor?: string;
  /** Whether a page is under way. */
  readonly isPaging: boolean;
  /** Why it stopped by itself; absent where a person stopped it. */
  readonly code?: string;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** Arguments of the commands. Their names are the update names in Temporal. */
export interface CampaignCommands {
  start: Statement & {
    readonly rules: number;
    readonly campaign: string;
    readonly work: Work;
    readonly asked: Readonly<Record<string, string>>;
    readonly terms: Pace;
  };
  /** Stops the campaign. The page under way finishes, and no other begins. */
  stop: Statement;
  /** Continues the campaign, and tries refused entities again. */
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
    /** `code`: why it stopped by itself; absent where a person stopped it. */
    | { readonly type: 'campaignStopped'; readonly code?: string }
    /** `begins`: whether a new page begins; otherwise the page under way continues. */
    | { readonly type: 'campaignResumed'; readonly begins: boolean }
    | RulesRaised
    /** Revived after an operator had terminated its workflow. */
    | { readonly type: 'revived' }
    /** An operator cancelled its workflow in Temporal. */
    | { readonly type: 'campaignCancelled' }
  );

/** Works through one page. */
export type CampaignEffect = Effect & {
  readonly type: 'campaign-page';
  readonly campaign: string;
  readonly work: Work;
  readonly asked: Readonly<Record<string, string>>;
  readonly pace: Pace;
  readonly cursor?: string;
};
