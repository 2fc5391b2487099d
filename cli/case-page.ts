// Cases on a terminal: the list, the page, the clocks, the report.

import type { AttainmentRow, Case, Milestone, Recomputed } from '../api/cases';
import type { Language } from '../api/values';
import { durationWords } from '../texts/formats/durations';
import { distance, when } from './moments';
import { troubleLines } from './revive';
import { count, paint, table } from './table';

/** The widest title, in columns. */
const WIDEST_TITLE = 44;

/** Whether a clock still has to be met: it runs, or it was breached and is not met. */
const isAhead = ({ state, metAt }: Milestone): boolean => state === 'running' || (state === 'breached' && metAt === null);

/** The running clock that is due first. */
function nextClock({ milestones, state }: Case): (Milestone & { readonly due: string }) | undefined {
  if (state !== 'open' && state !== 'waiting') return undefined;
  return milestones
    .flatMap((clock) => (isAhead(clock) && clock.due !== null ? [{ ...clock, due: clock.due }] : []))
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due))[0];
}

/** A table of cases. `now` is the deployment's time, ISO 8601; times are shown in `zone`. */
export function caseTable(cases: readonly Case[], zone: string, now: string, language: Language): string {
  const rows = cases.map((one) => {
    const next = nextClock(one);
    return [
      paint('bold', one.id),
      next ? urgent(`${when(next.due, zone)} (${distance(next.due, now)})`, next.due, now) : unclocked(one),
      next?.title[language] ?? '',
      one.severity,
      clipped(one.title),
      one.account,
      one.owner ?? paint('red', 'nobody'),
      stateText(one.state),
    ];
  });
  const head = ['case', 'next due', 'clock', 'severity', 'what', 'account', 'owner', 'state'];
  return `${table(head, rows)}\n\n${count(cases.length, 'case')}, times in ${zone}.`;
}

/** Shown instead of a due time: no clock runs, or the clocks cannot be computed. */
const unclocked = ({ problem, state }: Case): string =>
  problem === undefined ? (state === 'waiting' ? 'paused' : '-') : paint('red', problem);

const stateText = (state: string): string => paint(state === 'open' ? 'cyan' : state === 'waiting' ? 'yellow' : 'green', state);

const urgent = (text: string, due: string, now: string): string => (Date.parse(due) <= Date.parse(now) ? paint('red', text) : text);

