// … revive: revives what an operator terminated, or a reset forked.
import type { Command } from 'commander';
import type { Contract } from '../api/contract';
import type { Revival } from '../api/revivals';
import type { Trouble } from '../api/values';
import { api } from './api';
import { answer, body, type Common, leaf, type Reasoned, text } from './command';
import { count } from './table';

interface Options extends Common, Reasoned {
  readonly dryRun?: true;
  readonly withoutHistory?: true;
}

/** Topics of the contract that have the route. */
type Topic = { readonly [T in keyof Contract]: 'revive' extends keyof Contract[T] ? T : never }[keyof Contract];

/** Adds `revive` to a topic; `example`: an id for its help. */
export function reviving(command: Command, topic: Topic, what: string, example: string): void {
  leaf(
    command,
    `revive <${what}>`,
    'Bring it back from its journal after its workflow was ended from outside, or reset. `perennial doctor` names those that need it.',
    `perennial ${command.name()} revive ${example} --reason "terminated by mistake" --dry-run`,
  )
    .requiredOption('--reason <text>', 'stays on record', text)
    .option('--dry-run', 'only say what would be done')
    .option('--without-history', 'give up what the dead history held and the journal has not, where it cannot be read')
    .option('--as <handle>', 'who says so')
    .action(async (id: string, { dryRun, withoutHistory, ...options }: Options) => {
      // The revive routes of all topics have the same fields and answers.
      const revival = await api(topic as 'accounts')('revive', { id, dryRun, withoutHistory, ...body(options) });
      answer(options, revival, () => summary(revival, dryRun === true));
    });
}

function summary({ entity, was, journalled, discarded, pending }: Revival, isDryRun: boolean): string {
  if (was === 'alive') return `${entity} lives: there is nothing to revive.`;
  return [
    isDryRun ? `${entity} (${was}) would live again:` : `${entity} lives again (it was ${was}):`,
    `  ${count(journalled, 'event')} of its dead history journalled${discarded > 0 ? `, ${discarded} that contradict the journal discarded` : ''}`,
    `  ${count(pending.length, 'effect')} still to be done${pending.length > 0 ? `: ${pending.map(({ key, type }) => `${type} (${key})`).join(', ')}` : ''}`,
  ].join('\n');
}

/** A line with the remedy where the entity itself is in trouble; otherwise none. */
export function troubleLines(topic: string, id: string, trouble: readonly Trouble[] = []): string[] {
  return trouble.flatMap(({ type, code }) => {
    if (type !== 'workflow') return [];
    if (code === 'workflow-task-failing') return ['its workflow cannot go on: `perennial doctor` says more'];
    const what = code.startsWith('journal-')
      ? `the journal refuses what its workflow writes (${code}), as after a reset`
      : `its workflow was ended from outside (${code})`;
    return [`${what}; it takes no command until it is revived: perennial ${topic} revive ${id} --reason …`];
  });
}
