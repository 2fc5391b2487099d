// The mail of each working morning: what is overdue and due, what presses, what comes, what has changed, and how the team stands.

import { type Playbook, words as titleOf, touchpointTexts } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import type { digests } from '../../../store';
import { span } from '../../../texts/formats/durations';
import { daysUntil, written } from '../../../texts/formats/moments';
import { textKey } from '../../../texts/language';
import { digestWordsIn } from '../../../texts/mail/digests';
import { handoverWordsIn } from '../../../texts/mail/handovers';
import { wordsIn } from '../../../texts/mail/words';
import { badge, button, card, type Html, heading, html, note, page, type Tone } from '../compose/layout';
import type { MailLinks } from '../readers/mail-links';
import { type Composed, type Reader, type TaskLinks, textPart } from './reminder';

/** One line of a section, in words. */
interface Line {
  readonly title: string;
  readonly badges: readonly (readonly [tone: Tone, text: string])[];
  readonly facts: readonly string[];
  /** A second line of facts. */
  readonly more?: string;
  readonly links: readonly (readonly [url: string, text: string])[];
  /** Where there are no links. */
  readonly command?: string;
  /** Its links are text, not buttons: nobody need press them today. */
  readonly isQuiet?: boolean;
}

interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
  /** How many lines the mail shows; the rest are counted. */
  readonly most: number;
}

const MOST = { own: 15, others: 8, members: 12 } as const;

/**
 * Composes a digest; the playbook's texts name tasks, stages and clocks.
 * `isEmpty` digests are not worth it.
 */
