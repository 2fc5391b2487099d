// perennial playbook …: check and preview need no server; publish and list do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DomainError } from '../domain/decider/decider';
import type * as Loading from '../domain/playbook/load';
import type { Language, Playbook } from '../domain/playbook/playbook';
import { projectRoot } from '../project-root';
import { answer, type Common, described, leaf, say } from './command';
import { date, localZone, when } from './moments';

interface PreviewOptions extends Common {
  readonly playbook: string;
  readonly signed: string;
  readonly until?: string;
  readonly zone?: string;
  readonly calendar?: string;
  readonly level?: string;
  readonly segment?: string;
  readonly promised?: string;
  readonly contractEnds?: string;
  readonly ics?: true;
  readonly language: Language;
}

/** The playbook that is part of Perennial. */
const STANDARD = join(projectRoot(), 'playbooks', 'key-account.yaml');

export function playbook(command: Command): void {
  leaf(
    command,
    'check <file>',
    'Check a playbook: every problem with file, line, field and remedy.',
    'perennial playbook check playbooks/key-account.yaml',
  ).action(check);

  described(
    command.command('preview'),
    'What an account would see: every touchpoint with its due time. Needs no server.',
    'perennial playbook preview --signed 2026-01-08 --until 2026-04-30',
    'perennial playbook preview --signed 2026-01-08 --segment core-value --json',
  )
    .option('--playbook <file>', 'a playbook of your own', STANDARD)
    .requiredOption('--signed <date>', 'the day of signing', date)
    .option('--until <date>', 'last nominal date (default: three years on)', date)
    .option('--zone <zone>', "IANA zone of the account's dates (default: the playbook's)", zone)
    .option('--calendar <id>', "a calendar of the playbook (default: the zone's)")
    .option('--level <level>', 'service level, by its code in the playbook')
    .option('--segment <segment>', 'value by potential, by its code in the playbook')
    .option('--promised <date>', 'the delivery date that the contract promises', date)
    .option('--contract-ends <date>', 'last day of the contract', date)
    .addOption(new Option('--ics', 'a calendar file').conflicts('json'))
    .addOption(new Option('--language <language>', 'of titles and reasons').choices(['en', 'zh']).default('en'))
    .action(preview);

  leaf(
    command,
    'publish <file>',
    'Publish a playbook: accounts started from now on live by it.',
    'perennial playbook publish playbooks/key-account.yaml',
  ).action(async (file: string, options: Common) => {
    const { api } = await import('./api.js');
    withOneLine(file, await import('../domain/playbook/load.js'));
    const published = await api('playbooks')('publish', { source: readFileSync(file, 'utf8'), fileName: file });
    answer(options, published, () => `${file} is ${published.isNew ? '' : 'already '}published as ${published.hash}.`);
  });

  leaf(command, 'list', 'Published playbooks, the newest first.', 'perennial playbook list').action(async (options: Common) => {
    const [{ api }, { count, table }] = await Promise.all([import('./api.js'), import('./table.js')]);
    const { playbooks: published } = await api('playbooks')('list');
    const rows = published.map((one) => [one.hash, when(one.publishedAt, localZone())]);
    answer(
      options,
      published,
      () => `${table(['playbook', 'published'], rows)}\n\n${count(rows.length, 'playbook')}, times in ${localZone()}.`,
    );
  });
}

async function check(file: string, options: Common): Promise<void> {
  const { checkPlaybookFile, playbookCheckText } = await import('./playbook-check.js');
  const result = checkPlaybookFile(file);
  answer(options, result, () => playbookCheckText(result));
  if (result.ok) return;
  throw new DomainError('bad-playbook', { file, count: result.problems.length });
}

async function preview(options: PreviewOptions): Promise<void> {
  const [loading, { calendarFor, titlesIn }, { compileTerms }, simulation, { addPeriod, formatInstant }, { explainAll }] =
    await Promise.all([
      import('../domain/playbook/load.js'),
      import('../domain/playbook/playbook.js'),
      import('../domain/playbook/compile.js'),
      import('../domain/account/preview.js'),
      import('../domain/time/time.js'),
      import('../texts/because.js'),
    ]);
  const { signed, level, segment, promised, contractEnds, language } = options;
  const rules = withOneLine(options.playbook, loading);
  const zoned = options.zone ?? rules['default-zone'];
  const terms = compileTerms(rules, { calendarId: options.calendar ?? calendarFor(rules, zoned), fromYear: Number(signed.slice(0, 4)) });
  const particulars = {
    signedOn: signed,
    zone: zoned,
    ...(level && { level }),
    ...(segment && { segment }),
    ...(promised && { promisedOn: promised }),
    ...(contractEnds && { contractEndsOn: contractEnds }),
  };
  const occurrences = simulation.preview(terms, particulars, options.until ?? addPeriod(signed, 'P3Y'));
  const titles = titlesIn(rules, language);
  const agenda = occurrences.map(({ touchpoint, nominal, due, remindAt, stage, role, provisional, because }) => ({
    touchpoint,
    nominal,
    due: formatInstant(due),
    remindAt: remindAt.map(formatInstant),
    stage,
    owner: role,
    provisional,
    because: explainAll(because, language, titles),
  }));
  if (options.ics) {
    const { agendaIcs } = await import('./agenda-ics.js');
    process.stdout.write(agendaIcs(agenda, { playbook: rules, language, zone: zoned, signedOn: signed }));
  } else if (options.json) {
    answer(options, agenda, () => '');
  } else {
    const { agendaText } = await import('./agenda-text.js');
    answer(options, agenda, () => agendaText(agenda, { playbook: rules, language, zone: zoned, signedOn: signed }));
  }
}

/** Loads a playbook. Where it is only needed for something else, the error names its first fault only. */
function withOneLine(file: string, { loadPlaybook, PlaybookError }: typeof Loading): Playbook {
  try {
    return loadPlaybook(file);
  } catch (error) {
    if (!(error instanceof PlaybookError)) throw error;
    const { length } = error.problems;
    if (length > 1) say(`${file}: ${length} problems: perennial playbook check ${file}`);
    throw new PlaybookError(error.problems.slice(0, 1));
  }
}

function zone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone && text;
  } catch {
    throw new InvalidArgumentError('A zone is an IANA name such as Asia/Shanghai.');
  }
}
