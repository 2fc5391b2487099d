// The needs of `npm start` with 2,000 accounts: its resident memory, the time of `journal verify`, and of a dry run of 50,000 lines.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { concurrently } from '../client/temporal/concurrently';
import { Stops } from '../up/deployment';
import type { Benchmark } from './benchmark';

const ACCOUNTS = 2_000;
const DRY = 50_000;
const FEW = 10_000;
const MAILS = 2_000;
const AT_ONCE = 20;
/** Milliseconds between two looks at memory, and before a process counts as idle. */
const LOOK = 250;
const REST = 20_000;
/** Seconds for the mails of a burst; otherwise the benchmark fails. */
const PATIENCE = 900;
const COMMAND = resolve('dist/cli/main.js');

/** Resident megabytes of a process, on Linux. */
const resident = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

interface Started {
  readonly pid: number;
  readonly home: string;
}

/** Runs `perennial ARGS`. Returns output, seconds, and the most megabytes of it and of `beside` meanwhile. */
async function run(home: string, args: readonly string[], beside?: number) {
  const from = performance.now();
  const child = spawn(process.execPath, [COMMAND, ...args], { env: environment(home), stdio: ['ignore', 'pipe', 'inherit'] });
  let [out, most, mostBeside] = ['', 0, 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const look = setInterval(() => {
    try {
      most = Math.max(most, resident(child.pid ?? 0));
      if (beside !== undefined) mostBeside = Math.max(mostBeside, resident(beside));
    } catch {
      // The process has ended.
    }
  }, LOOK);
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  clearInterval(look);
  if (code !== 0) throw new Error(`perennial ${args.join(' ')} ended with ${String(code)}`);
  return { out, seconds: (performance.now() - from) / 1_000, most, mostBeside };
}

const environment = (home: string): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME, PERENNIAL_HOME: home });

async function startAll(stops: Stops): Promise<Started> {
  const home = mkdtempSync(join(tmpdir(), 'perennial-bench-start-'));
  stops.add(() => rmSync(home, { recursive: true, force: true }));
  const child: ChildProcess = spawn(process.execPath, [COMMAND, 'up', '--empty', '--port', '0'], {
    env: environment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((gone) => void child.once('close', () => gone()));
  stops.add(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  while (!output.includes('Perennial is running')) {
    if (child.exitCode !== null) throw new Error(`perennial up ended:\n${output}`);
    await sleep(LOOK);
  }
  return { pid: child.pid ?? 0, home };
}

const linesOf = (count: number, prefix: string): string =>
  [
    'account,name,signed_on,zone,level,segment,annual_fee,currency,account_manager,technical',
    ...Array.from(
      { length: count },
      (_, index) =>
        `${prefix}-${index},Customer ${index},2024-0${(index % 9) + 1}-15,Asia/Shanghai,gold,core-value,${100_000 + index},CNY,li.wei,chen.jie`,
    ),
  ].join('\n');

/** Opens a case for each of many accounts, which mails each engineer at once. Returns the most megabytes of the process. */
async function burst({ pid, home }: Started): Promise<number> {
  const [url, token] = ['api-url', 'token'].map((file) => readFileSync(join(home, file), 'utf8').trim());
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, resident(pid));
  }, LOOK);
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(`/api${path}`, url), {
      ...init,
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
    });
  try {
    await concurrently(
      Array.from({ length: MAILS }, (_, index) => index),
      AT_ONCE,
      async (index) => {
        const body = JSON.stringify({ account: `a-${index}`, severity: 'high', text: 'Stands still' });
        const answer = await ask('/cases', { method: 'POST', body });
        if (!answer.ok) throw new Error(`a case was refused: ${answer.status} ${await answer.text()}`);
      },
    );
    for (const until = Date.now() + PATIENCE * 1_000; ; await sleep(1_000)) {
      const { mails } = (await (await ask(`/mails?limit=${MAILS}`)).json()) as { mails: readonly unknown[] };
      if (mails.length >= MAILS) break;
      if (Date.now() > until) throw new Error(`only ${mails.length} of ${MAILS} mails went out`);
    }
  } finally {
    clearInterval(look);
  }
  return most;
}

export const start: Benchmark = async ({ repeats, say }) => {
  const figures: Record<'bare' | 'rest' | 'most' | 'verify' | 'dry' | 'fewServer' | 'manyServer' | 'few' | 'many', number[]> = {
    bare: [],
    rest: [],
    most: [],
    verify: [],
    dry: [],
    fewServer: [],
    manyServer: [],
    few: [],
    many: [],
  };
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    const stops = new Stops();
    try {
      const started = await startAll(stops);
      const { pid, home } = started;
      const file = (name: string, text: string): string => {
        writeFileSync(join(home, name), text);
        return join(home, name);
      };
      await run(home, ['import', 'people', 'samples/people.csv', '--json']);
      figures.bare.push(resident(pid));
      const few = await run(home, ['import', 'accounts', file('few.csv', linesOf(FEW, 'dry')), '--dry-run', '--json'], pid);
      const many = await run(home, ['import', 'accounts', file('many.csv', linesOf(DRY, 'dry')), '--dry-run', '--json'], pid);
      figures.dry.push(many.seconds);
      figures.few.push(few.most);
      figures.many.push(many.most);
      figures.fewServer.push(few.mostBeside);
      figures.manyServer.push(many.mostBeside);
      await run(home, ['import', 'accounts', file('accounts.csv', linesOf(ACCOUNTS, 'a')), '--json']);
      await sleep(REST);
      figures.rest.push(resident(pid));
      const verified = await run(home, ['journal', 'verify', '--json']);
      figures.verify.push(verified.seconds);
      figures.most.push(await burst(started));
      say(
        `start: ${figures.rest.at(-1)?.toFixed(0)} MB with ${ACCOUNTS} accounts, ${figures.most.at(-1)?.toFixed(0)} MB in a burst of ${MAILS} mails; ` +
          `verify ${verified.seconds.toFixed(1)} s; dry run of ${DRY} ${many.seconds.toFixed(0)} s`,
      );
    } finally {
      await stops.run();
    }
  }
  const { bare, rest, most, verify, dry, fewServer, manyServer, few, many } = figures;
  return [
    {
      benchmark: 'start',
      what: `npm start with ${ACCOUNTS} accounts, embedded (bare: with none)`,
      unit: 'MB',
      ours: rest,
      baseline: bare,
      wanted: { of: 'ours', most: 1_126 },
    },
    {
      benchmark: 'start',
      what: `the same in a burst of ${MAILS} mails`,
      unit: 'MB',
      ours: most,
      baseline: bare,
      wanted: { of: 'ours', most: 1_331 },
    },
    { benchmark: 'start', what: `journal verify, ${ACCOUNTS} accounts`, unit: 's', ours: verify, wanted: { of: 'ours', most: 10 } },
    { benchmark: 'start', what: `dry run of ${DRY} accounts`, unit: 's', ours: dry, wanted: { of: 'ours', most: 60 } },
    { benchmark: 'start', what: `memory of its command (bare: ${FEW} accounts)`, unit: 'MB', ours: many, baseline: few },
    {
      benchmark: 'start',
      what: `memory of npm start meanwhile (bare: ${FEW} accounts)`,
      unit: 'MB',
      ours: manyServer,
      baseline: fewServer,
    },
  ];
};
