import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perennial, ROOT } from './perennial';
import { Problem, SmallApi } from './small-api';

/** An address at which nothing listens. */
const NOBODY = 'http://127.0.0.1:2';

const COMMANDS = {
  up: [],
  worker: [],
  server: [],
  doctor: [],
  import: [],
  account: [
    'start',
    'sign',
    'list',
    'show',
    'agenda',
    'history',
    'pause',
    'resume',
    'promote',
    'hold',
    'release',
    'assess',
    'amend',
    'mark',
    'close',
    'adopt',
  ],
  task: ['list', 'show', 'done', 'snooze', 'skip', 'reassign', 'reopen'],
  why: [],
  mail: ['list', 'show'],
  people: ['list', 'show', 'add'],
  absence: ['list', 'add', 'end'],
  contact: ['list', 'add'],
  ticket: ['list', 'show', 'take', 'resolve', 'reopen'],
  effects: ['list', 'retry', 'give-up'],
  playbook: ['check', 'preview', 'publish', 'list'],
  clock: [],
  journal: ['rebuild', 'verify'],
};

describe('help', () => {
  it('of the whole names every command', async () => {
    const { code, out } = await perennial(['--help']);
    expect(code).toBe(0);
    for (const name of Object.keys(COMMANDS)) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  it.each(Object.entries(COMMANDS))('of %s has an example and --json everywhere', async (name, subcommands) => {
    const paths = subcommands.length === 0 ? [[name]] : subcommands.map((subcommand) => [name, subcommand]);
    for (const { code, out } of await Promise.all(paths.map((path) => perennial([...path, '--help'])))) {
      expect(code).toBe(0);
      expect(out).toMatch(/^Example:\n {2}\$ .*perennial /m);
      expect(out).toContain('--json');
    }
  });

  it('is also asked for with `help`', async () => {
    expect((await perennial(['help', 'task'])).out).toContain('snooze');
  });

  it('--version is the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await perennial(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('wrong use exits with 2 and says what is wrong in one line', () => {
  it.each([
    [
      'an unknown command, with what may have been meant',
      ['acount', 'list'],
      /^perennial: unknown command 'acount' \(Did you mean account\?\)\n$/,
    ],
    ['an unknown subcommand', ['account', 'lst'], /^perennial: unknown command 'lst' \(Did you mean list\?\)\n$/],
    ['an unknown option', ['account', 'list', '--jsn'], /^perennial: unknown option '--jsn' \(Did you mean --json\?\)\n$/],
    ['a missing argument', ['account', 'show'], /^perennial: missing required argument 'id'\n$/],
    ['one argument too many', ['account', 'show', 'a', 'b'], /^perennial: too many arguments for 'show'/],
    ['a date that does not exist', ['playbook', 'preview', '--signed', '2026-02-30'], /'2026-02-30' is invalid. A date looks like/],
    ['an unknown status', ['account', 'list', '--status', 'tin'], /Allowed choices are prospect, active, paused, dormant, lost/],
    [
      'a promotion without reason',
      ['account', 'promote', 'acme', '--to', 'stable'],
      /^perennial: --reason is needed: it stays on record\n$/,
    ],
    ['a hold with an empty reason', ['account', 'hold', 'acme', '--reason', ' '], /may not be empty/],
    ['a time that is none', ['task', 'done', 'a:b:c', '--at', 'yesterday'], /A time looks like/],
    ['a snooze that is none', ['task', 'snooze', 'a:b:c', '--until', 'later'], /A time looks like/],
    ['an assessment of nothing', ['account', 'assess', 'acme'], /one of --phase, --demand/],
    ['a speed that is none', ['up', '--demo-speed', 'fast'], /A speed looks like 1mo=10s/],
    ['an unknown kind of file', ['import', 'figures', 'x.csv'], /Allowed choices are accounts, people, contacts/],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await perennial(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('no command at all gets the help', async () => {
    const { code, err } = await perennial([]);
    expect(code).toBe(2);
    expect(err).toContain('Usage: perennial');
  });
});

describe('finding the API', () => {
  const api = new SmallApi({
    'GET /accounts': () => ({ accounts: [] }),
    'GET /accounts/acme': () => new Problem(404, 'unknown-account', 'There is no account acme:\n`perennial account list` has them all.'),
    'GET /accounts/odd': () => ({ id: 'odd' }),
  });
  let there: { PERENNIAL_URL: string; PERENNIAL_TOKEN: string };
  beforeAll(async () => {
    there = await api.listen();
  });
  afterAll(() => api.close());
  const folder = () => mkdtempSync(join(tmpdir(), 'perennial-cli-'));
  const running = (home: string, url = there.PERENNIAL_URL) => {
    writeFileSync(join(home, 'api-url'), `${url}\n`);
    writeFileSync(join(home, 'token'), `${there.PERENNIAL_TOKEN}\n`);
  };

  it('by PERENNIAL_URL and PERENNIAL_TOKEN', async () => {
    expect(await perennial(['account', 'list', '--json'], { env: there })).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  it('in the data directory of a running `npm start`', async () => {
    const home = folder();
    running(home);
    expect(await perennial(['account', 'list', '--json'], { env: { PERENNIAL_HOME: home } })).toMatchObject({
      code: 0,
      out: '[]\n',
      err: '',
    });
  });

  it('in that of a running demo, and says so, where nothing else runs', async () => {
    const cwd = folder();
    for (const name of ['.perennial', '.perennial-demo']) mkdirSync(join(cwd, name));
    running(join(cwd, '.perennial'), NOBODY);
    running(join(cwd, '.perennial-demo'));
    const { code, out, err } = await perennial(['account', 'list', '--json'], { cwd });
    expect({ code, out }).toEqual({ code: 0, out: '[]\n' });
    expect(err).toMatch(/this is the demo in .perennial-demo/);
  });

  it.each([
    ['nothing was ever started here', {}, /^perennial: no API is known in .perennial: start it with `npm start`.*\n$/],
    ['nothing answers', { PERENNIAL_URL: NOBODY }, /^perennial: no API answers at http:\/\/127.0.0.1:2: start it with `npm start`.*\n$/],
  ])('fails with one line where %s', async (_, env, message) => {
    const { code, out, err } = await perennial(['account', 'list'], { env, cwd: folder() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  it('fails with one line where the token is wrong', async () => {
    const { code, err } = await perennial(['account', 'list'], { env: { ...there, PERENNIAL_TOKEN: 'wrong' } });
    expect(code).toBe(1);
    expect(err).toMatch(/^perennial: http:\S+ refuses the token: set PERENNIAL_TOKEN.*\n$/);
  });

  it("gives the API's own words for what it refuses, on one line", async () => {
    const { code, out, err } = await perennial(['account', 'show', 'acme', '--json'], { env: there });
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'perennial: There is no account acme: `perennial account list` has them all.\n',
    });
  });
});

describe('a reader that has seen enough', () => {
  it('is no error', async () => {
    const big = new SmallApi({
      'GET /accounts': () => ({ accounts: Array.from({ length: 20_000 }, (_, i) => ({ id: `a-${i}`, name: 'x'.repeat(50) })) }),
    });
    const env = await big.listen();
    const command = `${process.execPath} dist/cli/main.js account list --json | head -c 10; echo " \${PIPESTATUS[0]}"`;
    const shell = spawn('bash', ['--norc', '-c', command], { cwd: ROOT, env: { ...env, PATH: process.env['PATH'] ?? '' } });
    let out = '';
    let err = '';
    shell.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    shell.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    await new Promise((resolve) => shell.on('close', resolve));
    await big.close();
    expect({ out, err }).toEqual({ out: '[{"id":"a- 0\n', err: '' });
  });
});
