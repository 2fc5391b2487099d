// A wrong input gives one clear line and the right exit code, and nothing is lost.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant, parseInstant } from '../../domain/time/time';
import { freePort } from '../../up/temporal-server';
import { perennial, type Ran } from '../cli/perennial';
import { eventually } from '../support/eventually';
import { withoutDigest } from '../support/playbook';
import { type Process, startPerennial } from '../support/processes';
import { TEST_CLOCK, TODAY } from '../support/start';
import { startPostbox } from './postbox';

const folder = mkdtempSync(join(tmpdir(), 'perennial-bad-input-'));
const home = join(folder, 'home');
const run = (...args: string[]): Promise<Ran> => perennial(args, { env: { PERENNIAL_HOME: home } });
const asked = async (...args: string[]) => {
  const { code, out, err } = await run(...args, '--json');
  if (code !== 0) throw new Error(`perennial ${args.join(' ')}: ${err}`);
  return JSON.parse(out);
};
const file = (name: string, ...lines: string[]): string => {
  writeFileSync(join(folder, name), lines.join('\n'));
  return join(folder, name);
};
/** One line on standard error, nothing on standard output. */
const refused = (line: RegExp, code = 1) => ({
  code,
  out: '',
  err: expect.stringMatching(new RegExp(`^perennial: [^\\n]*${line.source}[^\\n]*\\n$`)),
});

let smtpPort: number;
let deployment: Process;
const up = async (): Promise<Process> => {
  const started = startPerennial(['up', '--empty'], { PERENNIAL_HOME: home, SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, ...TEST_CLOCK });
  await started.hasPrinted('Perennial is running');
  return started;
};

