// Since when an account can be spoken of, and its stage, and the status that it has.
import type { Beginning } from '../decider/statement';
import type { Begun } from '../problems/lives';
import { type PlainDate, startOfDay } from '../time/time';
import type { AccountState } from './types';

/** The account: the earlier of its signing, where that day began in its zone, and its start. */
export function accountBegun({ anchors, zone, since, startedAt = since }: AccountState, signing = anchors.signing): Beginning {
  return { at: Math.min(startedAt, signing === undefined ? startedAt : startOfDay(signing, zone)), of: 'account' };
}

/** The later of two beginnings. */
const later = (one: Beginning, other: Beginning): Beginning => (other.at > one.at ? other : one);

const onDay = (state: AccountState, date: PlainDate | undefined, of: Begun): Beginning =>
  date === undefined ? accountBegun(state) : later(accountBegun(state), { at: startOfDay(date, state.zone), of });

/** The stage it is in, from the beginning of its first day. */
export const stageBegun = (state: AccountState): Beginning => onDay(state, state.stageSince, { stage: state.stage ?? '' });

/** The hold of its stage, from the beginning of its day. */
export const holdBegun = (state: AccountState): Beginning => onDay(state, state.held?.on, 'hold');

/** The status that a person gave it last: a pause, a loss. */
export const statusBegun = (state: AccountState): Beginning =>
  state.statusSince === undefined
    ? accountBegun(state)
    : later(accountBegun(state), { at: state.statusSince, of: { status: state.status ?? '' } });
