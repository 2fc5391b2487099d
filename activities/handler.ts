// The handlers of effects: what they get and what they return.
import type { PersonId } from '../domain/account/types';
import type { Outcome } from '../domain/decider/decider';
import type { EffectOfKind, Kind } from '../domain/kinds';
import type { Instant } from '../domain/time/time';

/** The effect of an offboarding beside its accounts: one briefing to each successor about everything they take over. */
export interface OffboardingEffect {
  readonly lane: string;
  readonly type: 'brief-offboarding';
  readonly to: PersonId;
  /** `OB-3`. */
  readonly offboarding: string;
}

export type AnyEffect = EffectOfKind<Kind> | OffboardingEffect;

/** The result of one attempt: a final outcome, or the stable code of why a retry makes sense. */
export type Attempt = Outcome | { readonly later: string };

/** What a handler gets beside the effect. */
export interface Errand {
  /** `entity/sequence/index`. */
  readonly key: string;
  /** The id of the entity that has the effect, without its kind: `acme`, `C-12`, `p-4`. */
  readonly entity: string;
  /** The account's id, also for a case's or handover's effect. */
  readonly account: string;
  /** The deployment's time. */
  readonly now: Instant;
  /** Aborted when the worker stops or the activity is cancelled. */
  readonly signal: AbortSignal;
}

/** Does the work of an effect. An error that it throws counts as worth a retry. */
export type Handler<Fx> = (effect: Fx, errand: Errand) => Promise<Attempt>;

/** The effects of this type. */
type EffectOf<Type, Fx = AnyEffect> = Fx extends { readonly type: infer Known } ? (Type extends Known ? Fx : never) : never;

/** One handler for each type of effect. */
export type Handlers<Types extends AnyEffect['type'] = AnyEffect['type']> = {
  readonly [Type in Types]: Handler<EffectOf<Type>>;
};
