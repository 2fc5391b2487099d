// Requirements D1 to D3, B5, B8 and G4 as compiled terms, and another company's table of severities and levels in the same schema.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { compileService } from '../../domain/playbook/compile-service';
import { contentHash } from '../../domain/playbook/hash';
import { parsePlaybook } from '../../domain/playbook/load';
import { MILESTONES } from '../../domain/service-case/terms';
import { calendarOf } from '../../domain/time/calendar';
import { parseDuration } from '../../domain/time/time';

const standard = readFileSync(join(__dirname, '../../playbooks/key-account.yaml'), 'utf8');
const playbook = parsePlaybook(standard, 'key-account.yaml');
const compiled = (source: string, calendarId = 'china') =>
  compileService(parsePlaybook(source, 'ours.yaml'), { calendarId, fromYear: 2026 });
const terms = compiled(standard);
const ruleOf = (id: string, { rules } = terms) => rules.find((rule) => rule.id === id);

describe('the service terms of the standard playbook', () => {
  test.each([
    // level, window, until an engineer is on site
    ['platinum', 'always', 'PT8H'],
    ['gold', 'always', 'PT12H'],
    ['silver', 'china', 'PT24H'],
    ['standard', 'china', 'PT36H'],
  ])('give %s what D1 gives it', (level, window, onSite) => {
    expect(terms.levels[level]).toEqual({ window, count: 'wall' });
    expect(ruleOf(`level/${level}`)).toEqual({ id: `level/${level}`, levels: [level], targets: { 'on-site': onSite } });
  });

  test("have the hours of the account's own calendar, with its holidays, for the levels that name no window", () => {
    expect(Object.keys(terms.calendars).sort()).toEqual(['always', 'china']);
    const berlin = compiled(standard, 'germany');
    expect(berlin.levels).toMatchObject({ gold: { window: 'always' }, silver: { window: 'germany' } });
    expect(Object.keys(berlin.calendars).sort()).toEqual(['always', 'germany']);
    expect(calendarOf(terms.calendars['china'] ?? { timeZone: 'UTC', week: {} }).isBusinessDay('2026-02-17')).toBe(false);
  });

  test('promise what B5 and B8 promise, in the window of the level', () => {
    expect(ruleOf('promise/feedback')).toEqual({
      id: 'promise/feedback',
      stages: ['onboarding'],
      targets: { response: 'PT24H', resolution: 'PT48H' },
    });
    expect(ruleOf('promise/green-channel')).toEqual({
      id: 'promise/green-channel',
      stages: ['stable', 'deep-binding', 'value-symbiosis'],
      targets: { response: 'PT1H' },
    });
  });

  /** A business day is never shorter than 23 hours, when clocks go forward. */
  const atLeast = (target: string): number => {
    const duration = parseDuration(target);
    return 'days' in duration ? duration.days * 23 * 3_600_000 : duration.milliseconds;
  };

  test.each(['response', 'diagnosis', 'resolution'] as const)('give complaints the shortest %s of all (G4)', (milestone) => {
    const complaint = ruleOf('promise/complaint');
    expect(complaint).toMatchObject({ kinds: ['complaint'] });
    // They start and count like every other clock of the level.
    for (const field of ['window', 'count', 'stages', 'segments', 'levels', 'severities']) expect(complaint).not.toHaveProperty(field);
    const shortest = complaint?.targets[milestone] ?? '';
    const others = terms.rules.flatMap(({ id, targets }) => (id === 'promise/complaint' ? [] : (targets[milestone] ?? [])));
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) expect(atLeast(shortest)).toBeLessThan(atLeast(other));
  });

  test('know severities in order of urgency, kinds, thresholds, who is told, and how long a case can be reopened', () => {
    expect(terms.severities).toEqual(['critical', 'high', 'medium', 'low']);
    expect([...terms.kinds].sort()).toEqual(['complaint', 'feedback', 'problem']);
    expect(terms.thresholds).toEqual([50, 75, 100]);
    // D5: the ladder.
    expect(terms.notify).toMatchObject({ opened: ['engineer'], 100: ['engineer', 'sales-manager', 'executive-sponsor'] });
    expect(terms.reopenDays).toBe(14);
  });

  test('give every severity a diagnosis and a resolution, in business days where that is what is meant', () => {
    for (const severity of terms.severities)
      expect(ruleOf(`severity/${severity}`)).toMatchObject({
        severities: [severity],
        targets: { diagnosis: expect.any(String) as string, resolution: expect.any(String) as string },
      });
    expect(ruleOf('severity/medium')?.targets.resolution).toBe('P5D');
  });
});

