// perennial errand …: something small that one of ours does by a time.
import type { Command } from 'commander';
import { api } from './api';
import { answer, body, type Common, leaf, type Statement, text, withStatement } from './command';
import { instant, localZone, when } from './moments';
import { reviving } from './revive';
import { table } from './table';

const errands = api('errands');

export function errand(command: Command): void {
  leaf(command, 'list', 'Errands, the one that is due first first.', 'perennial errand list').action(async (options: Common) => {
    const { errands: all } = await errands('list');
    const zone = localZone();
    answer(options, all, () =>
      all.length === 0
        ? 'There is no errand.'
        : table(
            ['id', 'state', 'to', 'due'],
            all.map(({ id, state, to, due }) => [id, state, to, when(due, zone)]),
          ),
    );
  });
  leaf(
    command,
    'start <id>',
    'Something small is to be done: one of ours is reminded of it.',
    'perennial errand start ink --to li.wei --due 2027-03-01T09:00+08:00 --text "Order ink"',
  )
    .requiredOption('--to <handle>', 'who does it', text)
    .requiredOption('--due <time>', 'when it is due', instant)
    .requiredOption('--text <text>', 'what is to be done', text)
    .action(async (id: string, { to, due, text: what, ...options }: Common & { to: string; due: string; text: string }) => {
      const started = await errands('start', { id, to, due, text: what });
      answer(options, started, () => `${id} is with ${started.to}.`);
    });
  withStatement(leaf(command, 'done <id>', 'It is done.', 'perennial errand done ink --as li.wei')).action(
    async (id: string, options: Common & Statement) => {
      const done = await errands('done', { id, ...body(options) });
      answer(options, done, () => `${id} is ${done.state}.`);
    },
  );
  reviving(command, 'errands', 'id', 'ink');
}
