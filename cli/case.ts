// perennial case …
import { type Command, Option } from 'commander';
import type { AttainmentRow, Case } from '../api/cases';
import type { Language } from '../api/values';
import { api, deploymentNow, deploymentZone, type FieldsOf, zoneOfAccount } from './api';
import { casePage, caseTable, clockTable, movedTable, reportTable } from './case-page';
import { answer, body, type Common, leaf, type Statement, someOf, text, withStatement } from './command';
import { historyTable } from './history-table';
import { date, localZone, moment, resolve, spoken, when } from './moments';
import { reviving } from './revive';
import { cutOff, type Window, withWindow } from './window';

type Noted = Common & Statement & { readonly note?: string };

const cases = api('cases');
type ReportKey = Exclude<keyof AttainmentRow, 'met' | 'breached' | 'attainment'>;

const language = () => new Option('--language <language>', 'of titles and reasons').choices(['en', 'zh']).default('en');
/** The language to request; none for English, which is the API's default. */
const asked = (given: Language): Language | undefined => (given === 'en' ? undefined : given);

export function serviceCase(command: Command): void {
  opening(command);
  reading(command);
  acting(command);
  reporting(command);
  reviving(command, 'cases', 'id', 'C-1');
}

function opening(command: Command): void {
  withStatement(
    leaf(
      command,
      'open <account>',
      'A customer reports something: starts its clocks, and says until when they run and why.',
      'perennial case open acme --severity high --text "Press 3 stands still"',
      'perennial case open lotus --severity low --kind complaint --text "Nobody calls back" --at 2026-11-16T09:10 --as chen.jie',
    ),
  )
    .requiredOption('--severity <severity>', 'how bad it is, a code of the playbook such as critical, high, medium, low')
    .option('--kind <kind>', 'a code of the playbook such as problem, feedback, complaint (default: problem)')
    .requiredOption('--text <text>', 'what was reported, in the words of the customer', text)
    .action(async (account: string, { severity, kind, text: reported, ...options }: Common & Statement & FieldsOf<'cases', 'open'>) => {
      const opened = await cases('open', { account, severity, kind, text: reported, ...body(options) });
      if (options.json) return answer(options, opened, () => '');
      const now = await deploymentNow();
      answer(options, opened, () =>
        [
          `${opened.id} is open with ${opened.owner ?? 'nobody'}. What was promised to ${account}:`,
          '',
          clockTable(opened, now, 'en'),
          '',
          `Times in ${opened.zone}. Why: perennial why ${opened.id}`,
        ].join('\n'),
      );
    });
}

interface Filter extends Window {
  readonly account?: string;
  readonly state?: string;
  readonly level?: string;
  readonly severity?: string;
  readonly owner?: string;
  readonly breaching?: string;
  readonly language: Language;
}

function reading(command: Command): void {
  const states = cases.codes('list', 'state');
  withWindow(
    leaf(
      command,
      'list',
      'Open and waiting cases, the most urgent first.',
      'perennial case list --breaching 2h',
      'perennial case list --account acme --state all --json',
    ),
  )
    .option('--breaching <when>', 'with a clock that is used up before a time, or within a span such as 2h; what is overdue too', moment)
    .option('--account <id>', 'of one account')
    .option('--owner <handle>', 'whose')
    .option('--state <states>', `only these, with commas: ${states.join(', ')}`, someOf(states))
    .option('--level <level>', 'service level')
    .option('--severity <severity>', 'how bad it is')
    .addOption(language())
    .action(listed);

  leaf(command, 'show <id>', 'One case on a page: its clocks, until when they run, and why.', 'perennial case show C-1')
    .addOption(language())
    .action(async (id: string, options: Common & { language: Language }) => {
      const shown = await cases('show', { id, language: asked(options.language) });
      if (options.json) return answer(options, shown, () => '');
      const now = await deploymentNow();
      answer(options, shown, () => casePage(shown, now, options.language));
    });

  leaf(command, 'history <id>', 'Everything that happened to a case, the oldest first.', 'perennial case history C-1').action(
    async (id: string, options: Common) => {
      const [{ history }, { zone }] = await Promise.all([cases('history', { id }), cases('show', { id })]);
      answer(options, history, () => historyTable(history, zone));
    },
  );
}

async function listed({ json, language: of, breaching, limit, offset, ...filter }: Common & Filter): Promise<void> {
  const isTimed = !json || breaching !== undefined;
  const [zone, now] = isTimed
    ? await Promise.all([readersZone(filter, breaching === undefined ? localZone : deploymentZone), deploymentNow()])
    : [localZone(), ''];
  const before = breaching === undefined ? undefined : await resolve(breaching, now, zone, '00:00');
  const { cases: found, total } = await cases('list', { ...filter, limit, offset, breaching: before, language: asked(of) });
  const narrowed = [...Object.entries(filter), ['breaching', breaching] as const].flatMap(([name, value]) =>
    value === undefined || name === 'state' ? [] : [name === 'breaching' ? `due within or before ${value}` : `${name} ${value}`],
  );
  const which =
    filter.state === undefined ? 'open cases' : filter.state === 'all' ? 'cases' : `${filter.state.split(',').join(' or ')} cases`;
  answer(json ? { json } : {}, found, () =>
    cutOff({ offset }, found.length, total, () =>
      found.length === 0 ? `No ${which}${narrowed.length > 0 ? ` with ${narrowed.join(', ')}` : ''}.` : caseTable(found, zone, now, of),
    ),
  );
}

