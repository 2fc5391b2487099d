// When an account, its stage, its hold and its status began: a command may not speak of an earlier time.
import type { Beginning } from '../decider/statement';
import type { Begun } from '../problems/lives';
import { type PlainDate, startOfDay } from '../time/time';
import type { AccountState } from './types';

/** The account's beginning: its signing (the first instant of that day in its zone) or its start, whichever is earlier. */
export function accountBegun({ anchors, zone, since, startedAt = since }: AccountState, signing = anchors.signing): Beginning {
  return { at: Math.min(startedAt, signing === undefined ? startedAt : startOfDay(signing, zone)), of: 'account' };
}

/** The later of two beginnings. */
const later = (one: Beginning, other: Beginning): Beginning => (other.at > one.at ? other : one);

const onDay = (state: AccountState, date: PlainDate | undefined, of: Begun): Beginning =>
  date === undefined ? accountBegun(state) : later(accountBegun(state), { at: startOfDay(date, state.zone), of });

/** The beginning of the stage: the first instant of its first day. */
export const stageBegun = (state: AccountState): Beginning => onDay(state, state.stageSince, { stage: state.stage ?? '' });

/** The beginning of the stage's hold: the first instant of its day. */
export const holdBegun = (state: AccountState): Beginning => onDay(state, state.held?.on, 'hold');

/** The beginning of the status that a person set last, such as a pause or a loss. */
export const statusBegun = (state: AccountState): Beginning =>
  state.statusSince === undefined
    ? accountBegun(state)
    : later(accountBegun(state), { at: state.statusSince, of: { status: state.status ?? '' } });
