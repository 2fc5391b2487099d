// The kinds of long-lived things, and what the rest of the code needs to know of each. A new kind is one row here and one in `store/kinds.ts`.
import { account } from './account/account';
import { campaign } from './campaign/campaign';
import { type Decider, type Effect, type EventBase, fold } from './decider/decider';
import type { Ruled } from './decider/rules';
import { handover } from './handover/handover';
import { person } from './person/person';
import type { EndedCode, EntityKind, UnknownCode } from './problems/kinds';
import { serviceCase } from './service-case/service-case';
import type { Instant } from './time/time';

/** The names of a kind, and its ends. */
interface About {
  /** The type of its workflow. */
  readonly workflow: string;
  /** Its topic on the command line. */
  readonly topic: string;
  /** The problem code for an id that does not exist. */
  readonly unknown: UnknownCode;
  /** The final statuses, each with the problem code that refuses commands from then on. */
  readonly ended: Readonly<Record<string, EndedCode>>;
}

/** One kind: its decider and its names. */
export interface KindOf<
  State extends Ruled,
  Commands extends { readonly start: { readonly terms: Terms } },
  Event extends EventBase,
  Fx extends Effect,
  Terms,
> extends About {
  readonly decider: Decider<State, Commands, Event, Fx, Terms>;
}

const kindOf = <
  State extends Ruled,
  Commands extends { readonly start: { readonly terms: Terms } },
  Event extends EventBase,
  Fx extends Effect,
  Terms,
>(
  decider: Decider<State, Commands, Event, Fx, Terms>,
  about: About,
): KindOf<State, Commands, Event, Fx, Terms> => ({ decider, ...about });

/** By the first part of an entity's name: `case` of `case/C-12`. */
export const kinds = {
  account: kindOf(account, {
    workflow: 'account',
    topic: 'account',
    unknown: 'unknown-account',
    ended: { closed: 'account-ended' },
  }),
  campaign: kindOf(campaign, {
    workflow: 'campaign',
    topic: 'campaign',
    unknown: 'unknown-campaign',
    ended: { done: 'campaign-ended', cancelled: 'campaign-ended' },
  }),
  case: kindOf(serviceCase, {
    workflow: 'serviceCase',
    topic: 'case',
    unknown: 'unknown-case',
    ended: { closed: 'case-ended' },
  }),
  handover: kindOf(handover, {
    workflow: 'handover',
    topic: 'handover',
    unknown: 'unknown-handover',
    ended: { done: 'handover-done', withdrawn: 'handover-withdrawn' },
  }),
  person: kindOf(person, {
    workflow: 'person',
    topic: 'people',
    unknown: 'unknown-person',
    ended: { left: 'person-left' },
  }),
} satisfies Record<EntityKind, unknown>;

export type Kind = keyof typeof kinds;
export const KINDS = Object.keys(kinds) as readonly Kind[];
export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text);

type Decisions<K extends Kind> = (typeof kinds)[K]['decider']['decide'];
export type CommandOf<K extends Kind> = Exclude<keyof Decisions<K>, 'start'> & string;
/** The arguments of a kind's command. */
export type ArgsOf<K extends Kind, Name extends keyof Decisions<K>> = Decisions<K>[Name] extends (
  state: never,
  args: infer Args,
  ...rest: never[]
) => unknown
  ? Args
  : never;
type DeciderOf<K extends Kind> = (typeof kinds)[K]['decider'];
export type StateOf<K extends Kind> = DeciderOf<K>['initial'];
export type EventOf<K extends Kind> = { readonly [One in K]: ReturnType<DeciderOf<One>['tick']>[number] }[K];
export type EffectOfKind<K extends Kind> = { readonly [One in K]: ReturnType<DeciderOf<One>['react']>[number] }[K];

/** A kind as seen by code that treats all kinds alike. */
export type AnyKind = KindOf<Ruled, { readonly start: { readonly terms: unknown } }, EventBase, Effect, unknown>;
export const anyKind = (kind: Kind): AnyKind => kinds[kind] as unknown as AnyKind;

/** What a workflow is started with, beside its first command. */
export interface Beginning<Event = EventBase> {
  /** The type of the workflow. */
  readonly type: string;
  /** The events of the first command. */
  readonly events: readonly Event[];
  /** The search attributes after it: codes only. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The beginning of an entity whose first command is `first`, at `now`. Throws the kind's refusal. */
export function beginningOf<K extends Kind>(kind: K, first: ArgsOf<K, 'start'>, now: Instant): Beginning<EventOf<K>> {
  const { decider, workflow } = anyKind(kind);
  const given = first as { readonly terms: unknown };
  const events = decider.decide.start(decider.initial, given, now, given.terms);
  return {
    type: workflow,
    events: events as readonly EventOf<K>[],
    attributes: decider.attributes(fold(decider.evolve, decider.initial, events)),
  };
}

/** The names of all search attributes. */
export const attributeNames = (): readonly string[] =>
  Array.from(new Set(KINDS.flatMap((kind) => Object.keys(anyKind(kind).decider.attributes(anyKind(kind).decider.initial)))));

/** The newest rules of a kind in this release; 0 for an unknown kind. */
export const rulesOf = (kind: string): number => (isKind(kind) ? anyKind(kind).decider.rules : 0);

/** Whether an entity follows older rules than this release's or, where `version` is given, other zone rules than `version`. */
export const isBehind = (
  { kind, rules, zoneRules }: { readonly kind: string; readonly rules: number; readonly zoneRules: string | null },
  version: string | undefined,
): boolean => rules < rulesOf(kind) || (version !== undefined && zoneRules !== version);
