import { serviceCase } from '../../domain/service-case/service-case';
import { refusalCode } from '../support/refusal';
import { LEVEL_RULES, serviceTerms } from '../support/service-terms';
import { at, CaseLife } from './service-case-life';

// A Tuesday, ten in the morning in Shanghai.
const TUESDAY = '2026-09-15T02:00:00Z';

describe('what was reported', () => {
  it('has the strictest of all targets that hold, and names it', () => {
    const life = new CaseLife(TUESDAY, { stage: 'onboarding' });
    expect(life.state.milestones.response).toMatchObject({ rule: 'promise/feedback', target: 'PT24H' });
    expect(life.state.milestones.resolution).toMatchObject({ rule: 'promise/feedback', target: 'PT48H' });
    expect(life.state.milestones.resolution?.because).toContainEqual(['strictest', 'promise/feedback', 'PT48H', 1]);
    expect(life.state.milestones['on-site']).toBeUndefined();
  });

  it('is answered within an hour from the stable stage on', () => {
    for (const stage of ['stable', 'deep-binding', 'value-symbiosis'])
      expect(new CaseLife(TUESDAY, { stage }).due('response')).toBe('2026-09-15T03:00:00Z');
  });

  it('has the shortest targets where it is a complaint', () => {
    const life = new CaseLife(TUESDAY, { kind: 'complaint' });
    expect(['response', 'diagnosis', 'resolution'].map((name) => life.state.milestones[name as 'response']?.rule)).toEqual(
      Array.from({ length: 3 }, () => 'promise/complaint'),
    );
  });

  it('starts when the intake window opens', () => {
    // A Saturday in China; the silver level has a five-day week.
    const life = new CaseLife('2026-09-12T05:00:00Z', { level: 'silver' });
    expect(life.state.milestones.response).toMatchObject({ start: at('2026-09-14T01:00:00Z'), due: at('2026-09-14T02:00:00Z') });
    expect(new CaseLife('2026-09-12T05:00:00Z', { level: 'gold' }).due('response')).toBe('2026-09-12T06:00:00Z');
  });

  it('is due at closing where the target is used up exactly then', () => {
    const life = new CaseLife('2026-09-15T09:00:00Z', { level: 'standard' });
    expect(life.due('response')).toBe('2026-09-15T10:00:00Z');
    expect(life.until('2026-09-15T10:00:00Z').stands('response')).toBe('breached');
  });

  it('is told to the engineer and gets a ticket', () => {
    const life = new CaseLife(TUESDAY);
    expect(life.effects.map((effect) => [effect.type, 'to' in effect ? effect.to : ''])).toEqual([
      ['open-case-ticket', ''],
      ['notify-case', 'p-2'],
    ]);
  });

  it('is refused with a severity, a kind or a level that the playbook does not have', () => {
    expect(refusalCode(() => new CaseLife(TUESDAY, { severity: 'urgent' }))).toBe('unknown-severity');
    expect(refusalCode(() => new CaseLife(TUESDAY, { kind: 'praise' }))).toBe('unknown-kind');
    expect(refusalCode(() => new CaseLife(TUESDAY, { level: 'diamond' }))).toBe('unknown-level');
  });

  it('is two cases where two report at the same second', () => {
    const [one, other] = [new CaseLife(TUESDAY), new CaseLife(TUESDAY, { case: 'C-2' })];
    expect({ ...other.state, case: 'C-1' }).toEqual(one.state);
  });
});

