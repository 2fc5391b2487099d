// perennial absence …
import type { Command } from 'commander';
import { api } from './api';
import { answer, type Common, leaf } from './command';
import { when } from './moments';
import { count, paint, table } from './table';

const absences = api('absences');
const people = api('people');

export function absence(command: Command): void {
  leaf(command, 'list', 'Who is away or will be, and who stands in.', 'perennial absence list')
    .option('--all', 'those that are over, too')
    .action(async (options: Common & { all?: true }) => {
      const { absences: found } = await absences('list', { all: options.all });
      const zones = new Map((await people('list')).people.map(({ handle, zone }) => [handle, zone]));
      const rows = found.map((one) => {
        const zone = zones.get(one.person) ?? 'UTC';
        return [one.id, one.person, when(one.from, zone), when(one.until, zone), one.substitute, paintState(one.state), zone];
      });
      answer(options, found, () =>
        found.length === 0
          ? 'Nobody is away. Say so with `perennial absence add HANDLE --from DATE --until DATE --substitute HANDLE`.'
          : `${table(['id', 'away', 'from', 'back', 'stands in', 'state', 'times in'], rows)}\n\n${count(found.length, 'absence')}.`,
      );
    });

  leaf(
    command,
    'add <handle>',
    'Somebody is away: what falls due meanwhile goes to the substitute, and comes back.',
    'perennial absence add li.wei --from 2027-12-01 --until 2027-12-05 --substitute wang.fang',
  )
    .requiredOption('--from <date>', 'the first day away, or a time')
    .requiredOption('--until <date>', 'the last day away, or the time of coming back')
    .requiredOption('--substitute <handle>', 'who stands in')
    .action(async (person: string, options: Common & { from: string; until: string; substitute: string }) => {
      const { from, until, substitute } = options;
      const added = await absences('add', { person, from, until, substitute });
      const { zone } = await people('show', { handle: added.person });
      answer(
        options,
        added,
        () =>
          `${added.person} is away from ${when(added.from, zone)} and back on ${when(added.until, zone)} (${zone}); ${added.substitute} stands in (${added.id}).`,
      );
    });

  leaf(
    command,
    'end <id>',
    'Somebody is back sooner, or does not go: by the id of the absence or the handle.',
    'perennial absence end li.wei',
  ).action(async (id: string, options: Common) => {
    const ended = await absences('end', { id });
    answer(options, ended, () => `${ended.person} is there again.`);
  });
}

const paintState = (state: string): string => (state === 'now' ? paint('bold', state) : state);
