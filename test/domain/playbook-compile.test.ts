import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTerms } from '../../domain/playbook/compile';
import { contentHash } from '../../domain/playbook/hash';
import { parsePlaybook } from '../../domain/playbook/load';
import { calendarOf } from '../../domain/time/calendar';
import { refusal } from '../support/refusal';

const standard = readFileSync(join(__dirname, '../../playbooks/key-account.yaml'), 'utf8');
const playbook = parsePlaybook(standard, 'key-account.yaml');
const compiled = (source: string, calendarId = 'china', fromYear = 2026) =>
  compileTerms(parsePlaybook(source, 'ours.yaml'), { calendarId, fromYear });

describe('compiled terms', () => {
  test.each(Object.keys(playbook.calendars))('are a few kilobytes with the calendar %s', (calendarId) => {
    expect(JSON.stringify(compileTerms(playbook, { calendarId, fromYear: 2026 })).length).toBeLessThan(8 * 1024);
  });

  test('hold no text', () => {
    const json = JSON.stringify(compileTerms(playbook, { calendarId: 'china', fromYear: 2026 }));
    expect(json).not.toMatch(/\p{Script=Han}/u);
    for (const { title, purpose } of Object.values(playbook.touchpoints)) {
      expect(json).not.toContain(title.en);
      expect(json).not.toContain(purpose.en);
    }
  });

  test('are plain JSON: nothing is lost on the way to Temporal and back', () => {
    const terms = compileTerms(playbook, { calendarId: 'china', fromYear: 2026 });
    expect(JSON.parse(JSON.stringify(terms))).toEqual(terms);
  });

  test('name the playbook and themselves by content', () => {
    const terms = compileTerms(playbook, { calendarId: 'china', fromYear: 2026 });
    expect(terms.playbook).toBe(contentHash(playbook));
    expect(terms.id).toMatch(/^[0-9a-f]{16}$/);
  });

  test('fill in the defaults', () => {
    const terms = compiled(standard.replace('catch-up: once', 'catch-up: all').replace('remind: [3, 0]', 'remind: [4, 2]'));
    expect(terms.touchpoints.find(({ id }) => id === 'visit')).toMatchObject({ roll: 'following', catchUp: 'all', remind: [4, 2] });
    expect(terms.touchpoints.find(({ id }) => id === 'weekly-sync')).toMatchObject({ catchUp: 'skip' });
  });

  test('say how long a meeting takes, and how overdue work is escalated', () => {
    const terms = compiled(
      standard.replace('meeting-duration: PT1H', 'meeting-duration: PT90M').replace('after: P3D,', 'after: P4D, by: at-once,'),
    );
    expect(terms.touchpoints.find(({ id }) => id === 'kickoff-meeting')).toMatchObject({ meeting: 90, remind: [5, 1] });
    expect(terms.touchpoints.find(({ id }) => id === 'weekly-sync')).not.toHaveProperty('meeting');
    expect(terms.ladder).toEqual([
      { after: 1, notify: ['sales-manager'] },
      { after: 4, notify: ['executive-sponsor'], atOnce: true },
    ]);
  });

  test('keep the order of stages whatever the store does to the order of keys', () => {
    const { stages } = playbook;
    const shuffled = { ...playbook, stages: Object.fromEntries(Object.entries(stages).reverse()) };
    expect(compileTerms(shuffled, { calendarId: 'china', fromYear: 2026 })).toEqual(
      compileTerms(playbook, { calendarId: 'china', fromYear: 2026 }),
    );
  });

  test('are refused for a calendar that the playbook does not have', () => {
    expect(refusal(() => compileTerms(playbook, { calendarId: 'chyna', fromYear: 2026 }))).toBe(
      'unknown-calendar: There is no calendar "chyna" in this playbook. Did you mean "china"?',
    );
  });
});

describe('the hash of a playbook', () => {
  const hash = (source: string) => contentHash(parsePlaybook(source, 'ours.yaml'));

  test('stays when comments, layout or the order of keys change', () => {
    const relaid = standard
      .replace(/^# .*$/gm, '')
      .replace('{ anchor: signing, every: P1W, times: 4 }', '\n      times: 4\n      anchor: "signing"\n      every: P1W');
    expect(hash(relaid)).toBe(hash(standard));
    expect(compiled(relaid)).toEqual(compiled(standard));
  });

  test('changes with a text, and then the terms change only in the playbook they name', () => {
    const reworded = standard.replace('Kickoff meeting', 'Kick-off meeting');
    expect(hash(reworded)).not.toBe(hash(standard));
    const { id: _, playbook: __, ...rules } = compiled(reworded);
    expect(compiled(standard)).toMatchObject(rules);
  });

  test('changes with a rule', () => {
    expect(compiled(standard.replace('after: -P90D', 'after: -P120D')).id).not.toBe(compiled(standard).id);
  });
});

describe("the terms' calendar", () => {
  const china = (fromYear: number) => compileTerms(playbook, { calendarId: 'china', fromYear }).calendar;

  test("knows China's holidays and make-up days of the years asked for", () => {
    const calendar = calendarOf(china(2026));
    expect(calendar.isBusinessDay('2026-02-14')).toBe(true);
    expect(calendar.isBusinessDay('2026-02-17')).toBe(false);
    expect(calendar.closingTime('2026-02-14')).toBe('18:00');
    expect(calendar.isPublished('2026-12-31')).toBe(true);
  });

  test('leaves out earlier years and holidays on days that are closed anyway', () => {
    const { holidays = [], shifts = {} } = china(2026);
    expect(holidays.length).toBeGreaterThan(10);
    for (const date of [...holidays, ...Object.keys(shifts)]) expect(date >= '2026-01-01').toBe(true);
    for (const date of holidays) expect([0, 6]).not.toContain(new Date(date).getUTCDay());
    expect(china(2025).holidays).toContain('2025-10-01');
  });

  test('of years still to be published has none, and says so', () => {
    const { holidays, publishedUntil = '' } = china(2090);
    expect(holidays).toBeUndefined();
    expect(calendarOf(china(2090)).isPublished('2090-01-02')).toBe(false);
    expect(publishedUntil < '2090').toBe(true);
  });

  test('that lists its own holidays keeps them, with those that recur', () => {
    const { holidays, recurringHolidays, publishedUntil } = compileTerms(playbook, { calendarId: 'germany', fromYear: 2028 }).calendar;
    expect(holidays).toEqual(['2028-04-14', '2028-04-17', '2028-05-25', '2028-06-05']);
    expect(recurringHolidays).toContain('10-03');
    expect(publishedUntil).toBe('2028-12-31');
  });

  test('that is always open is never provisional', () => {
    const calendar = calendarOf(compileTerms(playbook, { calendarId: 'always', fromYear: 2026 }).calendar);
    expect(calendar.isBusinessDay('2031-12-25')).toBe(true);
    expect(calendar.isPublished('2099-01-01')).toBe(true);
  });
});