describe('a case that is opened late', () => {
  const team = { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3', 'executive-sponsor': 'p-4' };
  /** Reported on Tuesday at ten, entered at ten past one in the afternoon. */
  const opened = (): CaseLife => {
    const life = new CaseLife('2026-09-15T05:10:00Z', { team, at: at(TUESDAY) });
    return life.until('2026-09-15T05:10:00Z');
  };

  it('is one mail to each: the opening says what is late already', () => {
    const life = opened();
    expect(life.mails()).toEqual(['opened to p-2', 'warned to p-3', 'warned to p-4'].map((mail) => `2026-09-15T05:10:00Z ${mail}`));
    expect(life.warnings()).toEqual([
      '2026-09-15T05:10:00Z response 50,75,100 to p-2,p-3,p-4',
      '2026-09-15T05:10:00Z diagnosis 50,75 to p-2,p-3,p-4',
    ]);
    expect(life.stands('response')).toBe('breached');
  });

  it('tells the one who opened it late of a breach that is withdrawn', () => {
    const life = opened();
    life.command('resolve', { at: at('2026-09-15T02:50:00Z') });
    expect(
      life
        .mails()
        .slice(3)
        .map((mail) => mail.slice(21)),
    ).toEqual(['withdrawn to p-2', 'withdrawn to p-3', 'withdrawn to p-4']);
  });
});

describe('milestones', () => {
  it('are met one after the other, and the case ends for ever after its reopen window', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T02:20:00Z');
    life.command('take', { by: 'p-2' });
    life.until('2026-09-15T03:00:00Z').command('diagnose', { visit: true });
    expect(life.due('on-site')).toBe('2026-09-15T11:00:00Z');
    life.until('2026-09-15T05:00:00Z').command('arrive');
    life.until('2026-09-15T06:00:00Z').command('resolve', { note: 'n-7' });
    expect(Object.values(life.state.milestones).map(({ state }) => state)).toEqual(['met', 'met', 'met', 'met']);
    expect(life.warnings()).toEqual([]);
    expect(life.until('2026-09-29T05:59:59Z').state.status).toBe('resolved');
    expect(life.until('2026-09-29T06:00:00Z').state.status).toBe('closed');
    expect(life.effects.at(-1)).toMatchObject({ type: 'send', to: 'account/acme', command: 'endCase', args: { case: 'C-1' } });
    expect(refusalCode(() => life.command('reopen'))).toBe('case-closed');
  });

  it('warn at 50, 75 and 100 %, up the ladder, once each', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T03:30:00Z');
    expect(life.warnings()).toEqual([
      '2026-09-15T02:30:00Z response 50 to p-2',
      '2026-09-15T02:45:00Z response 75 to p-2,p-3',
      '2026-09-15T03:00:00Z response 100 to p-2,p-3,p-4',
    ]);
    expect(life.stands('response')).toBe('breached');
    // Met later, it stays breached.
    life.command('answer');
    expect(life.state.milestones.response).toMatchObject({ state: 'breached', metAt: at('2026-09-15T03:30:00Z') });
  });

  it('tell together what was passed together', () => {
    const life = new CaseLife(TUESDAY).sleepUntil('2026-09-15T04:10:00Z');
    expect(life.warnings()).toEqual([
      '2026-09-15T04:10:00Z response 50,75,100 to p-2,p-3,p-4',
      '2026-09-15T04:10:00Z diagnosis 50 to p-2,p-3,p-4',
    ]);
    expect(life.effects.filter(({ type }) => type === 'notify-case')).toHaveLength(1 + 3);
  });

  it('write to a person once who has several roles', () => {
    const life = new CaseLife(TUESDAY, { team: { 'account-manager': 'p-1', 'sales-manager': 'p-1' } }).until('2026-09-15T03:00:00Z');
    expect(life.warnings().map((line) => line.split(' to ')[1])).toEqual(['p-1', 'p-1', 'p-1']);
  });

  it('are all met by the solution, and a visit that is no longer needed is cancelled', () => {
    const life = new CaseLife(TUESDAY);
    life.command('diagnose', { visit: true });
    life.until('2026-09-15T02:25:00Z').command('resolve');
    expect(['response', 'diagnosis', 'on-site', 'resolution'].map((name) => life.stands(name as 'response'))).toEqual([
      'met',
      'met',
      'cancelled',
      'met',
    ]);
  });
});

