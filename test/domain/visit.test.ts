// The hours of visits: they do not overlap, stay within the allowed days, and are the hours in letters and calendars.

import fc from 'fast-check';
import { attendantOf } from '../../domain/account/owner';
import { foreseen, takeoverOf } from '../../domain/account/takeover';
import { announcedRoles, announcedTeam, lacksBackup } from '../../domain/account/team';
import type { Appointment } from '../../domain/account/types';
import { firstFree, isWithin, visitWindow } from '../../domain/account/visit';
import { formatInstant, parseInstant } from '../../domain/time/time';
import { ROLES } from '../support/roles';
import { touchpoint } from '../support/terms';
import { House, TEAM, TERMS } from './handover-house';

const NOW = parseInstant('2026-01-05T02:00:00Z');
const ASKED = { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-9', handover: 'H-1', reason: 'left' } as const;

/** The visit's own day is Thursday the 8th, 10:00 in Shanghai; the last allowed day is Monday the 12th. */
const window = () => {
  const { visit } = foreseen(new House().state, ASKED, NOW, TERMS);
  if (!visit) throw new Error('no visit');
  return visit.window;
};
const hours = (count: number): string[] => {
  const taken: Appointment[] = [];
  for (let index = 0; index < count; index += 1) taken.push(firstFree(window(), taken, NOW));
  return taken.map(({ due, minutes }) => `${formatInstant(due).slice(5, 16)}${minutes === 0 ? ' day' : ''}`);
};

describe('the hour that is proposed for a visit', () => {
  it('is the rule’s own while it is free, and then the next one, with half an hour on the way', () => {
    expect(hours(6)).toEqual(['01-08T02:00', '01-08T05:00', '01-08T06:30', '01-08T08:00', '01-09T02:00', '01-09T05:00']);
  });

  it('takes the half hours on the way when nothing else is left, and then a day whose hour is to be agreed on', () => {
    const all = hours(26);
    expect(new Set(all.slice(0, 20)).size).toBe(20);
    expect(all.at(-1)).toMatch(/day$/);
    expect(all.every((one) => one >= '01-08' && one < '01-13')).toBe(true);
  });

  it('lies ahead', () => {
    const late = firstFree(window(), [], parseInstant('2026-01-08T06:00:00Z'));
    expect(formatInstant(late.due)).toBe('2026-01-08T06:30:00Z');
  });

  it('is within the window, and free, whatever is taken', () => {
    const start = parseInstant('2026-01-07T16:00:00Z');
    const taken = fc.array(
      fc.record({
        due: fc.integer({ min: 0, max: 5 * 24 * 4 }).map((quarter) => start + quarter * 900_000),
        minutes: fc.integer({ min: 15, max: 240 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(taken, (others) => {
        const proposed = firstFree(window(), others, NOW);
        expect(isWithin(window(), proposed)).toBe(true);
        const end = proposed.due + proposed.minutes * 60_000;
        if (proposed.minutes > 0)
          for (const one of others) expect(one.due + one.minutes * 60_000 <= proposed.due || end <= one.due).toBe(true);
      }),
    );
  });
});

describe('a command that brings an hour', () => {
  const opened = (visitAt?: Appointment) => {
    const house = new House();
    house.command('openHandover', { ...ASKED, ...(visitAt && { visitAt }) });
    return house;
  };
  const due = (house: House) => formatInstant(house.state.tasks['progress-visit:2026-01-08:H-1']?.due ?? 0);

  it('has the visit there, also when all is planned anew', () => {
    const house = opened({ due: parseInstant('2026-01-09T06:00:00Z'), minutes: 60 });
    expect(due(house)).toBe('2026-01-09T06:00:00Z');
    expect(house.state.tasks['progress-visit:2026-01-08:H-1']?.because.at(-1)).toEqual(['free-hour', '2026-01-09 14:00']);
    house.command('amend', { level: 'silver' });
    house.command('adoptTerms', { terms: { ...TERMS, id: 'tm-2' } });
    expect(due(house)).toBe('2026-01-09T06:00:00Z');
    house.at('2026-01-05T03:00:00Z');
    expect(house.events.find((event) => event.type === 'meetingCalled')).toMatchObject({
      to: 'p-9',
      due: parseInstant('2026-01-09T06:00:00Z'),
    });
  });

  it.each([
    ['on a later day than the rule allows', '2026-01-13T02:00:00Z', 60],
    ['on an earlier day', '2026-01-07T02:00:00Z', 60],
    ['at night', '2026-01-08T12:00:00Z', 60],
    ['over noon', '2026-01-08T03:30:00Z', 60],
    ['longer than it takes', '2026-01-08T06:00:00Z', 120],
  ])('%s leaves the visit where the rule has it', (_, at, minutes) => {
    expect(due(opened({ due: parseInstant(at), minutes }))).toBe('2026-01-08T02:00:00Z');
  });

  it('moves the visit of a handover that is reassigned to somebody who is not free then', () => {
    const house = opened();
    house.command('openHandover', {
      ...ASKED,
      from: 'p-9',
      to: 'p-8',
      handover: 'H-2',
      visitAt: { due: parseInstant('2026-01-08T05:00:00Z'), minutes: 60 },
    });
    expect(due(house)).toBe('2026-01-08T05:00:00Z');
  });

  it('may leave the hour open', () => {
    const house = opened({ due: parseInstant('2026-01-09T10:00:00Z'), minutes: 0 });
    expect(house.state.tasks['progress-visit:2026-01-08:H-1']).toMatchObject({ meeting: 0, due: parseInstant('2026-01-09T10:00:00Z') });
  });
});

describe('who visits', () => {
  const visitOf = (house: House, id: string) =>
    takeoverOf(house.state, { handover: id, succession: house.of(id).succession ?? ASKED, visit: house.of(id).visit ?? '' }, NOW).visit;

  it('is the successor of the account manager from the start, although somebody stands in for the rest', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    expect(visitOf(house, 'H-1')).toMatchObject({ task: 'progress-visit:2026-01-08:H-1', who: 'p-9', minutes: 60 });
    const task = house.state.tasks['progress-visit:2026-01-08:H-1'];
    expect(task && attendantOf(house.state, task)).toBe('p-9');
    house.at('2026-01-05T03:00:00Z');
    expect(house.events.filter(({ type }) => type === 'meetingCalled')).toMatchObject([{ to: 'p-9' }]);
  });

  it('is the account manager where another role passes', () => {
    const house = new House();
    house.change('p-9', 'H-1', ['technical']);
    expect(visitOf(house, 'H-1')).toMatchObject({ who: 'p-1' });
  });

  it('is whoever the visit was given to', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.command('reassignTask', { task: 'progress-visit:2026-01-08:H-1', to: 'p-7' });
    expect(visitOf(house, 'H-1')).toMatchObject({ who: 'p-7' });
  });

  it('is nobody where the visit is behind', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.command('completeTask', { task: 'progress-visit:2026-01-08:H-1' });
    expect(visitOf(house, 'H-1')).toBeUndefined();
  });
});

describe('what others under way hear of a change', () => {
  it('the team, and who stands in since', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.changeTheirs('c-1', 'c-2', 'H-2');
    house.change('p-7', 'H-3', ['backup']);
    expect(house.of('H-1')).toMatchObject({ team: { backup: 'p-7' }, succession: { to: 'p-9', standIn: 'p-7' } });
    expect(house.of('H-1').status).toBe('running');
  });
});

describe('an account manager who is also the backup', () => {
  const doubled = { ...TEAM, backup: TEAM['account-manager'] };
  it('is announced as account manager only', () => {
    expect(announcedTeam(doubled, ROLES)['backup']).toBeUndefined();
    expect(announcedTeam(TEAM, ROLES)).toEqual(TEAM);
    expect(lacksBackup(doubled, ROLES)).toBe(true);
    expect(lacksBackup({ 'account-manager': 'p-1' }, ROLES)).toBe(false);
    expect(announcedRoles(['account-manager', 'backup', 'sales-manager'], doubled, ROLES)).toEqual(['account-manager']);
    expect(announcedRoles(['account-manager', 'backup'], TEAM, ROLES)).toEqual(['account-manager', 'backup']);
  });
});

test('a touchpoint without an hour has no window', () => {
  const house = new House();
  const call = touchpoint('call', { anchor: 'handover', businessDays: 1 });
  const planned = { ...Object.values(house.state.tasks)[0], touchpoint: 'call' } as Parameters<typeof visitWindow>[0];
  expect(visitWindow(planned, '2026-01-05', { ...TERMS, touchpoints: [call] })).toBeUndefined();
});