beforeAll(async () => {
  smtpPort = await freePort();
  deployment = await up();
  // Each reminder is a mail of its own, at any time of day.
  await withoutDigest((playbook) => run('playbook', 'publish', playbook));
  await run('people', 'add', 'li.wei', '--name', 'Li Wei', '--email', 'li.wei@example.com', '--zone', 'Asia/Shanghai');
  await run('account', 'start', 'acme', '--name', 'Acme', '--signed', TODAY, '--manager', 'li.wei', '--zone', 'Asia/Shanghai');
});
afterAll(async () => {
  await deployment.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('beside a deployment that runs', () => {
  it('a second one in the same data directory is refused, and told who has it', async () => {
    const { code, err } = await run('up');
    expect(code).toBe(1);
    expect(err.trim().split('\n').at(-1)).toMatch(/^perennial: The store in .* is in use by process \d+/);
    expect((await asked('account', 'list')).map(({ id }: { id: string }) => id)).toEqual(['acme']);
  });

  it('a worker without a Temporal server says where it looked', async () => {
    const elsewhere = { PERENNIAL_HOME: join(folder, 'elsewhere'), TEMPORAL_ADDRESS: '127.0.0.1:1' };
    expect(await perennial(['worker'], { env: elsewhere })).toEqual(refused(/no Temporal server answers at 127\.0\.0\.1:1/));
  });

  it('a worker without its database says which one', async () => {
    const elsewhere = { PERENNIAL_HOME: join(folder, 'elsewhere'), DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/perennial' };
    const { err, ...rest } = await perennial(['worker'], { env: elsewhere });
    expect({ err, ...rest }).toEqual(refused(/The database 127\.0\.0\.1:1\/perennial does not answer/));
    expect(err).not.toContain('secret');
  });

  it('a wrong token opens nothing', async () => {
    const url = readFileSync(join(home, 'api-url'), 'utf8').trim();
    const env = { PERENNIAL_URL: url, PERENNIAL_TOKEN: 'not-the-token-at-all' };
    expect(await perennial(['account', 'list'], { env })).toEqual(refused(/refuses the token/));
  });

  it.each([
    ['an unknown account', ['account', 'show', 'nobody'], 1, /There is no account nobody/],
    ['an unknown task', ['task', 'done', 'acme:visit:1999-01-01'], 1, /There is no task acme:visit:1999-01-01/],
    ['an unknown person', ['task', 'list', '--owner', 'li.wie'], 1, /li\.wei/],
    ['a command that the account refuses', ['account', 'resume', 'acme'], 1, /not paused/],
    ['an unknown effect', ['effects', 'retry', 'account/acme/999/0'], 1, /There is no effect account\/acme\/999\/0/],
    ['a wrong command', ['account', 'remove', 'acme'], 2, /unknown command 'remove'/],
    ['a missing option', ['task', 'skip', 'acme:visit:1999-01-01'], 2, /--reason/],
  ])('%s', async (_, args, code, line) => {
    expect(await run(...args)).toEqual(refused(line, code));
  });

  it('a file with bad lines names each of them, and starts nothing', async () => {
    const bad = file(
      'accounts.csv',
      'account,name,signed_on,zone,level,account_manager',
      'good,Good,2024-03-01,Asia/Shanghai,gold,li.wei',
      'late,Late,2999-01-01,Asia/Shanghai,gold,li.wei',
      'odd,Odd,2024-02-30,Asia/Nowhere,golden,li.wie',
      ',Nameless,2024-03-01,Asia/Shanghai,gold,li.wei',
    );
    const { code, err } = await run('import', 'accounts', bad);
    expect(code).toBe(1);
    for (const problem of [
      /:3 signed_on "2999-01-01": /,
      /:4 signed_on "2024-02-30": /,
      /:4 zone "Asia\/Nowhere": /,
      /:4 level "golden": /,
      /:4 account_manager "li\.wie": /,
      /:5 account "": /,
    ])
      expect(err).toMatch(problem);
    expect(err).not.toMatch(/:2 /);
    expect(err.trim().split('\n').at(-1)).toMatch(/^perennial: .*3 bad lines, so nothing was done/);
    expect((await asked('account', 'list')).map(({ id }: { id: string }) => id)).toEqual(['acme']);
  });

  it('a bad playbook is refused with file and line, and the old one stays', async () => {
    const before = await asked('playbook', 'list');
    const source = readFileSync('playbooks/key-account.yaml', 'utf8').replace('every: P1W', 'every: a week');
    const { code, err } = await run('playbook', 'publish', file('bad.yaml', source));
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(err).toMatch(/bad\.yaml:\d+/);
    expect((await run('playbook', 'check', join(folder, 'bad.yaml'))).code).toBe(1);
    expect(await asked('playbook', 'list')).toEqual(before);
  });
});

describe('without a mail server', () => {
  const waiting = async (): Promise<{ key: string; code: string | null }[]> => asked('effects', 'list');

  it('reminders wait, and the list of effects says why', async () => {
    const [task] = await asked('task', 'list', '--account', 'acme');
    const url = readFileSync(join(home, 'api-url'), 'utf8').trim();
    await eventually('a time that is not past yet when it is asked for', async () => {
      const { now } = (await (await fetch(`${url}/api/health`)).json()) as { now: string };
      const { code, err } = await run('task', 'snooze', task.id, '--until', formatInstant(parseInstant(now) + 3_000));
      if (code !== 0 && !err.includes('is past')) throw new Error(err);
      return code === 0;
    });
    await eventually('an effect that waits for the mail server', async () =>
      (await waiting()).some(({ code }) => code === 'mail-unavailable'),
    );
    expect((await run('doctor')).out).toMatch(/mail .*does not/);
  });

  it('they still wait after a restart, and go out when it is back', async () => {
    const before = await waiting();
    expect(await deployment.end()).toBe(0);
    expect(await run('account', 'list')).toEqual(refused(/no API/));
    expect((await perennial(['up', '--demo-speed', '1mo=10s'], { env: { PERENNIAL_HOME: home } })).err).toMatch(
      /\nperennial: this store lives in real time; .*\n$/,
    );
    deployment = await up();
    const keys = (await waiting()).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(before.map(({ key }) => key)));
    const postbox = await startPostbox(smtpPort);
    for (const key of keys) await run('effects', 'retry', key);
    await eventually('nothing waits any more', async () => (await waiting()).length === 0);
    const mails: { state: string }[] = await asked('mail', 'list');
    expect(mails.map(({ state }) => state)).toEqual(mails.map(() => 'sent'));
    expect(mails.length).toBeGreaterThanOrEqual(before.length);
    // Reminders due meanwhile were sent with them; none was sent twice.
    expect(Array.from(postbox.taken.values())).toEqual(mails.map(() => 1));
    await postbox.close();
  });
});
