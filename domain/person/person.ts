// One of our people: a decider that acts on the morning of each working day, in the person's zone and calendar.

import { type Decider, DomainError, unknownEvent } from '../decider/decider';
import { standing } from '../decider/details';
import { raisingTo } from '../decider/raising';
import { raised } from '../decider/rules';
import { stated, who } from '../decider/statement';
import { calendarOf } from '../time/calendar';
import { nextMorning } from '../time/morning';
import { addDays, dateOf, formatInstant, type Instant, startOfDay } from '../time/time';
import { shapes } from './shapes';
import type { PersonTerms } from './terms';
import type { PersonCommands, PersonEffect, PersonEvent, PersonState } from './types';

/** Version of the rules in this folder. A change of behaviour that would break the replay of an old history raises it. */
const RULES = 1;

/** The outcome value of a digest that was sent. Others were not: nobody was there, there was nothing to say, or it was too late. */
const SENT = undefined;
/** The code for a person who was erased: nobody is there to write to. */
const ERASED = 'unknown-person';

export const initial: PersonState = { rules: 0, status: undefined, person: '', since: 0 };

/** A delay in [0, jitter) milliseconds, always the same for a person, so that digests spread over the morning. FNV-1a. */
function delayOf(person: string, jitter: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < person.length; at += 1) hash = Math.imul(hash ^ person.charCodeAt(at), 0x01000193);
  return Math.floor(((hash >>> 0) / 2 ** 32) * jitter);
}

/** The next digest after `now`, on a later working day than the `last` one. */
function nextDigest({ calendar: definition, jitter }: PersonTerms, person: string, now: Instant, last?: Instant): Instant {
  const calendar = calendarOf(definition);
  const zone = calendar.timeZone;
  const from = last === undefined ? now : Math.max(now, startOfDay(addDays(dateOf(last, zone), 1), zone) - 1);
  return nextMorning(calendar, from, delayOf(person, jitter));
}

function checkActive({ status }: PersonState): void {
  if (status === undefined) throw new DomainError('not-started', { of: 'person' });
  if (status === 'left') throw new DomainError('person-left');
}

const named = ({ id, playbook }: PersonTerms) => ({ id, playbook });

export function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'personStarted': {
      const { rules, person, terms, next, at } = event;
      return { rules, status: 'active', person, terms, next, startedAt: at, since: at };
    }
    case 'personTermsAdopted':
      return { ...state, terms: event.terms, next: event.next };
    case 'digested':
      return { ...state, last: event.at, since: event.at, next: event.next };
    case 'digestRefused':
      return { ...state, refused: event.code };
    case 'digestArrived': {
      const { refused: _, ...arriving } = state;
      return arriving;
    }
    case 'rulesRaised':
      return raised(state, event);
    case 'revived':
      return state;
    case 'personLeft':
    case 'personCancelled': {
      const { next: _, ...rest } = state;
      return { ...rest, status: 'left' };
    }
    default:
      return unknownEvent(state, event);
  }
}

export const person: Decider<PersonState, PersonCommands, PersonEvent, PersonEffect, PersonTerms> = {
  rules: RULES,
  initial,
  shapes,
  decide: {
    start(state, statement, now, terms) {
      if (state.status !== undefined) throw new DomainError('already-started', { of: 'person' });
      const { rules, person: id } = statement;
      return [
        { type: 'personStarted', at: now, ...who(statement), rules, person: id, terms: named(terms), next: nextDigest(terms, id, now) },
      ];
    },
    adoptTerms(state, statement, now, terms) {
      checkActive(state);
      const next = nextDigest(terms, state.person, now, state.last);
      return terms.id === state.terms?.id ? [] : [{ type: 'personTermsAdopted', at: now, ...who(statement), terms: named(terms), next }];
    },
    offboard(state, statement, now) {
      checkActive(state);
      return [
        {
          type: 'personLeft',
          ...stated(statement, now, { at: state.startedAt ?? state.since, of: 'person' }),
        },
      ];
    },
  },
  evolve,
  raise: raisingTo(RULES, evolve, (draft, terms, now) => {
    const { next: before, person: id, last } = draft.state;
    if (before === undefined) return;
    const next = nextDigest(terms, id, now, last);
    if (next !== before) draft.add({ type: 'personTermsAdopted', at: now, terms: named(terms), next });
  }),
  due: ({ next }) => next,
  /** However late it is, one digest covers everything. */
  tick(state, now, terms) {
    if (state.next === undefined || state.next > now) return [];
    return [{ type: 'digested', at: now, since: state.since, next: nextDigest(terms, state.person, now, now) }];
  },
  react(state, event) {
    const playbook = state.terms?.playbook ?? '';
    switch (event.type) {
      case 'digested':
        return [{ lane: 'digest', type: 'digest', playbook, person: state.person, at: event.at, since: event.since }];
      case 'digestRefused':
        return [{ lane: 'manager', type: 'notify-manager', playbook, about: state.person, code: event.code, tasks: [] }];
      default:
        return [];
    }
  },
  settle(state, effect, outcome, now) {
    if (effect.type !== 'digest' || state.status !== 'active') return [];
    if (outcome.ok) return outcome.value === SENT && state.refused !== undefined ? [{ type: 'digestArrived', at: now }] : [];
    if (outcome.code === ERASED) return [{ type: 'personLeft', at: now }];
    return state.refused === undefined && outcome.code !== 'given-up' ? [{ type: 'digestRefused', at: now, code: outcome.code }] : [];
  },
  cancel: (state, now) => (state.status === 'active' ? [{ type: 'personCancelled', at: now }] : []),
  isOver: ({ status }) => status === 'left',
  isChapterEnd: ({ type }) => type === 'personTermsAdopted',
  attributes: ({ status }) => ({ PerennialKind: 'person', PerennialStatus: status ?? 'none' }),
  details: ({ status, next, last, refused }) =>
    [
      standing(status),
      `next digest: ${next === undefined ? 'none' : formatInstant(next)}`,
      `last digest: ${last === undefined ? 'none yet' : formatInstant(last)}${refused === undefined ? '' : `, not delivered: ${refused}`}`,
    ].join('\n'),
};