describe('service terms', () => {
  test('are plain JSON of a few kilobytes without a text', () => {
    const json = JSON.stringify(terms);
    expect(JSON.parse(json)).toEqual(terms);
    expect(json.length).toBeLessThan(8 * 1024);
    expect(json).not.toMatch(/\p{Script=Han}/u);
    for (const { title } of Object.values(playbook.promises ?? {})) expect(json).not.toContain(title.en);
  });

  test('name the playbook and themselves by content, whatever the store does to the order of keys', () => {
    const backwards = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, part]) => [key, backwards(part)]),
          );
    expect(terms.playbook).toBe(contentHash(playbook));
    expect(compileService(backwards(playbook) as typeof playbook, { calendarId: 'china', fromYear: 2026 })).toEqual(terms);
    expect(compiled(standard.replace('reopen: P14D', 'reopen: P7D')).id).not.toBe(terms.id);
  });

  test('are refused where the playbook says nothing about cases', () => {
    const { severities: _, 'case-kinds': __, 'service-levels': ___, cases: ____, promises: _____, ...rest } = parse(standard);
    expect(() => compiled(stringify(rest))).toThrow(expect.objectContaining({ code: 'no-service' }) as Error);
  });

  test('are refused for a calendar that the playbook does not have', () => {
    expect(() => compiled(standard, 'chyna')).toThrow(expect.objectContaining({ code: 'unknown-calendar' }) as Error);
  });

  test('carry everything that narrows a promise, and no rule for what has no target', () => {
    const own = parse(standard);
    own.promises.hotline = {
      title: { en: 'Hotline', zh: '服务热线' },
      purpose: { en: 'Called back at once.', zh: '立即回电。' },
      kinds: ['problem'],
      severities: ['critical', 'high'],
      levels: ['gold'],
      stages: ['stable'],
      segments: ['core-value'],
      window: 'germany',
      count: 'window',
      response: 'PT15M',
    };
    own['service-levels'].standard = { count: 'window' };
    const { rules, levels, calendars } = compiled(stringify(own));
    const { title: _, purpose: __, response, ...narrowed } = own.promises.hotline;
    expect(rules.find(({ id }) => id === 'promise/hotline')).toEqual({ id: 'promise/hotline', ...narrowed, targets: { response } });
    expect(Object.keys(calendars).sort()).toEqual(['always', 'china', 'germany']);
    expect(levels['standard']).toEqual({ window: 'china', count: 'window' });
    expect(rules.map(({ id }) => id)).not.toContain('level/standard');
  });
});

describe("another company's table, four severities by four levels", () => {
  const table = {
    // response / resolution of P1, P2, P3, P4
    platinum: ['PT15M/PT4H', 'PT30M/PT8H', 'PT2H/PT24H', 'PT8H/P3D'],
    gold: ['PT30M/PT8H', 'PT1H/PT24H', 'PT4H/P3D', 'P1D/P5D'],
    silver: ['PT1H/PT24H', 'PT2H/P3D', 'PT8H/P5D', 'P2D/P10D'],
    standard: ['PT2H/P2D', 'PT4H/P5D', 'P1D/P10D', 'P3D/P20D'],
  };
  const severities = ['p1', 'p2', 'p3', 'p4'];
  const targetsIn = (cell: string) => ({ response: cell.split('/')[0], resolution: cell.split('/')[1] });
  const own = parse(standard);
  own.severities = Object.fromEntries(
    severities.map((id, index) => [id, { urgency: index + 1, title: { en: `Priority ${index + 1}`, zh: `${index + 1} 级` } }]),
  );
  own['service-levels'] = Object.fromEntries(
    Object.entries(table).map(([level, cells]) => [
      level,
      { count: 'window', severities: Object.fromEntries(cells.map((cell, index) => [severities[index], targetsIn(cell)])) },
    ]),
  );
  delete own.promises;
  const matrix = compiled(stringify(own), 'germany');

  test('loads, and is sixteen rules', () => {
    expect(matrix.rules).toHaveLength(16);
    expect(matrix.severities).toEqual(severities);
    expect(Object.keys(matrix.calendars)).toEqual(['germany']);
  });

  test.each(Object.entries(table).flatMap(([level, cells]) => cells.map((cell, index) => [level, severities[index] ?? '', cell])))(
    'keeps its cell for %s and %s: %s',
    (level, severity, cell) => {
      const holding = matrix.rules.filter((rule) => rule.levels?.includes(level) && rule.severities?.includes(severity));
      expect(holding).toEqual([{ id: `level/${level}/${severity}`, levels: [level], severities: [severity], targets: targetsIn(cell) }]);
      for (const target of Object.values(holding[0]?.targets ?? {})) expect(() => parseDuration(target)).not.toThrow();
      expect(Object.keys(holding[0]?.targets ?? {}).every((name) => MILESTONES.some((milestone) => milestone === name))).toBe(true);
    },
  );
});
