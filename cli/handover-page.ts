// Handovers on a terminal: the list, the page, and the dry run of a change.

import type { ForeseenChange, Handover } from '../api/handovers';
import type { Language } from '../api/values';
import { numberedAs } from '../domain/ids';
import { handoverWordsIn } from '../texts/pages/handovers';
import { distance, when } from './moments';
import { count, paint, table } from './table';

const statusText = (status: string, language: Language): string =>
  paint(status === 'refused' ? 'yellow' : status === 'done' ? 'green' : 'cyan', handoverWordsIn(language).statuses[status] ?? status);

/** The roles, such as `account-manager and backup`, or that it is a contact of the customer's. */
const what = ({ kind, roles }: Pick<Handover, 'kind' | 'roles'>): string =>
  kind === 'ours' ? roles.join(' and ') : handoverWordsIn('en').theirContact;

const isUnderWay = ({ status }: Handover): boolean => status === 'running' || status === 'refused';

/** `Fri 2026-01-16 09:00 (in 23 hours)`; red and marked where it is late. `now` is the deployment's time, ISO 8601. */
function dueText({ due, late, ...handover }: Handover, zone: string, now: string, language: Language = 'en'): string {
  const words = handoverWordsIn(language);
  const text = when(due, zone);
  if (!isUnderWay({ due, late, ...handover })) return late ? `${text}, ${words.wasLate}` : text;
  // The distance exists in English only.
  const away = language === 'en' ? ` (${distance(due, now)})` : '';
  return late ? paint('red', `${text}, ${words.late}${away}`) : `${text}${away}`;
}

/** A table of handovers. `now` is the deployment's time, ISO 8601; times are shown in `zone`. */
export function handoverTable(handovers: readonly Handover[], zone: string, now: string): string {
  const rows = handovers.map((one) => [
    paint('bold', one.id),
    dueText(one, zone, now),
    one.account,
    what(one),
    `${nameOf(one.from, one.fromName)} → ${nameOf(one.to, one.toName)}`,
    one.status === 'running' ? openSteps(one) : (handoverWordsIn('en').statuses[one.status] ?? one.status),
  ]);
  const late = handovers.filter((one) => one.late && isUnderWay(one)).length;
  const counted = `${count(handovers.length, 'handover')}${late > 0 ? `, ${late} late` : ''}`;
  return `${table(['handover', 'complete by', 'account', 'what', 'from → to', 'waits for'], rows)}\n\n${counted}, times in ${zone}.`;
}

const openSteps = ({ steps }: Handover): string =>
  steps
    .filter(({ state }) => state !== 'done')
    .map(({ name, state }) => (state === 'failed' ? paint('red', `${name} (failed)`) : name))
    .join(', ');

/** The handle of one of ours, or the name of a contact, whose id means nothing to people. */
const nameOf = (called: string, name: string): string => (numberedAs(called) === 'contact' ? name : called);

/** The page of a handover with its steps. `visitDue` is ISO 8601; `undefined` where no visit is planned. */
export function handoverPage(shown: Handover, zone: string, now: string, visitDue: string | undefined, language: Language): string {
  const words = handoverWordsIn(language);
  const { steps, standIn, visit, warned, endedAt, note, reason } = shown;
  const facts: [string, string][] = [
    [words.status, statusText(shown.status, language)],
    [words.account, shown.account],
    [
      words.passes,
      `${shown.kind === 'theirs' ? words.theirContact : what(shown)}: ${whole(shown.from, shown.fromName)} → ${whole(shown.to, shown.toName)}`,
    ],
    ...(standIn && isUnderWay(shown) ? [[words.standIn, standIn] as [string, string]] : []),
    [words.reason, [reason.code === 'noted' ? undefined : reason.title[language], note].filter(Boolean).join(': ')],
    [words.opened, when(shown.openedAt, zone)],
    [words.due, dueText(shown, zone, now, language)],
    ...(endedAt ? [[words.ended, when(endedAt, zone)] as [string, string]] : []),
    ...(visit ? [[words.visit, visitDue ? `${when(visitDue, zone)}, ${visit}` : visit] as [string, string]] : []),
    ...(warned.length > 0 ? [[words.warned, warned.map((percent) => `${percent} %`).join(', ')] as [string, string]] : []),
  ];
  return [
    `${paint('bold', `${shown.id}`)}  ${shown.fromName} → ${shown.toName}`,
    '',
    table(
      [],
      facts.map(([name, value]) => [paint('dim', name), value]),
    ),
    '',
    paint('bold', words.steps),
    table(
      [],
      steps.map(({ name, state, at, code }) => [
        '',
        stepText(state, language),
        words.stepNames[name] ?? name,
        name,
        at ? when(at, zone) : (code ?? ''),
      ]),
    ),
    '',
    paint('dim', words.zone(zone)),
  ].join('\n');
}

