// perennial doctor, effects … and journal …: for operators.
import type { Command } from 'commander';
import type { Check } from '../api/operations';
import { api } from './api';
import { answer, type Common, described, leaf, type Statement, someOf, text, wholeNumber } from './command';
import { localZone, when } from './moments';
import { count, paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

const outside = api('effects');
const operations = api('operations');

export function doctor(command: Command): void {
  described(command, 'Check every part: one line each, with the remedy. Exits 1 where something is wrong.', 'perennial doctor').action(
    async (options: Common) => {
      const { checks } = await operations('doctor');
      const line = ({ name, ok, detail, remedy }: Check) => [
        ok ? paint('green', 'ok') : paint('red', 'WRONG'),
        name,
        `${detail}${ok || !remedy ? '' : ` - ${remedy}`}`,
      ];
      answer(options, { checks }, () => table([], checks.map(line)));
      if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
    },
  );
}

export function effects(command: Command): void {
  const states = outside.codes('list', 'state');
  withWindow(leaf(command, 'list', 'What is to be done outside, or was: mails, tickets.', 'perennial effects list --state waiting'))
    .option('--state <states>', `only these, with commas: ${states.join(', ')} (default: what is not over)`, someOf(states))
    .action(async ({ state, limit, offset, ...options }: Common & Window & { state?: string }) => {
      const { effects: all, total } = await outside('list', { state, limit, offset });
      const zone = localZone();
      const rows = all.map((one) => [one.key, one.type, one.state, String(one.attempts), one.code ?? '', when(one.updatedAt, zone)]);
      const whole = () =>
        all.length === 0
          ? `No ${state ? `${state} ` : ''}effects.`
          : `${table(['key', 'what', 'state', 'tries', 'code', 'last'], rows, [3])}\n\n${count(all.length, 'effect')}, times in ${zone}.`;
      answer(options, all, () => cutOff({ offset }, all.length, total, whole));
    });

  leaf(command, 'retry <key>', 'Try again now.', 'perennial effects retry account/acme/57/0').action(
    async (key: string, options: Common) => {
      const after = await outside('retry', { key });
      answer(options, after ?? { key }, () => `${key} is tried again.`);
    },
  );

  leaf(command, 'give-up <key>', 'Stop trying, on record.', 'perennial effects give-up account/acme/57/0 --reason "told by telephone"')
    .option('--as <handle>', 'who says so')
    .requiredOption('--reason <text>', 'stays on record', text)
    .action(async (key: string, options: Common & Statement) => {
      const after = await outside('giveUp', { key, by: options.as, reason: options.reason });
      answer(options, after ?? { key }, () => `${key} is given up.`);
    });
}

export function journal(command: Command): void {
  leaf(command, 'rebuild', 'Fold every read model anew from the journal.', 'perennial journal rebuild').action(async (options: Common) => {
    const done = await operations('rebuild');
    answer(options, done, () => `The read models are folded anew from ${count(done.events, 'event')}.`);
  });

  leaf(
    command,
    'verify',
    'Fold the journal and hold the read models against it. Exits 1 where they differ.',
    'perennial journal verify',
    'perennial journal verify --live --sample 20',
  )
    .option('--live', 'ask the workflows of what is not closed, too')
    .option('--sample <number>', 'ask only so many of them (with --live)', wholeNumber)
    .action(async (options: Common & { live?: true; sample?: number }, leafCommand: Command) => {
      if (options.sample !== undefined && !options.live) leafCommand.error('error: --sample goes with --live');
      const { checked, live, differences } = await operations('verify', { live: options.live, sample: options.sample });
      answer(options, { checked, live, differences }, () => {
        const asked = live === 0 ? '' : ` and ${count(live, 'live state')}`;
        return [
          ...differences.map(({ entity, what }) => `${entity}: ${what}`),
          differences.length === 0
            ? `The journal of ${count(checked, 'entity', 'entities')}${asked} checked: the read models equal it.`
            : `${count(differences.length, 'difference')} in ${checked}; \`perennial journal rebuild\` folds the read models anew.`,
        ].join('\n');
      });
      if (differences.length > 0) process.exitCode = 1;
    });
}