describe('a pause', () => {
  it('just before a warning keeps it off; it comes afterwards, once', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T02:29:59Z');
    life.command('wait');
    expect(life.due('response')).toBeUndefined();
    expect(life.until('2026-09-15T04:00:00Z').warnings()).toEqual([]);
    life.command('resume');
    expect(life.due('response')).toBe('2026-09-15T04:30:01Z');
    expect(life.until('2026-09-15T04:20:00Z').warnings()).toEqual([
      '2026-09-15T04:00:01Z response 50 to p-2',
      '2026-09-15T04:15:01Z response 75 to p-2,p-3',
    ]);
  });

  it('of no time at all changes nothing', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T02:10:00Z');
    const { milestones } = life.state;
    life.command('wait');
    life.command('resume');
    expect(life.state.milestones).toEqual(milestones);
    expect(life.state.pauses).toEqual([]);
  });

  it('that was heard of late withdraws the breach that it undoes; who had heard of it is told, and told again of a later one', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T03:05:00Z');
    expect(life.stands('response')).toBe('breached');
    life.command('wait', { at: at('2026-09-15T02:50:00Z') });
    expect(life.types()).toContain('breachWithdrawn');
    expect(life.stands('response')).toBe('paused');
    expect(life.mails().slice(-3)).toEqual(['p-2', 'p-3', 'p-4'].map((person) => `2026-09-15T03:05:00Z withdrawn to ${person}`));
    life.until('2026-09-15T05:00:00Z').command('resume');
    expect(life.due('response')).toBe('2026-09-15T05:10:00Z');
    expect(life.until('2026-09-15T05:10:00Z').stands('response')).toBe('breached');
    // 50 and 75 % were notified before; pauses do not repeat them.
    expect(life.warnings().slice(3)).toEqual(['2026-09-15T05:10:00Z response 100 to p-2,p-3,p-4']);
  });
});

describe('a ticket resolved yesterday and heard of today', () => {
  it('was resolved yesterday: the breach is withdrawn', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-19T02:00:00Z');
    expect(life.stands('resolution')).toBe('breached');
    life.command('resolve', { at: at('2026-09-18T01:00:00Z'), via: 'ticket' });
    expect(life.state.milestones.resolution).toMatchObject({ state: 'met', metAt: at('2026-09-18T01:00:00Z'), used: 71 * 3_600_000 });
    expect(life.events.filter(({ type }) => type === 'breachWithdrawn')).toMatchObject([{ milestone: 'resolution' }]);
    // The ticketing system is not told of its own change.
    expect(life.effects.some(({ type }) => type === 'move-ticket')).toBe(false);
  });

  it('stays breached where that was late as well', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-19T02:00:00Z');
    life.command('resolve', { at: at('2026-09-18T03:00:00Z') });
    expect(life.stands('resolution')).toBe('breached');
  });

  it('can’t lie in the future or before the report', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T03:00:00Z');
    expect(refusalCode(() => life.command('resolve', { at: at('2026-09-15T04:00:00Z') }))).toBe('in-the-future');
    expect(refusalCode(() => life.command('resolve', { at: at('2026-09-15T01:00:00Z') }))).toBe('before-it-began');
  });
});

describe('a reopened case', () => {
  it('goes on where it stood: the time between does not count', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T04:00:00Z');
    const before = life.due('resolution');
    life.command('resolve');
    life.until('2026-09-16T04:00:00Z').command('reopen', { by: 'p-1' });
    expect(life.stands('resolution')).toBe('running');
    expect(life.due('resolution')).toBe('2026-09-19T02:00:00Z');
    expect(before).toBe('2026-09-18T02:00:00Z');
    // What was answered stays answered.
    expect(life.stands('response')).toBe('breached');
    expect(life.stands('diagnosis')).toBe('met');
    expect(life.state.closesAt).toBeUndefined();
    expect(life.effects.at(-1)).toMatchObject({ type: 'notify-case', about: 'reopened', to: 'p-2' });
  });

  it('is refused while it is open', () => expect(refusalCode(() => new CaseLife(TUESDAY).command('reopen'))).toBe('case-open'));
});