const whole = (called: string, name: string): string => `${name} (${called})`;

const stepText = (state: string, language: Language): string =>
  paint(state === 'done' ? 'green' : state === 'failed' ? 'red' : 'yellow', handoverWordsIn(language).states[state] ?? state);

/** The result of a change. */
export function changedPage(handover: Handover, zone: string): string {
  const { id, account, to, toName, standIn, status } = handover;
  if (status === 'withdrawn') return `${id} is taken back: ${nameOf(to, toName)} does not take over at ${account}.`;
  const lines = [
    `${id}: ${what(handover)} of ${account} passes from ${nameOf(handover.from, handover.fromName)} to ${nameOf(to, toName)}.`,
    `To be complete by ${when(handover.due, zone)} (${zone}); open: ${openSteps(handover) || 'nothing'}.`,
  ];
  if (standIn) lines.push(`${standIn} stands in until ${to} has accepted: perennial handover accept ${id} --as ${to}`);
  return lines.join('\n');
}

/** A code in words: `account manager`. */
const spoken = (code: string): string => code.replaceAll('-', ' ');

/** The hint that whoever answers for an account would be their own backup, with the command that names another one. */
export const ownBackupLine = ({
  account,
  person,
  roles,
  proposal,
}: {
  readonly account: string;
  readonly person: string;
  readonly roles: readonly string[];
  readonly proposal: string | null;
}): string =>
  `${account}: ${person} would be ${roles.map(spoken).join(' and their own ')}; the customer is told of no ${spoken(roles[1] ?? '')}. Name another one: perennial contact change ${account} --ours --role ${roles[1] ?? ''} --to ${proposal ?? 'HANDLE'} --reason reorganised`;

/** The dry run of a change: everything that would move. */
export function foreseenPage(foreseen: ForeseenChange, zone: string): string {
  const { becomes, handover, fromName, toName, standIn, tasks, cases, visit, ownBackup, notified } = foreseen;
  const passes = `${what(foreseen)} of ${foreseen.account}: ${fromName} → ${toName}`;
  const head =
    becomes === 'opened'
      ? `A new handover: ${passes}.`
      : becomes === 'reassigned'
        ? `${handover} goes to another successor: ${passes}.`
        : `${handover} is taken back: ${passes}.`;
  const lines = (title: string, all: readonly string[]): string[] => [
    `${title}: ${all.length === 0 ? 'none' : all.length}`,
    ...all.map((one) => `  ${one}`),
  ];
  return [
    head,
    ...(standIn ? [`Stands in until the successor has accepted: ${standIn}`] : []),
    ...lines(
      'Tasks that move',
      tasks.map(({ id, title, due }) => `${when(due, zone)}  ${title.en}  ${id}`),
    ),
    ...lines(
      'Cases that move',
      cases.map(({ id, title }) => `${id}  ${title}`),
    ),
    ...(visit ? [`Visit: ${when(visit.due, zone)}${visit.who ? `, by ${visit.who}` : ''} (${visit.task})`] : []),
    ...(ownBackup ? [paint('yellow', ownBackupLine({ ...ownBackup, account: foreseen.account }))] : []),
    `The customer's people who are told: ${notified.map(({ name }) => name).join(', ') || 'nobody'}`,
    '',
    `Nothing is changed yet (dry run). Times in ${zone}.`,
  ].join('\n');
}
