// The decider of errands. A person is reminded of a small task when it is due, and again until it is done.
import { type Decider, DomainError } from '../decider/decider';
import { raisingTo } from '../decider/raising';
import { raised } from '../decider/rules';
import { spoken, who } from '../decider/statement';
import { formatInstant } from '../time/time';
import { shapes } from './shapes';
import type { ErrandCommands, ErrandEffect, ErrandEvent, ErrandState, ErrandTerms } from './types';

/** Version of the rules in this folder; raised with every change of behaviour that would affect an existing history. */
const RULES = 1;

export const initial: ErrandState = { rules: 0, status: undefined, errand: '', to: '' };

const ended = ({ status }: ErrandState): boolean => status === 'done' || status === 'cancelled';

const over = ({ next: _, ...state }: ErrandState, status: 'done' | 'cancelled'): ErrandState => ({ ...state, status });

export function evolve(state: ErrandState, event: ErrandEvent): ErrandState {
  switch (event.type) {
    case 'errandStarted': {
      const { rules, errand, to, due, terms, note, at } = event;
      return { rules, status: 'open', errand, to, due, next: due, terms, startedAt: at, ...(note === undefined ? {} : { note }) };
    }
    case 'errandReminded':
      return { ...state, next: event.next };
    case 'errandDone':
      return over(state, 'done');
    case 'rulesRaised':
      return raised(state, event);
    case 'revived':
      return state;
    case 'errandCancelled':
      return over(state, 'cancelled');
    default:
      return unknownEvent(state, event);
  }
}

/** Events of a later release change nothing in an older reader. */
const unknownEvent = (state: ErrandState, _event: never): ErrandState => state;

export const errand: Decider<ErrandState, ErrandCommands, ErrandEvent, ErrandEffect, ErrandTerms> = {
  rules: RULES,
  initial,
  shapes,
  decide: {
    start(state, statement, now, terms) {
      if (state.status !== undefined) throw new DomainError('already-started', { of: 'errand' });
      const { rules, errand: id, to, due } = statement;
      return [{ type: 'errandStarted', at: spoken(statement, now, undefined), ...who(statement), rules, errand: id, to, due, terms }];
    },
    done(state, statement, now) {
      if (state.status === undefined) throw new DomainError('not-started', { of: 'errand' });
      if (ended(state)) throw new DomainError('errand-ended', { id: state.errand });
      return [{ type: 'errandDone', at: spoken(statement, now, { at: state.startedAt ?? now, of: 'errand' }), ...who(statement) }];
    },
  },
  evolve,
  raise: raisingTo(RULES, evolve),
  due: ({ next }) => next,
  /** However late, one reminder. */
  tick({ next }, now, { every }) {
    if (next === undefined || next > now) return [];
    return [{ type: 'errandReminded', at: now, next: next + every * (Math.floor((now - next) / every) + 1) }];
  },
  react({ to, due = 0, note }, { type }) {
    return type === 'errandReminded'
      ? [{ lane: `mail/${to}`, type: 'remind-errand', to, due, ...(note === undefined ? {} : { note }) }]
      : [];
  },
  settle: () => [],
  cancel: (state, now) => (state.status === 'open' ? [{ type: 'errandCancelled', at: now }] : []),
  isOver: ended,
  isChapterEnd: () => false,
  attributes: ({ status }) => ({ PerennialKind: 'errand', PerennialStatus: status ?? 'none' }),
  details: ({ status, next }) => `**${status ?? 'not started'}**: next reminder ${next === undefined ? 'none' : formatInstant(next)}`,
};
