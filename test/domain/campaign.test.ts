import fc from 'fast-check';
import { campaign } from '../../domain/campaign/campaign';
import type { CampaignCommands, CampaignEffect, CampaignEvent, CampaignState, Pace, PageResult } from '../../domain/campaign/types';
import { DomainError, type Outcome } from '../../domain/decider/decider';
import { parseInstant } from '../../domain/time/time';
import { Life } from '../support/life';
import { refusalCode } from '../support/refusal';

const NOW = parseInstant('2026-01-15T01:00:00Z');
const PACE = { page: 10, atOnce: 2, perSecond: 20 };
const FIRST: CampaignCommands['start'] = { rules: 1, campaign: 'CA-1', work: 'upgrade', asked: { zoneRules: '2026a' }, terms: PACE };

/** A campaign without a server. Its effects are kept until the test gives their outcomes. */
class Running extends Life<CampaignState, CampaignCommands, CampaignEvent, CampaignEffect, Pace> {
  readonly pages = this.effects;

  constructor() {
    super(campaign, PACE, NOW);
    this.command('start', FIRST);
  }

  asked(name: 'stop' | 'resume'): this {
    this.command(name);
    return this;
  }

  outcome(outcome: Outcome): this {
    const page = this.pages.shift();
    if (!page) throw new Error('no page is under way');
    this.settle(page, outcome);
    return this;
  }

  page(left: PageResult['left'], more: Partial<PageResult> = {}): this {
    return this.outcome({ ok: true, value: JSON.stringify({ done: 0, skipped: 0, failed: 0, ...more, left }) });
  }
}

describe('a campaign', () => {
  it('has one page under way, and begins the next where the last one ended', () => {
    const running = new Running();
    expect(running.pages).toEqual([
      { lane: 'page', type: 'campaign-page', isLong: true, campaign: 'CA-1', work: 'upgrade', asked: FIRST.asked, pace: PACE },
    ]);
    running.page('more', { done: 9, failed: 1, cursor: 'account/k' });
    expect(running.pages).toMatchObject([{ cursor: 'account/k' }]);
    expect(running.state).toMatchObject({ status: 'running', done: 9, failed: 1, cursor: 'account/k' });
  });

  it('ends when nothing is left', () => {
    const { state, pages } = new Running().page('more', { done: 10, cursor: 'x' }).page('nothing', { done: 10 });
    expect(state).toMatchObject({ status: 'done', done: 10, endedAt: NOW, isPaging: false });
    expect(pages).toEqual([]);
    expect(campaign.isOver(state)).toBe(true);
  });

  it('stops by itself where only what was refused is left, and goes on with it', () => {
    const running = new Running().page('failures', { failed: 1 });
    expect(running.state).toMatchObject({ status: 'stopped', code: 'failures' });
    expect(running.pages).toEqual([]);
    running.command('resume');
    expect(running.pages).toHaveLength(1);
    expect(running.state).not.toHaveProperty('code');
  });

  it('stops with the code of a page that failed for good', () => {
    const { state } = new Running().outcome({ ok: false, code: 'given-up' });
    expect(state).toMatchObject({ status: 'stopped', code: 'given-up', isPaging: false });
  });

  it('lets the page that is under way end when it is stopped, and begins none', () => {
    const running = new Running().asked('stop');
    expect(running.pages).toHaveLength(1);
    running.page('stopped', { done: 3, cursor: 'account/c' });
    expect(running.pages).toEqual([]);
    expect(running.asked('resume').pages).toMatchObject([{ cursor: 'account/c' }]);
  });

  it('begins no second page where it is stopped and gone on with before the page has ended', () => {
    const running = new Running().asked('stop').asked('resume');
    expect(running.pages).toHaveLength(1);
    expect(running.page('stopped', { cursor: 'a' }).pages).toMatchObject([{ cursor: 'a' }]);
  });

  it('takes the same word twice, and none after its end', () => {
    const running = new Running().asked('stop').asked('stop');
    expect(running.events.map(({ type }) => type)).toEqual(['campaignStarted', 'campaignStopped']);
    running.asked('resume').asked('resume').page('nothing');
    expect(running.events.filter(({ type }) => type === 'campaignResumed')).toHaveLength(1);
    expect(refusalCode(() => running.command('stop'))).toBe('campaign-ended');
    expect(refusalCode(() => campaign.decide.stop(campaign.initial, {}, NOW, PACE))).toBe('not-started');
    expect(() => new Running().outcome({ ok: true, value: '{"left":"all"}' })).toThrow(DomainError);
  });

  it('is cancelled by an operator once', () => {
    const { state } = new Running();
    const [event, ...more] = campaign.cancel(state, NOW);
    expect([event?.type, more]).toEqual(['campaignCancelled', []]);
    expect(campaign.cancel(campaign.evolve(state, event as CampaignEvent), NOW)).toEqual([]);
  });

  it('never has two pages under way, whatever is said when', () => {
    const moves = fc.array(fc.constantFrom('stop', 'resume', 'more', 'stopped', 'failures', 'fail'), { maxLength: 40 });
    fc.assert(
      fc.property(moves, (all) => {
        const running = new Running();
        for (const move of all) {
          if (move === 'stop' || move === 'resume') running.command(move);
          else if (running.pages.length > 0 && move === 'fail') running.outcome({ ok: false, code: 'away' });
          else if (running.pages.length > 0 && move !== 'fail') running.page(move);
          expect(running.pages.length).toBeLessThanOrEqual(1);
          expect(running.state.isPaging).toBe(running.pages.length === 1);
          if (running.state.status === 'running') expect(running.pages).toHaveLength(1);
        }
      }),
    );
  });
});