export const composeDigest = (
  reader: Reader & { readonly handle: string },
  digest: digests.Digest,
  playbook: Playbook,
  mailLinks: MailLinks,
): Composed => {
  const { language, zone } = reader;
  const { now, team } = digest;
  const words = digestWordsIn(language);
  const general = wordsIn(language);
  const key = textKey(language);
  const day = (instant: Instant): string => written(language, instant, zone, 'day');
  const today = written(language, now, zone, 'longDay');
  const titleOfTask = (touchpoint: string): string => touchpointTexts(playbook, touchpoint).title[key];
  const absent = new Set(digest.standingInFor.map(({ person }) => person));

  const near = (due: Instant): readonly [Tone, string] => {
    const days = daysUntil(due, now, zone);
    if (due <= now) return ['late', days === 0 ? general.passed : general.nearness(days)];
    if (days === 0) return ['soon', words.by(written(language, due, zone, 'time'))];
    return [days === 1 ? 'soon' : 'calm', general.nearness(days)];
  };
  /** What is due later today says so beside its title. */
  const when = (due: Instant): readonly string[] =>
    due > now && daysUntil(due, now, zone) === 0 ? [] : [written(language, due, zone, 'dayAndTime')];
  const taskLinks = (task: string, actions: readonly (keyof TaskLinks)[]): Line['links'] => {
    const { links } = mailLinks.task(task);
    return links ? actions.map((action) => [links[action], words[action]]) : [];
  };
  const taskLine = (task: digests.DigestTask): Line => ({
    title: titleOfTask(task.touchpoint),
    badges: [near(task.due)],
    facts: [task.accountName, ...when(task.due), ...(absent.has(task.attendant) ? [words.for(task.attendantName)] : [])],
    links: taskLinks(task.id, ['done', 'snooze', 'reassign']),
    command: `npx perennial task done ${task.id}`,
  });
  const escalatedLine = (task: digests.EscalatedTask): Line => ({
    title: titleOfTask(task.touchpoint),
    badges: [near(task.due)],
    facts: [task.accountName, ...when(task.due), words.with(task.attendantName)],
    links: taskLinks(task.id, ['reassign', 'done']),
    command: `npx perennial task reassign ${task.id} --to HANDLE`,
  });
  const teamLine = ({ touchpoint, due, accountName, attendantName }: digests.DigestTask): Line => ({
    title: titleOfTask(touchpoint),
    badges: [near(due)],
    facts: [accountName, words.with(attendantName)],
    links: [],
  });
  const handoverLine = ({
    id,
    accountName,
    kind,
    status,
    fromName,
    toName,
    due,
    isLate,
    open,
    awaitsReader,
  }: digests.DigestHandover): Line => {
    const { warn, brief } = handoverWordsIn(language);
    const length = span(language, Math.abs(due - now));
    const isRefused = status === 'refused';
    const steps = open.map((step) => (step === 'accepted' && isRefused ? warn.refused(toName) : warn.steps[step](toName)));
    const { links } = awaitsReader ? mailLinks.handover(id) : {};
    return {
      title: warn.heading(fromName, toName),
      badges: [isLate ? ['late', warn.late(length)] : ['soon', warn.left(length)]],
      facts: [
        accountName,
        ...(kind === 'theirs' ? [words.theirContact] : []),
        id,
        isLate ? written(language, due, zone, 'dayAndTime') : words.by(written(language, due, zone, 'dayAndTime')),
      ],
      more: `${warn.open}${general.separator}${steps.join(' · ')}`,
      links: links
        ? [
            [links.accept, brief.accept],
            [links.refuse, brief.refuse],
          ]
        : [],
      command: `npx perennial handover ${awaitsReader ? 'accept' : 'show'} ${id}`,
    };
  };
  const caseLine = ({ id, title, kind, accountName, ownerName, milestone, isBreached, due }: digests.DigestCase): Line => {
    const clock = titleOf(playbook, 'milestone', milestone, key);
    const length = span(language, Math.abs(due - now));
    const stands = isBreached ? words.breached(clock) : due <= now ? words.clockPast(clock, length) : words.clockIn(clock, length);
    return {
      title: title ?? titleOf(playbook, 'kind', kind, key),
      badges: [[isBreached || due <= now ? 'late' : 'soon', stands]],
      facts: [id, accountName, ownerName === null ? words.nobody : words.with(ownerName)],
      links: [],
    };
  };
  const memberLine = ({ name, overdue, today, cases, awayUntil }: digests.Member): Line => ({
    title: name,
    badges: [
      ...(overdue > 0 ? [['late', words.overdueCount(overdue)] as const] : []),
      ...(cases > 0 ? [['late', words.caseCount(cases)] as const] : []),
      ...(today > 0 ? [['soon', words.dueCount(today)] as const] : []),
    ],
    facts: [...(overdue + today + cases === 0 ? [words.free] : []), ...(awayUntil === null ? [] : [words.away(day(awayUntil))])],
    links: [],
  });
  const changeLine = (change: digests.Change): Line => ({
    title: changed(change),
    badges: [],
    facts: [change.accountName, written(language, change.at, zone, 'dayAndTime'), ...(change.by === null ? [] : [change.by])],
    links: [],
  });
  const changed = ({ kind, about, touchpoint, due }: digests.Change): string => {
    const title = touchpoint === null ? '' : titleOfTask(touchpoint);
    switch (kind) {
      case 'task-given':
      case 'task-moved':
        return words.changed[kind](title, day(due ?? now));
      case 'task-cancelled':
        return words.changed[kind](title);
      case 'stage':
      case 'level':
        return words.changed[kind](titleOf(playbook, kind, about ?? '', key));
      case 'paused':
      case 'resumed':
        return words.changed[kind];
      case 'case-opened':
      case 'case-resolved':
        return words.changed[kind](about ?? '');
    }
  };

  // In the order in which they press.
  const sections = [
    { title: words.overdue, lines: digest.overdue.map(taskLine), most: MOST.own },
    { title: words.escalated, lines: digest.escalated.map(escalatedLine), most: MOST.others },
    { title: words.cases, lines: digest.cases.map(caseLine), most: MOST.others },
    { title: words.today, lines: digest.today.map(taskLine), most: MOST.own },
    { title: words.handovers, lines: digest.handovers.map(handoverLine), most: MOST.others },
    { title: words.teamTitle, lines: (team?.members ?? []).map(memberLine), most: MOST.members },
    { title: words.teamOverdue, lines: (team?.overdue ?? []).map(teamLine), most: MOST.others },
    { title: words.coming, lines: digest.coming.map((task) => ({ ...taskLine(task), isQuiet: true })), most: MOST.others },
    { title: words.changes, lines: digest.changes.map(changeLine), most: MOST.others },
  ].filter(({ lines }) => lines.length > 0);

  const summary = summaryOf(digest, reader);
  const introduction = digest.standingInFor.map(({ name, until }) => words.standingIn(name, day(until)));
  const overview = `npx perennial task list --owner ${reader.handle}`;
  const footer = [words.because, general.zone(zone)];
  return {
    subject: summary.subject,
    text: textPart(
      [
        [today, summary.title].join('\n'),
        ...introduction,
        ...sections.map((section) => sectionAsText(section, reader)),
        `${words.all}${general.separator.trimEnd()}\n  ${overview}`,
      ],
      footer,
    ),
    html: page({
      language,
      subject: summary.subject,
      preview: sections[0]?.lines.map(({ title, facts: [where = ''] }) => `${title} · ${where}`).join(words.list) ?? '',
      kicker: today,
      title: summary.title,
      body: [
        ...(introduction.length > 0 ? [card(...introduction.map((line) => note(line)))] : []),
        ...sections.map((section) => sectionAsHtml(section, reader)),
      ],
      footer: [...footer, `${words.all}${general.separator}${overview}`],
    }),
  };
};