/** The zone to show times in: the owner's, or the account's; without either, `elsewhere`. */
async function readersZone(
  { owner, account }: { owner?: string; account?: string },
  elsewhere: () => string | Promise<string>,
): Promise<string> {
  if (account) return zoneOfAccount(account);
  return owner ? (await api('people')('show', { handle: owner })).zone : elsewhere();
}

type Simple = 'answer' | 'wait' | 'resume' | 'arrive' | 'resolve' | 'reopen';

function acting(command: Command): void {
  const action = (usage: string, summary: string, example: string) =>
    withStatement(leaf(command, `${usage} <id>`, summary, `perennial case ${example}`)).option('--note <text>', 'for the record');
  const simple = (name: Simple, summary: string, example: string, words: (after: Case) => string) =>
    action(name, summary, example).action((id: string, { note, ...options }: Noted) =>
      tell(id, options, cases(name, { id, note, ...body(options) }), words),
    );

  action('take', 'Somebody works on it; that answers the customer.', 'take C-1 --as chen.jie')
    .option('--to <handle>', 'who works on it (default: who says so)')
    .action((id: string, { to, note, ...options }: Noted & { to?: string }) =>
      tell(id, options, cases('take', { id, to, note, ...body(options) }), ({ owner }) => `is with ${owner}`),
    );

  simple('answer', 'The customer has an answer.', 'answer C-1 --note "called Ms He" --as chen.jie', () => 'is answered');

  action(
    'diagnose',
    'The preliminary diagnosis is made. With a visit, the clock until an engineer is there starts.',
    'diagnose C-1 --visit-needed --note "the drive is broken"',
  )
    .option('--visit-needed', 'an engineer must come')
    .option('--no-visit', 'nobody need come')
    .action((id: string, { visitNeeded, visit, note, ...options }: Noted & { visitNeeded?: true; visit: boolean }) => {
      if ((visitNeeded === true) === !visit) command.error('error: one of --visit-needed and --no-visit is needed');
      return tell(id, options, cases('diagnose', { id, visit, note, ...body(options) }), (after) =>
        visit ? `is diagnosed; ${dueOf(after, 'on-site', 'an engineer is to be there')}` : 'is diagnosed; nobody need come',
      );
    });

  simple(
    'wait',
    'The customer is awaited: the clocks pause.',
    'wait C-1 --note "asked for the log files"',
    () => 'waits for the customer: its clocks are paused',
  );
  simple(
    'resume',
    'The customer has answered: the clocks go on where they stood.',
    'resume C-1',
    (after) => `goes on; ${dueOf(after, 'resolution', 'the resolution is due')}`,
  );
  simple('arrive', 'An engineer is on site.', 'arrive C-1 --as chen.jie', () => 'has an engineer on site');
  simple('resolve', 'It is solved.', 'resolve C-1 --note "drive replaced" --as chen.jie', ({ closesAt, zone }) =>
    closesAt ? `is resolved; it can be reopened until ${when(closesAt, zone)} (${zone})` : 'is resolved',
  );
  simple(
    'reopen',
    'It is not solved after all.',
    'reopen C-1 --note "stands still again"',
    (after) => `is open again; ${dueOf(after, 'resolution', 'the resolution is due')}`,
  );
}

/** `the resolution is due Fri 2026-11-20 18:00 (Asia/Shanghai)`; empty where the clock has no due time. */
function dueOf({ milestones, zone }: Case, name: string, words: string): string {
  const due = milestones.find((clock) => clock.name === name)?.due;
  return due ? `${words} ${when(due, zone)} (${zone})` : `${words} at no set time`;
}

/** Prints what was done to a case. */
async function tell(id: string, options: Common & Statement, done: Promise<Case>, words: (after: Case) => string): Promise<void> {
  const after = await done;
  answer(options, after, () => `${id} ${words(after)}${spoken(options.at, after.zone)}.`);
}

function reporting(command: Command): void {
  const all = cases.codes('report', 'by');
  leaf(
    command,
    'report',
    'How many clocks were kept: met / (met + breached); cancelled and running ones are left out.',
    'perennial case report --by level,month',
    'perennial case report --from 2026-11-01 --to 2026-11-30 --by account,milestone --json',
  )
    .option('--by <keys>', `a row for each of these, with commas: ${all.join(', ')} (default: all in one)`, someOf(all))
    .option('--from <date>', "first day on which a clock was due, in the account's zone", date)
    .option('--to <date>', 'last day', date)
    .action(async ({ by, from, to, ...options }: Common & { by?: string; from?: string; to?: string }) => {
      const keys = (by === 'all' ? all : Array.from(new Set(by?.split(',') ?? []))) as readonly ReportKey[];
      const { report } = await cases('report', { from, to, by: keys.join(',') || undefined });
      answer(options, report, () => reportTable(report, keys));
    });

  leaf(
    command,
    'recompute',
    'Date open cases anew by the playbook published last, and list what moved.',
    'perennial case recompute --dry-run',
  )
    .option('--account <id>', 'of one account')
    .option('--dry-run', 'only say what would move')
    .option('--as <handle>', 'who says so')
    .option('--reason <text>', 'kept on record')
    .action(async ({ account, dryRun, ...options }: Common & Statement & { account?: string; dryRun?: true }) => {
      const done = await cases('recompute', { account, dryRun, by: options.as, reason: options.reason });
      if (options.json) return answer(options, done, () => '');
      const zone = await readersZone(account === undefined ? {} : { account }, localZone);
      answer(options, done, () => movedTable(done, zone, dryRun === true));
    });
}
