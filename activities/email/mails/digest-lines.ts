// The lines of a digest, for each kind of entry.
import { type Playbook, words as titleOf, touchpointTexts } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import type { digests } from '../../../store';
import { span } from '../../../texts/formats/durations';
import { daysUntil, written } from '../../../texts/formats/moments';
import { textKey } from '../../../texts/language';
import { digestWordsIn } from '../../../texts/mail/digests';
import { generalWordsIn } from '../../../texts/mail/general';
import { handoverWordsIn } from '../../../texts/mail/handovers';
import type { Tone } from '../compose/layout';
import type { MailLinks, TaskLinks } from '../compose/links';
import type { Reader } from '../compose/reader';
import type { Line } from '../compose/sections';

/** The functions that word each kind of entry in one reader's digest. Titles of tasks, stages and clocks are the playbook's. */
export const digestLines = (reader: Reader, digest: digests.Digest, playbook: Playbook, mailLinks: MailLinks) => {
  const { language, zone } = reader;
  const { now } = digest;
  const words = digestWordsIn(language);
  const general = generalWordsIn(language);
  const key = textKey(language);
  const day = (instant: Instant): string => written(language, instant, zone, 'day');
  const titleOfTask = (touchpoint: string): string => touchpointTexts(playbook, touchpoint).title[key];
  const absent = new Set(digest.standingInFor.map(({ person }) => person));

  const near = (due: Instant): readonly [Tone, string] => {
    const days = daysUntil(due, now, zone);
    if (due <= now) return ['late', days === 0 ? general.passed : general.nearness(days)];
    if (days === 0) return ['soon', words.by(written(language, due, zone, 'time'))];
    return [days === 1 ? 'soon' : 'calm', general.nearness(days)];
  };
  /** Empty for something due later today: its title says so. */
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

  return { taskLine, escalatedLine, teamLine, handoverLine, caseLine, memberLine, changeLine };
};
