// The morning digest: overdue and due work, cases, work ahead, changes, and the team.
import type { Playbook } from '../../../domain/playbook/playbook';
import type { digests } from '../../../store';
import { written } from '../../../texts/formats/moments';
import { digestWordsIn } from '../../../texts/mail/digests';
import { generalWordsIn } from '../../../texts/mail/general';
import { type Composed, card, composed } from '../compose/composed';
import type { MailLinks } from '../compose/links';
import { small } from '../compose/parts';
import type { Reader } from '../compose/reader';
import { type Section, sectionCards } from '../compose/sections';
import { digestLines } from './digest-lines';

const MOST = { own: 15, others: 8, members: 12 } as const;

/** Composes a digest; titles of tasks, stages and clocks are the playbook's. An `isEmpty` digest is not worth sending. */
export const composeDigest = (
  reader: Reader & { readonly handle: string },
  digest: digests.Digest,
  playbook: Playbook,
  mailLinks: MailLinks,
): Composed => {
  const { language, zone, handle } = reader;
  const { now, team } = digest;
  const words = digestWordsIn(language);
  const say = digestLines(reader, digest, playbook, mailLinks);
  const section = (title: string, lines: Section['lines'], most: number): Section => ({ title, lines, most, rest: words.more });

  // The most urgent first.
  const sections = [
    section(words.overdue, digest.overdue.map(say.taskLine), MOST.own),
    section(words.escalated, digest.escalated.map(say.escalatedLine), MOST.others),
    section(words.cases, digest.cases.map(say.caseLine), MOST.others),
    section(words.today, digest.today.map(say.taskLine), MOST.own),
    section(words.handovers, digest.handovers.map(say.handoverLine), MOST.others),
    section(words.teamTitle, (team?.members ?? []).map(say.memberLine), MOST.members),
    section(words.teamOverdue, (team?.overdue ?? []).map(say.teamLine), MOST.others),
    section(
      words.coming,
      digest.coming.map((task) => ({ ...say.taskLine(task), isQuiet: true })),
      MOST.others,
    ),
    section(words.changes, digest.changes.map(say.changeLine), MOST.others),
  ].filter(({ lines }) => lines.length > 0);

  const { subject, title } = summaryOf(digest, reader);
  const today = written(language, now, zone, 'longDay');
  const introduction = digest.standingInFor.map(({ name, until }) => words.standingIn(name, written(language, until, zone, 'day')));
  return composed(language, {
    subject,
    preview: sections[0]?.lines.map(({ title: what, facts: [where = ''] }) => `${what} · ${where}`).join(words.list) ?? '',
    kicker: today,
    title,
    opening: [today, title].join('\n'),
    cards: [
      ...(introduction.length > 0 ? [card(...introduction.map((line) => ({ ...small(line), isApart: true })))] : []),
      ...sectionCards(reader, sections),
    ],
    overview: { label: words.all, line: `npx perennial task list --owner ${handle}` },
    footer: [words.because, generalWordsIn(language).zone(zone)],
  });
};

/** The summary: it is the mail's subject and, below the date, its title. */
function summaryOf(
  { overdue, escalated, today, coming, cases, handovers, changes, team }: digests.Digest,
  { language }: Reader,
): { subject: string; title: string } {
  const words = digestWordsIn(language);
  const counted = (due: number, late: number, escalating: number, pressing: number): string[] => [
    ...(due > 0 ? [words.dueCount(due)] : []),
    ...(late > 0 ? [words.overdueCount(late)] : []),
    ...(escalating > 0 ? [words.escalatedCount(escalating)] : []),
    ...(pressing > 0 ? [words.caseCount(pressing)] : []),
  ];
  const own = [
    ...counted(today.length, overdue.length, escalated.length, cases.length),
    ...(handovers.length > 0 ? [words.handoverCount(handovers.length)] : []),
  ];
  const members = team?.members ?? [];
  const sum = (of: 'today' | 'cases'): number => members.reduce((total, member) => total + member[of], 0);
  // The team's count leaves out cases that the reader's own part has.
  const known = cases.filter(({ owner }) => members.some(({ person }) => person === owner)).length;
  const theirs = counted(sum('today'), team?.overdue.length ?? 0, 0, sum('cases') - known).join(words.list);
  if (own.length === 0 && theirs !== '') return { subject: words.teamSubject(theirs), title: words.teamSubject(theirs) };
  const quiet = [words.nothingDue, coming.length > 0 ? words.comingCount(coming.length) : words.changeCount(changes.length)];
  const title = [(own.length > 0 ? own : quiet).join(words.list), ...(theirs === '' ? [] : [words.team(theirs)])].join(words.clause);
  return { subject: words.subject(title), title: title.charAt(0).toUpperCase() + title.slice(1) };
}
