// perennial why …: the reasons for due times, in sentences.
import { type Command, Option } from 'commander';
import { get, part } from './api';
import { answer, type Common, described } from './command';
import { when } from './moments';
import type { Account, Language, Why } from './shapes';
import { paint } from './table';

export function why(command: Command): void {
  described(
    command,
    'The reasons for every due time of an account or a task.',
    'perennial why acme:insight-monthly:2026-12-08',
    'perennial why acme --language zh',
  )
    .argument('<id>', 'of an account or a task')
    .addOption(new Option('--language <language>', 'of the sentences').choices(['en', 'zh']).default('en'))
    .action(async (id: string, { language, ...options }: Common & { language: Language }) => {
      const reasons = await get<Why>(`/why/${part(id)}`, { language });
      if (options.json) return answer(options, reasons, () => '');
      const { zone } = await get<Account>(`/accounts/${part(id.split(':', 1)[0] ?? id)}`);
      answer(options, reasons, () => sentences(reasons, zone, language));
    });
}

function sentences({ id, dates }: Why, zone: string, language: Language): string {
  if (dates.length === 0) return `Nothing of ${id} is open or planned. What lies ahead: perennial account agenda ${id}`;
  const blocks = dates.map(({ task, title, due, state, provisional, because }) =>
    [
      `${paint('bold', title[language])} is due ${when(due, zone)}${provisional ? ', provisionally' : ''} (${state}, ${paint('dim', task)}), because:`,
      ...because.map((reason) => `  - ${reason}`),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n\nTimes in ${zone}.`;
}