/** The essential: as a subject, and as the title of a mail whose date stands above it. */
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
  // What the reader's own part has is not counted again.
  const known = cases.filter(({ owner }) => members.some(({ person }) => person === owner)).length;
  const theirs = counted(sum('today'), team?.overdue.length ?? 0, 0, sum('cases') - known).join(words.list);
  if (own.length === 0 && theirs !== '') return { subject: words.teamSubject(theirs), title: words.teamSubject(theirs) };
  const quiet = [words.nothingDue, coming.length > 0 ? words.comingCount(coming.length) : words.changeCount(changes.length)];
  const title = [(own.length > 0 ? own : quiet).join(words.list), ...(theirs === '' ? [] : [words.team(theirs)])].join(words.clause);
  return { subject: words.subject(title), title: title.charAt(0).toUpperCase() + title.slice(1) };
}

const sectionAsHtml = ({ title, lines, most }: Section, { language }: Reader): Html => {
  const words = digestWordsIn(language);
  return card(
    heading(html`${title}&ensp;<span class="soft" style="color:#5b6670;font-weight:400">${lines.length}</span>`),
    html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px">${lines.slice(0, most).map((line) => lineAsHtml(line))}</table>`,
    ...(lines.length > most ? [note(words.more(lines.length - most))] : []),
  );
};

const lineAsHtml = ({ title, badges, facts, more, links, isQuiet = false }: Line): Html => {
  const marks = badges.map(([tone, text]) => html`&ensp;${badge(tone, text)}`);
  const quiet = isQuiet ? links.map(([url, text]) => html` · <a href="${url}" style="color:#0f5c4e;text-decoration:none">${text}</a>`) : [];
  return html`<tr><td class="line" style="border-top:1px solid #e6eaee;padding:10px 0 9px">
<p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:24px"><strong style="font-weight:600">${title}</strong>${marks}</p>
${facts.length > 0 ? [html`<p class="soft" style="margin:1px 0 0;color:#5b6670;font-size:13px;line-height:19px">${facts.join(' · ')}${quiet}</p>`] : []}
${more === undefined ? [] : [note(more)]}
${links.length > 0 && !isQuiet ? [html`<p style="margin:7px 0 0">${links.map(([url, text]) => button(url, text, 'small'))}</p>`] : []}
</td></tr>`;
};

const sectionAsText = ({ title, lines, most }: Section, { language }: Reader): string => {
  const words = digestWordsIn(language);
  const { separator } = wordsIn(language);
  return [
    `${title} (${lines.length})`,
    ...lines
      .slice(0, most)
      .flatMap(({ title: what, badges, facts, more, links, command }) => [
        `- ${what}${badges.length > 0 ? ` · ${badges.map(([, text]) => text).join(' · ')}` : ''}`,
        ...(facts.length > 0 ? [`  ${facts.join(' · ')}`] : []),
        ...(more === undefined ? [] : [`  ${more}`]),
        ...(links.length > 0 ? links.map(([url, text]) => `  ${text}${separator}${url}`) : command === undefined ? [] : [`  ${command}`]),
      ]),
    ...(lines.length > most ? [`  ${words.more(lines.length - most)}`] : []),
  ].join('\n');
};
