// What every kind of effect is done by.
import type { PersonId } from '../domain/account/types';
import type { Outcome } from '../domain/decider/decider';
import type { EffectOfKind, Kind } from '../domain/kinds';
import type { Instant } from '../domain/time/time';

/** What an offboarding has done beside its accounts: one briefing a successor, about all that they take over. */
export interface OffboardingEffect {
  readonly lane: string;
  readonly type: 'brief-offboarding';
  readonly to: PersonId;
  /** `OB-3`. */
  readonly offboarding: string;
}

export type AnyEffect = EffectOfKind<Kind> | OffboardingEffect;

/** What came of one attempt: an outcome for good, or the stable code of why it is worth another try. */
export type Attempt = Outcome | { readonly later: string };

/** The circumstances of an attempt. */
export interface Errand {
  /** `entity/sequence/index`. */
  readonly key: string;
  /** Whose effect it is, without the prefix of its kind: `acme`, `C-12`, `p-4`. */
  readonly entity: string;
  /** The account's id, which a case's effect names where it needs one. */
  readonly account: string;
  /** The deployment's time. */
  readonly now: Instant;
  /** Aborted when the worker goes down or the activity is cancelled. */
  readonly signal: AbortSignal;
}

/** Does the work of an effect. What it throws counts as worth another try. */
export type Handler<Fx> = (effect: Fx, errand: Errand) => Promise<Attempt>;

/** The effects that may be of this type. */
type EffectOf<Type, Fx = AnyEffect> = Fx extends { readonly type: infer Known } ? (Type extends Known ? Fx : never) : never;

/** One handler a type of effect. */
export type Handlers<Types extends AnyEffect['type'] = AnyEffect['type']> = {
  readonly [Type in Types]: Handler<EffectOf<Type>>;
};
