// A campaign: a decider for long work over many entities. It works page by page, so that neither the history nor the list of effects grows with the
// number of entities.
import { type Decider, DomainError, type Outcome, unknownEvent } from '../decider/decider';
import { standing } from '../decider/details';
import { raisingTo } from '../decider/raising';
import { raised } from '../decider/rules';
import { checkShape } from '../decider/shape';
import { spoken, stated, who } from '../decider/statement';
import { given } from '../given';
import type { Instant } from '../time/time';
import { pageResult, shapes } from './shapes';
import type { CampaignCommands, CampaignEffect, CampaignEvent, CampaignState, Pace, PageResult } from './types';

/** Version of the rules in this folder. A change of behaviour that would break the replay of an old history raises it. */
const RULES = 1;

export const initial: CampaignState = {
  ...{ rules: 0, status: undefined, campaign: '', work: undefined, asked: {} },
  ...{ done: 0, skipped: 0, failed: 0, isPaging: false },
};

const ended = ({ status }: CampaignState): boolean => status === 'done' || status === 'cancelled';

/** The state after a page: done, stopped for a person to act, or on to the next page. */
function afterPage(state: CampaignState, { done, skipped, failed, cursor, left }: PageResult, at: Instant): CampaignState {
  const { cursor: _, ...rest } = state;
  const paged = { ...rest, done, skipped, failed, isPaging: false, ...given({ cursor }) };
  if (left === 'nothing') return { ...paged, status: 'done', endedAt: at };
  if (left === 'failures') return { ...paged, status: 'stopped', code: 'failures' };
  return { ...paged, isPaging: paged.status === 'running' };
}

export function evolve(state: CampaignState, event: CampaignEvent): CampaignState {
  switch (event.type) {
    case 'campaignStarted': {
      const { rules, campaign, work, asked, pace, at } = event;
      return { ...initial, rules, status: 'running', campaign, work, asked, pace, startedAt: at, isPaging: true };
    }
    case 'pageDone':
      return afterPage(state, event, event.at);
    case 'campaignStopped':
      return {
        ...state,
        status: 'stopped',
        ...(event.code === undefined ? {} : { code: event.code, isPaging: false }),
      };
    case 'campaignResumed': {
      const { code: _, ...going } = state;
      return { ...going, status: 'running', isPaging: true };
    }
    case 'rulesRaised':
      return raised(state, event);
    case 'revived':
      return state;
    case 'campaignCancelled':
      return { ...state, status: 'cancelled', endedAt: event.at };
    default:
      return unknownEvent(state, event);
  }
}

function check(state: CampaignState): void {
  if (state.status === undefined) throw new DomainError('not-started', { of: 'campaign' });
  if (ended(state)) throw new DomainError('campaign-ended', { id: state.campaign });
}

const at = (state: CampaignState, statement: CampaignCommands['stop'], now: Instant): Instant =>
  spoken(statement, now, { at: state.startedAt ?? now, of: 'campaign' });

/** The result that a page's outcome carries. Throws `DomainError('bad-arguments')`. */
function resultIn(value: string | undefined): PageResult {
  const said: unknown = JSON.parse(value ?? 'null');
  checkShape(pageResult, said);
  return said;
}

function settled(state: CampaignState, outcome: Outcome, now: Instant): readonly CampaignEvent[] {
  if (ended(state)) return [];
  if (!outcome.ok) return [{ type: 'campaignStopped', at: now, code: outcome.code }];
  return [{ type: 'pageDone', at: now, ...resultIn(outcome.value) }];
}

export const campaign: Decider<CampaignState, CampaignCommands, CampaignEvent, CampaignEffect, Pace> = {
  rules: RULES,
  initial,
  shapes,
  decide: {
    start(state, statement, now, pace) {
      if (state.status !== undefined) throw new DomainError('already-started', { of: 'campaign' });
      const { rules, campaign: id, work, asked } = statement;
      return [{ type: 'campaignStarted', ...stated(statement, now, undefined), rules, campaign: id, work, asked, pace }];
    },
    stop(state, statement, now) {
      check(state);
      return state.status === 'stopped' ? [] : [{ type: 'campaignStopped', at: at(state, statement, now), ...who(statement) }];
    },
    resume(state, statement, now) {
      check(state);
      return state.status === 'running'
        ? []
        : [{ type: 'campaignResumed', at: at(state, statement, now), ...who(statement), begins: !state.isPaging }];
    },
  },
  evolve,
  raise: raisingTo(RULES, evolve),
  due: () => undefined,
  tick: () => [],
  react(state, event) {
    const { campaign: id, work, asked, pace, cursor } = state;
    const mayBegin = event.type === 'campaignStarted' || event.type === 'pageDone' || (event.type === 'campaignResumed' && event.begins);
    if (!mayBegin || !state.isPaging || work === undefined || pace === undefined) return [];
    const page = { lane: 'page', type: 'campaign-page', isLong: true, campaign: id, work, asked, pace } as const;
    return [cursor === undefined ? page : { ...page, cursor }];
  },
  settle: (state, _effect, outcome, now) => settled(state, outcome, now),
  cancel: (state, now) => (state.status === undefined || ended(state) ? [] : [{ type: 'campaignCancelled', at: now }]),
  isOver: ended,
  isChapterEnd: () => false,
  attributes: ({ status }) => ({ PerennialKind: 'campaign', PerennialStatus: status ?? 'none' }),
  details: ({ status, work, asked, done, skipped, failed, cursor, code }) =>
    [
      `${standing(status)}${code === undefined ? '' : ` (${code})`}: ${work ?? 'nothing'} ${Object.values(asked).join(' ')}`,
      `${done} done, ${skipped} skipped, ${failed} failed; at ${cursor ?? 'the beginning'}`,
    ].join('\n'),
};