describe('a visit', () => {
  it('that is needed after all counts from the first diagnosis', () => {
    const life = new CaseLife(TUESDAY).until('2026-09-15T02:30:00Z');
    life.command('diagnose', { visit: false });
    expect(life.stands('on-site')).toBeUndefined();
    expect(refusalCode(() => life.command('arrive'))).toBe('no-visit');
    life.until('2026-09-15T08:00:00Z').command('diagnose', { visit: true });
    expect(life.due('on-site')).toBe('2026-09-15T10:30:00Z');
    // More than half of it is used: notified at once.
    expect(life.until('2026-09-15T08:00:01Z').warnings().at(-1)).toBe('2026-09-15T08:00:00Z on-site 50 to p-2');
    life.command('diagnose', { visit: false });
    expect(life.stands('on-site')).toBe('cancelled');
    life.command('diagnose', { visit: true });
    expect(
      life
        .until('2026-09-15T08:01:00Z')
        .warnings()
        .filter((line) => line.includes('on-site')),
    ).toHaveLength(1);
  });
});

describe('a change of service level in mid-case', () => {
  it('reckons anew from the original start, with old and new due and the reason on record', () => {
    const life = new CaseLife(TUESDAY, { level: 'standard' });
    life.command('diagnose', { visit: true });
    const before = life.state.milestones['on-site']?.due;
    life.until('2026-09-15T06:00:00Z').command('amend', { level: 'gold', by: 'p-3' });
    expect(life.due('on-site')).toBe('2026-09-15T14:00:00Z');
    expect(life.events.find(({ type }) => type === 'milestoneMoved')).toMatchObject({ milestone: 'on-site', why: 'level', from: before });
    expect(life.effects.at(-1)).toMatchObject({ type: 'notify-case', about: 'moved', to: 'p-2' });
  });

  it('tells what is overdue at once, once', () => {
    const life = new CaseLife(TUESDAY, { level: 'standard' });
    life.command('diagnose', { visit: true });
    life.until('2026-09-15T11:00:00Z').command('amend', { level: 'platinum' });
    life.until('2026-09-15T11:00:01Z');
    expect(life.warnings().filter((line) => line.includes('on-site'))).toEqual(['2026-09-15T11:00:00Z on-site 50,75,100 to p-2,p-3,p-4']);
    expect(life.stands('on-site')).toBe('breached');
  });

  const late = (): CaseLife => {
    const life = new CaseLife(TUESDAY, { level: 'platinum' });
    life.command('diagnose', { visit: true });
    return life.until('2026-09-15T10:30:00Z');
  };

  it('withdraws a breach: who had heard of it hears why, and when it is due now; others only of new due times', () => {
    const life = late();
    expect(life.stands('on-site')).toBe('breached');
    const before = life.mails().length;
    life.command('amend', { level: 'gold' });
    expect(life.stands('on-site')).toBe('running');
    expect(life.mails().slice(before)).toEqual(
      ['moved to p-2', 'withdrawn to p-3', 'withdrawn to p-4'].map((mail) => `2026-09-15T10:30:00Z ${mail}`),
    );
    const notified = life.effects.flatMap((effect) => (effect.type === 'notify-case' ? [effect.withdrawn ?? []] : [])).slice(before);
    expect(notified).toEqual(Array.from({ length: 3 }, () => [{ milestone: 'on-site', why: 'level' }]));
  });

  it('tells again what is passed again, and what is late again', () => {
    const life = late();
    const before = life.warnings().length;
    life.command('amend', { level: 'standard' });
    // 36 open hours: less than half of them are used.
    life.until('2026-09-20T11:00:00Z');
    expect(
      life
        .warnings()
        .slice(before)
        .filter((line) => line.includes('on-site')),
    ).toEqual([
      '2026-09-17T04:00:00Z on-site 50 to p-2',
      '2026-09-18T06:00:00Z on-site 75 to p-2,p-3',
      '2026-09-20T07:00:00Z on-site 100 to p-2,p-3,p-4',
    ]);
  });

  it('tells nobody of a withdrawal who has not heard of a breach', () => {
    const life = new CaseLife(TUESDAY, { level: 'standard' });
    life.command('amend', { level: 'gold' });
    expect(life.mails().some((mail) => mail.includes('withdrawn'))).toBe(false);
  });

  it('leaves alone what was reached, and what is closed', () => {
    const life = new CaseLife(TUESDAY, { level: 'standard' });
    life.command('resolve');
    const { milestones } = life.state;
    life.command('amend', { level: 'platinum' });
    expect(life.state.milestones).toEqual(milestones);
  });
});

