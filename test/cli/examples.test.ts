// Runs every example of every --help unchanged, in an order in which each finds what it needs.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { openStore, ticketAside } from '../../store';
import { type Postbox, startPostbox } from '../faults/postbox';
import { cleanEnvironment } from '../support/environment';
import { eventually } from '../support/eventually';
import { emptyDatabase } from '../support/postgres';
import { type Process, startPerennial } from '../support/processes';
import { ROOT } from './perennial';

const folder = mkdtempSync(join(tmpdir(), 'perennial-examples-'));
const home = join(folder, 'home');
/** Friday 20 November 2026, 10:00 in Shanghai. */
const DAY = '2026-11-20T02:00:00Z';

let settings: Record<string, string>;
let database: string;
let postbox: Postbox;
let deployment: Process;

beforeAll(async () => {
  [database, postbox] = await Promise.all([emptyDatabase(), startPostbox()]);
  settings = {
    PERENNIAL_HOME: home,
    PERENNIAL_TEST_CLOCK: DAY,
    DATABASE_URL: database,
    SMTP_URL: `smtp://127.0.0.1:${postbox.port}`,
  };
  deployment = startPerennial(['up', '--port', '0'], settings);
  await deployment.hasPrinted('Perennial is running');
});
afterAll(async () => {
  await deployment.end();
  await postbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a line as a shell does in the project's root. */
function start(line: string): { readonly child: ChildProcess; readonly ended: Promise<{ code: number | null; out: string; err: string }> } {
  const child = spawn('sh', ['-c', line.replace(/\bperennial /, `'${process.execPath}' dist/cli/main.js `)], {
    cwd: ROOT,
    env: cleanEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}

async function run(line: string): Promise<string> {
  const { code, out, err } = await start(line).ended;
  if (code !== 0) throw new Error(`${line}: ${String(code)} ${err}${out}`);
  return out;
}

const asked = async <T>(line: string): Promise<T> => JSON.parse(await run(`${line} --json`)) as T;

/** Makes the mail server busy while `line` runs, so that its mails wait. Returns the key of one of them. */
async function waiting(line: string): Promise<string> {
  postbox.busy(true);
  await run(line);
  const key = await eventually('a mail that waits', async () => {
    const [effect] = await asked<{ key: string; code: string | null }[]>('perennial effects list --state waiting');
    return effect?.key;
  });
  return key;
}

const contactAt = async (account: string, index: number): Promise<string> => {
  const all = await asked<{ id: string }[]>(`perennial contact list --account ${account}`);
  const contact = all[index];
  if (!contact) throw new Error(`${account} has no contact ${index}`);
  return contact.id;
};

/** Forty more accounts of li.wei, so that handing them over takes a while. */
const FORTY = join(folder, 'forty.csv');
writeFileSync(
  FORTY,
  [
    'account,name,signed_on,zone,level,account_manager',
    ...Array.from({ length: 40 }, (_, index) => `forty-${index},Forty ${index},2024-05-0${(index % 9) + 1},Asia/Shanghai,silver,li.wei`),
  ].join('\n'),
);

async function setAside(): Promise<void> {
  const store = await openStore({ url: database });
  const now = Date.now();
  const aside = {
    system: 'embedded',
    ticket: 'T-1',
    what: 'taken',
    entity: 'case/C-1',
    state: 'failed',
    code: 'refused',
    attempts: 1,
  } as const;
  for (const item of ['1', '2']) await ticketAside.put(store, { ...aside, item, at: now, retryAt: null }, now);
  await store.close();
}

/** Starts a process that runs until it is ended, and waits for `words` in its output. */
async function runsUntilEnded(args: string[], more: Record<string, string>, words: string): Promise<void> {
  const running = startPerennial(args, more);
  await running.hasPrinted(words);
  expect(await running.end()).toBe(0);
}

type Step = string | { readonly example: string; readonly as: () => Promise<unknown> } | { readonly first: () => Promise<unknown> };

const on = (example: string, as: (example: string) => Promise<unknown>): Step => ({ example, as: () => as(example) });
const first = (line: string): Step => ({ first: () => run(line) });

/** The steps in order. A string is an example that runs unchanged; `on` is for one whose id must be replaced by a real one. */
const STEPS: readonly Step[] = [
  // This test's own deployment is one.
  on('perennial up', () => deployment.hasPrinted('Perennial is running')),
  on('perennial up --demo-speed 1mo=10s', () =>
    runsUntilEnded(['up', '--demo-speed', '1mo=10s', '--port', '0'], { PERENNIAL_HOME: join(folder, 'demo') }, 'Perennial is running'),
  ),
  'perennial doctor',
  'perennial account list --stage onboarding --manager li.wei',
  'perennial account list --limit 5 --offset 5',
  'perennial account show acme',
  'perennial account agenda acme --until 2027-03-31',
  'perennial account history acme',
  'perennial task list --owner li.wei',
  'perennial task list --account acme --all --json',
  // The ticket of a late delivery exists from the start.
  on('perennial ticket take T-1 --as chen.jie', async (example) => {
    await eventually('its ticket', async () => (await asked<unknown[]>('perennial ticket list')).length > 0);
    return run(example);
  }),
  'perennial ticket resolve T-1 --as chen.jie',
  'perennial ticket reopen T-1 --as chen.jie',
  'perennial task show acme:weekly-sync',
  'perennial why acme:kickoff-meeting',
  'perennial why acme --language zh',
  'perennial task snooze acme:weekly-sync --until 3d',
  'perennial task reassign acme:weekly-sync --to wang.fang',
  'perennial task done acme:weekly-sync --outcome "on track" --as li.wei',
  'perennial task reopen acme:weekly-sync',
  'perennial task skip acme:weekly-sync --reason "customer on holiday"',
  'perennial task move acme:kickoff-meeting --to 2027-06-01T10:00 --reason "their CTO is away"',
  'perennial account pause acme --reason "office moves"',
  'perennial account resume acme',
  'perennial account assess acme --demand stable --phase harvest',
  'perennial account amend acme --level gold --reason "contract of 2027"',
  'perennial account hold acme --reason "delivery is late"',
  'perennial account release acme',
  'perennial account promote acme --to stable --dry-run',
  'perennial account promote acme --to stable --reason "delivered early"',
  'perennial account promote acme --undo --reason "a mistake"',
  'perennial account revive acme --reason "terminated by mistake" --dry-run',
  'perennial account adopt acme',
  'perennial account start northgate --name "Northgate Foods" --signed 2026-11-16 --manager li.wei --level gold',
  'perennial account start oakridge --name "Oakridge Dairy" --manager li.wei',
  'perennial account start harbour --name "Harbour Freight" --role account-manager=li.wei --role technical=chen.jie',
  'perennial account sign oakridge --signed 2026-11-16 --promised 2026-12-20',
  'perennial account mark elm --to lost --reason "merged"',
  'perennial account close kestrel --reason "contract ended"',
  'perennial import accounts samples/more.csv --dry-run',
  'perennial import accounts samples/more.csv',
  'perennial import accounts samples/more.csv --encoding utf-8',
  'perennial case open acme --severity high --text "Press 3 stands still"',
  'perennial case open lotus --severity low --kind complaint --text "Nobody calls back" --at 2026-11-16T09:10 --as chen.jie',
  'perennial case list --breaching 2h',
  'perennial case list --account acme --state all --json',
  'perennial case show C-1',
  'perennial case history C-1',
  'perennial case revive C-1 --reason "terminated by mistake" --dry-run',
  'perennial why C-1',
  'perennial case answer C-1 --note "called Ms He" --as chen.jie',
  'perennial case take C-1 --as chen.jie',
  'perennial case diagnose C-1 --visit-needed --note "the drive is broken"',
  'perennial case wait C-1 --note "asked for the log files"',
  'perennial case resume C-1',
  'perennial case arrive C-1 --as chen.jie',
  'perennial case resolve C-1 --note "drive replaced" --as chen.jie',
  'perennial case reopen C-1 --note "stands still again"',
  'perennial case report --by level,month',
  'perennial case report --from 2026-11-01 --to 2026-11-30 --by account,milestone --json',
  'perennial case recompute --dry-run',
  'perennial ticket list --state open',
  'perennial ticket show T-1',
  { first: setAside },
  'perennial ticket list --set-aside',
  'perennial ticket show TN-1',
  'perennial ticket retry TN-1',
  first('perennial ticket list --set-aside'),
  on('perennial ticket drop TN-1 --reason "told by phone" --as chen.jie', (example) => run(example.replace('TN-1', 'TN-2'))),
  'perennial people list',
  'perennial people show li.wei',
  'perennial people revive li.wei --reason "terminated by mistake" --dry-run',
  'perennial people digest li.wei',
  'perennial people digest li.wei --json',
  'perennial people add sun.li --name "Sun Li" --email sun.li@example.com --language zh-CN --zone Asia/Shanghai',
  'perennial absence add li.wei --from 2027-12-01 --until 2027-12-05 --substitute wang.fang',
  'perennial absence list',
  'perennial absence end li.wei',
  'perennial contact list --account acme',
  'perennial contact add acme --name "Zhou Min" --level manager --role purchasing --email zhou@example.com',
  'perennial contact change acme --ours --role account-manager --to wang.fang --reason left --dry-run',
  on('perennial contact change acme --theirs --from c-17 --to c-21 --reason left', async (example) => {
    const [from, to] = [await contactAt('falcon', 0), await contactAt('falcon', 1)];
    return run(example.replace('acme', 'falcon').replace('c-17', from).replace('c-21', to));
  }),
  on(
    'perennial contact change acme --theirs --from c-17 --name "Zhou Min" --email zhou@example.com --reason "new head of purchasing"',
    async (example) => run(example.replace('acme', 'ginkgo').replace('c-17', await contactAt('ginkgo', 0))),
  ),
  'perennial handover list --late',
  'perennial handover list --to wang.fang --all --json',
  'perennial handover show H-1',
  'perennial handover history H-1',
  'perennial why H-1',
  on('perennial effects retry account/acme/57/0', async (example) => {
    const key = await waiting('perennial contact change indigo --ours --role account-manager --to tom.reyes --reason left');
    return run(example.replace('account/acme/57/0', key));
  }),
  'perennial effects list --state waiting',
  on('perennial effects give-up account/acme/57/0 --reason "told by telephone"', async (example) => {
    const key = await eventually(
      'a mail that waits',
      async () => (await asked<{ key: string }[]>('perennial effects list --state waiting'))[0]?.key,
    );
    await run(example.replace('account/acme/57/0', key));
    postbox.busy(false);
  }),
  on('perennial handover complete H-1 notified --note "called Ms He"', async (example) => {
    postbox.busy(true);
    await run('perennial contact change jasmine --ours --role backup --to sun.hao --reason left');
    const handover = await handoverAt('jasmine');
    await run(example.replace('H-1', handover));
    postbox.busy(false);
  }),
  on('perennial handover revive H-1 --reason "terminated by mistake" --dry-run', async (example) =>
    run(example.replace('H-1', await handoverAt('jasmine'))),
  ),
  on('perennial handover refuse H-1 --reason "too many accounts already" --as wang.fang', async (example) => {
    await run('perennial contact change dragonfly --ours --role backup --to sun.hao --reason left');
    return run(example.replace('H-1', await handoverAt('dragonfly')).replace('wang.fang', 'sun.hao'));
  }),
  on('perennial handover accept H-1 --as wang.fang', async (example) => {
    await run('perennial contact change harbor --ours --role account-manager --to wang.fang --reason left');
    return run(example.replace('H-1', await handoverAt('harbor')));
  }),
  first(`perennial import accounts ${FORTY}`),
  'perennial offboarding plan li.wei --to wang.fang',
  on('perennial offboarding start li.wei --to wang.fang', async (example) => {
    offboarding = start(example);
    await eventually('the offboarding is under way', async () => (await asked<unknown[]>('perennial offboarding list')).length > 0);
  }),
  'perennial offboarding stop li.wei',
  'perennial offboarding show li.wei',
  'perennial campaign list',
  'perennial campaign show OB-1',
  'perennial campaign resume OB-1',
  'perennial campaign revive OB-1 --reason "terminated by mistake" --dry-run',
  'perennial campaign stop OB-1',
  'perennial offboarding resume li.wei',
  on('perennial offboarding accept OB-1 --as wang.fang', async (example) => {
    await offboarding?.ended;
    await eventually(
      'all is handed over',
      async () => (await asked<{ state: string }>('perennial offboarding show li.wei')).state === 'done',
    );
    return run(example);
  }),
  'perennial offboarding start anna.keller --to tom.reyes:segment=high-potential --to grace.miller:region=Europe --to marta.berg',
  'perennial offboarding list',
  'perennial mail list --account acme',
  'perennial mail show m-1',
  on('perennial mail show m-1 --html m-1.html', (example) => run(example.replace('m-1.html', join(folder, 'm-1.html')))),
  'perennial playbook check playbooks/key-account.yaml',
  'perennial playbook preview --signed 2026-01-08 --until 2026-04-30',
  'perennial playbook preview --signed 2026-01-08 --segment core-value --json',
  'perennial playbook publish playbooks/key-account.yaml',
  'perennial playbook list',
  `echo '{"id":"a","calendar":{"timeZone":"Asia/Shanghai","week":{"mon":[["09:00","12:00"],["13:00","18:00"]]}},"from":"2026-01-09T08:30:00Z","target":"PT4H"}' | perennial clock`,
  'perennial upgrade --dry-run',
  'perennial upgrade --rate 20/s',
  'perennial journal rebuild',
  'perennial journal verify',
  'perennial journal verify --live --sample 20',
  on('DATABASE_URL=postgres://… TEMPORAL_ADDRESS=… perennial worker', async () =>
    runsUntilEnded(['worker'], await apart(), 'worker is running'),
  ),
  on('DATABASE_URL=postgres://… TEMPORAL_ADDRESS=… perennial server', async () =>
    runsUntilEnded(['server'], await apart(), 'the API listens'),
  ),
];

let offboarding: ReturnType<typeof start> | undefined;

const handoverAt = async (account: string): Promise<string> => {
  const all = await asked<{ id: string; account: string }[]>('perennial handover list --all');
  const found = all.findLast((handover) => handover.account === account);
  if (!found) throw new Error(`no handover at ${account}`);
  return found.id;
};

/** Settings for a worker or a server of this deployment that runs separately. */
async function apart(): Promise<Record<string, string>> {
  const { detail } = (await asked<{ checks: { name: string; detail: string }[] }>('perennial doctor')).checks.find(
    ({ name }) => name === 'temporal',
  ) ?? { detail: '' };
  expect(detail).toContain('answers');
  const [, address = ''] = /Temporal\s+(\S+?),/.exec(deployment.output()) ?? [];
  return { ...settings, PERENNIAL_HOME: join(folder, 'apart'), TEMPORAL_ADDRESS: address };
}

const exampleOf = (step: Step): string[] => (typeof step === 'string' ? [step] : 'example' in step ? [step.example] : []);

/** All examples, as `--help` prints them. */
async function examples(): Promise<string[]> {
  const found = new Set<string>();
  const walk = (command: Command): void => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    for (const [, line = ''] of help.matchAll(/^ {2}\$ (.*)$/gm)) found.add(line);
    for (const sub of command.commands) if (sub.name() !== 'help') walk(sub);
  };
  const { TOPICS } = jest.requireActual<{ TOPICS: readonly [string, string, () => Promise<(command: Command) => void>][] }>(
    join(ROOT, 'dist/cli/topics.js'),
  );
  for (const [name, , load] of TOPICS) {
    const command = new Command(name);
    (await load())(command);
    walk(command);
  }
  return [...found];
}

it('knows every example that there is', async () => {
  expect(STEPS.flatMap(exampleOf).sort()).toEqual((await examples()).sort());
});

describe('every example of --help', () => {
  it.each(STEPS.map((step, index): [string, Step] => [exampleOf(step)[0] ?? `step ${index}`, step]))('%s', async (_, step) => {
    if (typeof step === 'string') await run(step);
    else await ('as' in step ? step.as() : step.first());
  });
});
