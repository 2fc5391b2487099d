// `npm run bench`: measures everything in one run and prints medians as a table and as JSON. docs/benchmark.md explains how to read it.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/postgres';
import { Stops } from '../up/deployment';
import type { Benchmark } from './benchmark';
import { bareAlarms, caseHistory, cases, caseWarnings } from './cases';
import { openServer } from './deployment';
import { bareMails, digests, morning } from './digests';
import { bareUpdates, handover, massHandover } from './handover';
import { history, yearLived } from './history';
import { kernel, kernelRun } from './kernel';
import { type Machine, machine } from './machine';
import { mails, monthLived } from './mails';
import { memory, workerMemory } from './memory';
import { accountStarts, bareStarts, onboarding } from './onboarding';
import { asJson, asTable, type Measurement } from './report';
import { start } from './start';
import { play } from './subject';
import { taskList, taskListTimes } from './task-list';
import { wake, wakes } from './wake';

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  kernel,
  onboarding,
  start,
  history,
  memory,
  'task-list': taskList,
  cases,
  handover,
  digests,
  mails,
  wake,
};
const ROLES = {
  accountStarts,
  bareAlarms,
  bareMails,
  bareStarts,
  bareUpdates,
  caseHistory,
  caseWarnings,
  kernelRun,
  massHandover,
  monthLived,
  morning,
  taskListTimes,
  wakes,
  workerMemory,
  yearLived,
} as const;

const say = (line: string): void => console.error(line);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { role: { type: 'string' }, only: { type: 'string' }, repeats: { type: 'string', default: '3' }, json: { type: 'string' } },
  });
  if (values.role !== undefined) return play(ROLES[values.role as keyof typeof ROLES]);

  const repeats = Number(values.repeats);
  const names = values.only?.split(',') ?? Object.keys(BENCHMARKS);
  const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length > 0 || !Number.isInteger(repeats) || repeats < 1) {
    say(`usage: npm run bench -- [--only ${Object.keys(BENCHMARKS).join(',')}] [--repeats 3] [--json FILE]`);
    process.exitCode = 2;
    return;
  }

  let where: Machine = machine();
  const measurements: Measurement[] = [];
  for (const name of names) {
    const stops = new Stops();
    const interrupted = (): void => void stops.run().finally(() => process.exit(130));
    process.once('SIGINT', interrupted);
    try {
      const found = await BENCHMARKS[name]?.({
        repeats,
        stops,
        say,
        async temporal() {
          const { address, version } = await openServer(stops);
          where = { ...where, temporal: version };
          return address;
        },
        async postgres() {
          try {
            const server = await startPostgres();
            stops.add(() => server.stop());
            return (database) => server.database(database);
          } catch (error) {
            say(`no PostgreSQL here: ${error instanceof Error ? error.message : String(error)}`);
            return undefined;
          }
        },
      });
      measurements.push(...(found ?? []));
    } finally {
      process.off('SIGINT', interrupted);
      await stops.run();
    }
  }
  const table = asTable(where, measurements);
  const json = asJson(where, measurements);
  if (values.json === undefined) {
    // Only the JSON goes to standard output, for scripts.
    say(table);
    console.log(json);
  } else {
    writeFileSync(values.json, `${json}\n`);
    console.log(table);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
