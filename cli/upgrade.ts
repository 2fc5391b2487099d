// perennial upgrade: every entity adopts this release's rules and this Node's zone rules.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { Upgrade, UpgradePlan } from '../api/upgrade';
import { api } from './api';
import { answer, type Common, described, say } from './command';
import { localZone, when } from './moments';
import { Progress } from './progress';
import { count, table } from './table';

const pages = api('upgrade');

/** Milliseconds between two looks at the progress. */
const LOOK = 500;

interface Options extends Common {
  readonly rate: number;
  readonly dryRun?: true;
  readonly all?: true;
}

export function upgrade(command: Command): void {
  described(
    command,
    "Ask everything that lives to turn its page, so that it lives by this release's rules, and by the zone rules of this Node. Running it again goes on.",
    'perennial upgrade --dry-run',
    'perennial upgrade --rate 20/s',
  )
    .option('--rate <rate>', 'how many are asked a second', rate, 20)
    .option('--dry-run', 'say how many live by older rules, do nothing')
    .option('--all', 'also those that are current')
    .action(run);
}

/** Reads a rate such as `20/s`. */
function rate(given: string): number {
  const found = /^(\d{1,4})\/s$/.exec(given);
  const perSecond = Number(found?.[1] ?? 0);
  if (perSecond < 1 || perSecond > 1000) throw new InvalidArgumentError('Write a number from 1 to 1000 a second, such as 20/s.');
  return perSecond;
}

async function run(options: Options): Promise<void> {
  const plan = await pages('plan');
  if (options.dryRun) {
    answer(options, plan, () => `${sentence(plan)} Nothing was done.`);
    return;
  }
  const { id, turned, current, failed: failures, adopted, moved } = await followed(plan, options);
  const { recorded } = plan.zoneRules;
  answer(options, { id, turned, current, failed: failures, zoneRules: { recorded, adopted }, moved }, () =>
    [
      `${count(turned, 'page')} turned, ${current} current already, ${failures.length} failed.`,
      ...(adopted === null ? [] : [`Zone rules ${adopted} are adopted (until now ${recorded ?? 'none'}); ${movedBy(moved)}`]),
    ].join('\n'),
  );
  if (failures.length === 0) return;
  for (const { entity, code, detail } of failures) say(`${entity}: ${code}: ${detail}`);
  say('perennial: mend the cause, then run it again: what is done is not done twice');
  process.exitCode = 1;
}

const sentence = ({ alive, behind, zoneRules: { recorded, adopting } }: UpgradePlan): string => {
  const zones = adopting === null ? '' : ` Zone rules ${adopting} are to be adopted in the place of ${recorded ?? 'none'}.`;
  return `${behind} of ${alive} live by older rules.${zones}`;
};

function movedBy(moved: Upgrade['moved']): string {
  if (moved.length === 0) return 'nothing moved.';
  const zone = localZone();
  const rows = moved.map(({ entity, what, due }) => [entity, what, due === null ? 'none' : when(due, zone)]);
  return `${count(moved.length, 'due time')} moved:\n${table(['of', 'what', 'due'], rows)}\nTimes in ${zone}.`;
}

/** Begins the upgrade and waits until it is finished. */
async function followed({ alive }: UpgradePlan, { rate: perSecond, all }: Options): Promise<Upgrade> {
  const progress = new Progress('asked', alive);
  let current = await pages('start', { perSecond, ...(all && { all }) });
  try {
    while (current.state === 'running') {
      progress.reach(Math.min(alive, current.turned + current.current + current.failed.length));
      await sleep(LOOK);
      current = await pages('show', { id: current.id });
    }
  } finally {
    progress.end();
  }
  if (current.state !== 'done') say(`perennial: ${current.id} is ${current.state}: \`perennial campaign show ${current.id}\``);
  return current;
}