describe('other terms in mid-case', () => {
  const holiday = serviceTerms('china', {
    id: 'service-china-2',
    calendars: { ...serviceTerms().calendars, china: { ...serviceTerms().calendars.china, holidays: ['2026-09-16'] } as never },
  });

  it('move what runs, on request', () => {
    const life = new CaseLife(TUESDAY, { level: 'standard', stage: 'onboarding' });
    expect(life.due('response')).toBe('2026-09-18T02:00:00Z');
    life.until('2026-09-15T03:00:00Z').command('adoptTerms', { terms: holiday });
    expect(life.due('response')).toBe('2026-09-20T02:00:00Z');
    expect(life.state.terms?.id).toBe('service-china-2');
  });

  it('leave a resolved case as it is', () => {
    const life = new CaseLife(TUESDAY);
    life.command('resolve');
    expect(refusalCode(() => life.command('adoptTerms', { terms: holiday }))).toBe('case-resolved');
  });

  it('cancel what they no longer promise', () => {
    const life = new CaseLife(TUESDAY);
    life.command('adoptTerms', { terms: serviceTerms('china', { rules: LEVEL_RULES }) });
    expect(life.stands('response')).toBe('cancelled');
  });
});

describe('its ticket', () => {
  it('follows the case, and what happened while it was made', () => {
    const life = new CaseLife(TUESDAY);
    life.command('take', { by: 'p-2' });
    expect(life.effects.some(({ type }) => type === 'move-ticket')).toBe(false);
    const [make] = life.effects;
    if (make?.type !== 'open-case-ticket') throw new Error('no ticket is asked for');
    const opened = { type: 'ticketOpened', at: life.now, ticket: 'redmine/7' } as const;
    life.state = serviceCase.evolve(life.folded(), opened);
    life.events.push(opened);
    life.command('wait');
    expect(life.effects.at(-1)).toEqual({ lane: 'ticket', type: 'move-ticket', ticket: 'redmine/7', to: 'waiting' });
    life.command('resume', { via: 'ticket' });
    expect(life.effects.filter(({ type }) => type === 'move-ticket')).toHaveLength(1);
    life.command('resolve');
    expect(life.effects.at(-1)).toMatchObject({ type: 'move-ticket', to: 'resolved' });
  });
});

it('folds to the same from its events', () => {
  const life = new CaseLife(TUESDAY);
  life.command('diagnose', { visit: true });
  life.until('2026-09-15T09:00:00Z').command('wait');
  life.until('2026-09-16T09:00:00Z').command('resume');
  life.until('2026-09-20T09:00:00Z').command('resolve');
  expect(life.folded()).toEqual(life.state);
});

it('says on record that an operator ended it', () => {
  const { state, now } = new CaseLife(TUESDAY);
  const events = serviceCase.cancel(state, now);
  expect(events).toEqual([{ type: 'caseCancelled', at: now }]);
  expect(serviceCase.isOver(serviceCase.evolve(state, { type: 'caseCancelled', at: now }))).toBe(true);
});
