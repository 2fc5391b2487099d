// perennial why …: the reasons of due times, in sentences.
import { type Command, Option } from 'commander';
import type { Why } from '../api/tasks';
import type { Language } from '../api/values';
import { api, zoneOfAccount } from './api';
import { answer, type Common, described } from './command';
import { when } from './moments';
import { paint } from './table';

export function why(command: Command): void {
  described(
    command,
    'The reasons for every due time of an account, a task, a case or a handover.',
    'perennial why acme:kickoff-meeting',
    'perennial why acme --language zh',
    'perennial why C-1',
    'perennial why H-1',
  )
    .argument('<id>', 'of an account, a task, a case or a handover')
    .addOption(new Option('--language <language>', 'of the sentences').choices(['en', 'zh']).default('en'))
    .action(async (id: string, { language, ...options }: Common & { language: Language }) => {
      const reasons = await api('why')('show', { id, language });
      if (options.json) return answer(options, reasons, () => '');
      const zone = await zoneOfAccount(reasons.account);
      answer(options, reasons, () => sentences(reasons, zone, language));
    });
}

function sentences({ id, dates }: Why, zone: string, language: Language): string {
  if (dates.length === 0) return `Nothing of ${id} is open or planned. What lies ahead: perennial account agenda ${id}`;
  const blocks = dates.map(({ task, title, due, state, provisional, because }) =>
    [
      `${paint('bold', title[language])} ${dueText(due, zone)}${provisional ? ', provisionally' : ''} (${state}, ${paint('dim', task)}), because:`,
      ...because.map((reason) => `  - ${reason}`),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n\nTimes in ${zone}.`;
}

const dueText = (due: string | null, zone: string): string => (due === null ? 'has no due time now' : `is due ${when(due, zone)}`);
