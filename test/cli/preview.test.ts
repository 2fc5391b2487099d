import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgendaItem } from '../../cli/agenda-text';
import { perennial, ROOT } from './perennial';

const preview = async (...args: string[]): Promise<AgendaItem[]> => {
  const { code, out, err } = await perennial(['playbook', 'preview', ...args, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as AgendaItem[];
};
const of = (elements: readonly AgendaItem[], touchpoint: string) => elements.filter((element) => element.touchpoint === touchpoint);

describe('playbook preview', () => {
  it('is an array of touchpoints sorted by due, each with exactly the promised fields', async () => {
    const agenda = await preview('--signed', '2026-01-08');
    expect(of(agenda, 'weekly-sync')[1]).toEqual({
      touchpoint: 'weekly-sync',
      nominal: '2026-01-22',
      due: '2026-01-22T10:00:00Z',
      remindAt: ['2026-01-19T01:00:00Z', '2026-01-22T01:00:00Z'],
      stage: 'onboarding',
      owner: 'account-manager',
      provisional: false,
      because: expect.any(Array),
    });
    expect(agenda.map(({ due }) => due)).toEqual(agenda.map(({ due }) => due).sort());
    expect(agenda.at(-1)?.nominal.slice(0, 7)).toBe('2029-01');
  });

  it('has what hangs on the contract’s dates only where they are given', async () => {
    const without = await preview('--signed', '2026-01-08', '--until', '2026-12-31');
    expect([...of(without, 'first-delivery'), ...of(without, 'renewal')]).toEqual([]);
    const agenda = await preview('--signed', '2026-01-08', '--promised', '2026-03-02', '--contract-ends', '2027-01-07');
    expect(of(agenda, 'first-delivery')[0]).toMatchObject({ nominal: '2026-02-28', due: '2026-02-28T10:00:00Z' });
    expect(of(agenda, 'user-training')[0]).toMatchObject({ provisional: true });
    expect(of(agenda, 'renewal')[0]?.nominal).toBe('2026-10-09');
  });

  it('follows segment, zone and calendar', async () => {
    const agenda = await preview('--signed', '2026-01-08', '--until', '2026-03-01', '--segment', 'core-value', '--zone', 'Europe/Berlin');
    expect(of(agenda, 'face-to-face').length).toBeGreaterThan(0);
    expect(of(agenda, 'weekly-sync')[0]?.due).toBe('2026-01-15T16:30:00Z');
    const always = await preview('--signed', '2026-01-08', '--until', '2026-02-01', '--calendar', 'always');
    expect(of(always, 'weekly-sync')[0]?.due).toBe('2026-01-16T00:00:00Z');
  });

  it('in Chinese, and as a calendar file', async () => {
    const { out } = await perennial(['playbook', 'preview', '--signed', '2026-01-08', '--until', '2026-03-01', '--language', 'zh']);
    expect(out).toContain('行业洞察月报');
    const ics = await perennial(['playbook', 'preview', '--signed', '2026-01-08', '--until', '2026-03-01', '--ics']);
    expect(ics.out).toMatch(/^BEGIN:VCALENDAR\r?\n[^]*END:VCALENDAR\s*$/);
  });

  it('loads neither Temporal nor the API nor a database', async () => {
    const list = join(mkdtempSync(join(tmpdir(), 'perennial-modules-')), 'modules.json');
    const spy = join(list, '../spy.cjs');
    writeFileSync(
      spy,
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.keys(require.cache))))`,
    );
    await perennial(['playbook', 'preview', '--signed', '2026-01-08', '--json'], { node: ['--require', spy] });
    const packages = (JSON.parse(readFileSync(list, 'utf8')) as string[]).map(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1],
    );
    expect(packages).toContain('commander');
    expect(
      packages.filter((name) => /^(fastify|kysely|@temporalio\/.*|pg|@electric-sql\/pglite|nodemailer|pino|cli-table3)$/.test(name ?? '')),
    ).toEqual([]);
  });

  it.each([
    [
      'a playbook that does not exist',
      ['--playbook', 'none.yaml', '--signed', '2026-01-08'],
      1,
      /^perennial: none.yaml: there is no such file/,
    ],
    ['an unknown calendar', ['--calendar', 'mars', '--signed', '2026-01-08'], 1, /^perennial: There is no calendar "mars"/],
    ['an end before the signing', ['--signed', '2026-01-08', '--until', '2025-01-01'], 1, /^perennial: .*2025-01-01/],
    ['no date of signing', [], 2, /^perennial: required option '--signed <date>'/],
    ['an unknown zone', ['--signed', '2026-01-08', '--zone', 'Mars/Base'], 2, /IANA name/],
  ])('with %s fails with one line', async (_, args, code, message) => {
    const ran = await perennial(['playbook', 'preview', ...args]);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(message);
    expect(ran.err.trimEnd()).not.toContain('\n');
  });
});

it('a preview in Chinese says in Chinese what is wrong', async () => {
  const { code, err } = await perennial(['playbook', 'preview', '--playbook', 'none.yaml', '--signed', '2026-01-08', '--language', 'zh']);
  expect({ code, err }).toEqual({ code: 1, err: 'perennial: none.yaml：文件不存在。请检查路径和权限。\n' });
});

describe('playbook check', () => {
  it('finds the standard playbook in order', async () => {
    expect(await perennial(['playbook', 'check', join(ROOT, 'playbooks/key-account.yaml')])).toMatchObject({ code: 0, err: '' });
  });

  it('names each problem with its place, and exits with 1', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'perennial-playbook-')), 'mine.yaml');
    writeFileSync(
      file,
      readFileSync(join(ROOT, 'playbooks/key-account.yaml'), 'utf8')
        .replace('from: P3M', 'from: three months')
        .replace('roll: preceding', 'roll: backwards'),
    );
    const { code, out, err } = await perennial(['playbook', 'check', file]);
    expect({ code, err }).toEqual({ code: 1, err: `perennial: ${file} has 2 problems\n` });
    const json = await perennial(['playbook', 'check', file, '--json']);
    expect((JSON.parse(json.out) as { problems: unknown[] }).problems).toEqual([
      expect.objectContaining({
        field: 'stages.stable.from',
        problem: '"three months" does not fit',
        code: 'not-fitting',
        parameters: { given: { value: '"three months"' }, remedy: ['period'] },
      }),
      expect.objectContaining({ field: 'touchpoints.first-delivery.roll', code: 'unknown-value' }),
    ]);
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/mine.yaml:\d+:\d+ stages.stable.from: /),
      expect.stringMatching(/mine.yaml:\d+:\d+ touchpoints.first-delivery.roll: /),
    ]);
  });
});