/** Columns of a character: two for a Chinese one. */
const wide = (character: string): number => ((character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2);

function clipped(title: string): string {
  let columns = 0;
  const fitting = Array.from(title).filter((character) => (columns += wide(character)) <= WIDEST_TITLE);
  return columns <= WIDEST_TITLE ? title : `${fitting.slice(0, -1).join('').trimEnd()}…`;
}

/** The page of a case with its clocks and their reasons. `now` is the deployment's time, ISO 8601. */
export function casePage(shown: Case, now: string, language: Language): string {
  const { zone } = shown;
  const facts: [string, string][] = [
    ['State', stateText(shown.state)],
    ['Account', [shown.account, shown.level, shown.segment, shown.stage].filter(Boolean).join(', ')],
    ['Severity', `${shown.severity}, ${shown.kind}`],
    ['Owner', shown.owner ?? paint('red', 'nobody')],
    ['Reported', `${when(shown.reportedAt, zone)}, ${distance(shown.reportedAt, now)}`],
    ...(shown.resolvedAt ? [['Resolved', resolved(shown, shown.resolvedAt)] as [string, string]] : []),
    ...(shown.ticket
      ? [['Ticket', `${shown.ticket.system} ${shown.ticket.id}${shown.ticket.url ? `, ${shown.ticket.url}` : ''}`] as [string, string]]
      : []),
  ];
  const more = shown.text !== null && shown.text.trim() !== shown.title ? ['', paint('bold', 'Report'), indented(shown.text.trim())] : [];
  const trouble = [
    ...(shown.problem === undefined ? [] : [paint('red', `  its clocks cannot be shown: ${shown.problem}`)]),
    ...troubleLines('case', shown.id, shown.trouble).map((line) => paint('red', `  ${line}`)),
    ...shown.trouble
      .filter(({ type }) => type !== 'workflow')
      .map(({ type, code, attempts, since }) =>
        paint('red', `  ${type}: ${code}, ${count(attempts, 'attempt')} since ${when(since, zone)}`),
      ),
  ];
  return [
    `${paint('bold', shown.title)}  ${shown.id}`,
    '',
    table(
      [],
      facts.map(([name, value]) => [paint('dim', name), value]),
    ),
    ...more,
    '',
    clockTable(shown, now, language),
    ...reasons(shown, language),
    ...(trouble.length > 0 ? ['', paint('bold', 'Trouble'), ...trouble] : []),
    '',
    paint('dim', `Times in ${zone}.`),
  ].join('\n');
}

const resolved = ({ zone, state, closesAt }: Case, at: string): string =>
  `${when(at, zone)}${closesAt && state === 'resolved' ? `; can be reopened until ${when(closesAt, zone)}` : ''}`;

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');

/** A table of a case's clocks: state, due time, used time, and the strictest rule. */
export function clockTable({ milestones, zone }: Case, now: string, language: Language): string {
  if (milestones.length === 0) return 'No clock runs: nothing is promised for such a case.';
  const rows = milestones.map((clock) => [
    clock.title[language],
    clockState(clock),
    dueText(clock, zone, now),
    usedText(clock),
    clock.rule,
  ]);
  return table(['clock', 'state', 'due', 'used', 'strictest'], rows);
}

const clockState = ({ state }: Milestone): string =>
  paint(state === 'breached' ? 'red' : state === 'met' ? 'green' : state === 'running' ? 'cyan' : 'dim', state);

function dueText(clock: Milestone, zone: string, now: string): string {
  const { state, due, metAt } = clock;
  if (state === 'cancelled') return '-';
  const until = due === null ? (metAt === null ? 'when the customer has answered' : '') : when(due, zone);
  if (metAt !== null) return `${until}${until ? ', ' : ''}reached ${when(metAt, zone)}`;
  return due === null || !isAhead(clock) ? until : urgent(`${until} (${distance(due, now)})`, due, now);
}

const usedText = ({ usedSeconds, target }: Milestone): string => {
  const of = durationWords(target).en;
  return usedSeconds === null ? `of ${of}` : `${durationWords(`PT${Math.floor(usedSeconds / 60)}M`).en.replace(/^0 s$/, '0 min')} of ${of}`;
};

function reasons({ milestones }: Case, language: Language): string[] {
  const ahead = milestones.filter((clock) => (isAhead(clock) || clock.state === 'paused') && clock.because.length > 0);
  if (ahead.length === 0) return [];
  return [
    '',
    paint('bold', 'Why'),
    ...ahead.flatMap(({ title, because }) => [`  ${title[language]}`, ...because.map((reason) => `  - ${reason}`)]),
  ];
}

/** A table of the attainment report. `by`: its keys, in the order of the columns. */
export function reportTable(report: readonly AttainmentRow[], by: readonly (keyof AttainmentRow)[]): string {
  const total = report.reduce((sum, { met, breached }) => ({ met: sum.met + met, breached: sum.breached + breached }), {
    met: 0,
    breached: 0,
  });
  if (total.met + total.breached === 0) return 'No clock was met or breached in this time.';
  const line = (first: readonly string[], { met, breached }: { met: number; breached: number }) => [
    ...first,
    String(met),
    breached > 0 ? paint('red', String(breached)) : '0',
    `${((100 * met) / (met + breached)).toFixed(1)} %`,
  ];
  const rows = report.map((row) =>
    line(
      by.map((key) => String(row[key] ?? '')),
      row,
    ),
  );
  const sum =
    report.length > 1
      ? [
          line(
            by.map((_, index) => (index === 0 ? 'all' : '')),
            total,
          ),
        ]
      : [];
  return table([...by, 'met', 'breached', 'kept'], [...rows, ...sum], [by.length, by.length + 1, by.length + 2]);
}

/** A table of the clocks that a recomputation moved, with times in `zone`. */
export function movedTable({ cases, moved }: Recomputed, zone: string, dryRun: boolean): string {
  const looked = count(cases, 'open case');
  if (moved.length === 0) return `${looked} looked at: no clock ${dryRun ? 'would move' : 'moved'}.`;
  const time = (instant: string | null): string => (instant === null ? 'paused' : when(instant, zone));
  const rows = moved.map((one) => [one.case, one.milestone, time(one.from), time(one.to)]);
  const sentence = `${count(moved.length, 'clock')} of ${looked} ${dryRun ? 'would move' : 'moved'}, times in ${zone}.`;
  return `${table(['case', 'clock', 'from', 'to'], rows)}\n\n${sentence}`;
}
