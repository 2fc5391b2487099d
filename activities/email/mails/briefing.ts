// The briefing for a successor: roles, state of the account, work ahead, and who speaks with whom.

import type { Text } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import type { Briefing } from '../../../store';
import { span } from '../../../texts/formats/durations';
import { written, writtenDate } from '../../../texts/formats/moments';
import { textKey } from '../../../texts/language';
import { type HandoverWords, handoverWordsIn } from '../../../texts/mail/handovers';
import { type Block, cardsOf } from '../compose/blocks';
import { type Composed, composed } from '../compose/composed';
import { answering, reasonLine, visitMoment } from '../compose/handovers';
import type { AnswerLinks } from '../compose/links';
import { stated } from '../compose/parts';
import { footerFor, type Reader } from '../compose/reader';
import type { Row } from '../compose/rows';

/** What every part of the briefing needs. */
interface Context {
  readonly reader: Reader;
  readonly briefing: Briefing;
  readonly now: Instant;
  readonly words: HandoverWords;
  /** A text in the reader's language. */
  readonly text: (text: Text) => string;
  /** `day`: an instant as a day; `date`: an instant or a date as a date. */
  readonly day: (at: Instant) => string;
  readonly date: (at: Instant | string) => string;
}

const succession = (id: string, links: AnswerLinks | undefined, { reader, briefing, now, words, text }: Context): Block => {
  const { brief } = words;
  const { from, standIn, roles, due, oversees } = briefing;
  return {
    heading: brief.heading(from?.name ?? ''),
    mark: due > now ? { tone: 'soon', text: brief.within(span(reader.language, due - now)) } : { tone: 'late', text: brief.late },
    paragraphs: [
      brief.roles(roles.map(({ title }) => text(title)).join(words.list)),
      ...reasonLine(briefing, brief.reason, reader.language),
      standIn === undefined ? brief.nobodyStandsIn : brief.standIn(standIn.name),
      brief.answerBy(written(reader.language, due, reader.zone, 'longMoment'), oversees && text(oversees.title)),
    ],
    actions: answering(id, links, words),
  };
};

const visiting = ({ reader, briefing: { visit, to, account }, words }: Context): Block[] => {
  if (visit === undefined) return [];
  const moment = visitMoment(visit, reader, account.zone);
  // Without anybody named, the successor sees to the visit.
  const other = visit.who === undefined || visit.who.id === to?.id ? undefined : visit.who.name;
  return [
    {
      label: words.visit.label,
      heading: other === undefined ? words.visit.heading : words.visit.othersHeading(other),
      paragraphs: [other === undefined ? words.visit.due(moment) : words.visit.others(other, moment)],
      actions: [{ label: words.visit.show, line: `npx perennial task show ${visit.id}` }],
    },
  ];
};

const glance = ({ reader, briefing, words, text, date }: Context): Block => {
  const { stage, level, segment, phase, signedOn, contract, assessed, status } = briefing;
  const money =
    contract?.annualFee == null
      ? []
      : [words.fee([Number(contract.annualFee).toLocaleString(reader.language), contract.currency ?? ''].join(' ').trim())];
  const terms = [...money, ...(contract?.endsOn == null ? [] : [words.ends(date(contract.endsOn))])];
  const fact = (what: string, ...values: readonly string[]): Row => ({ what, value: values.join(words.comma) });
  return {
    label: words.glance,
    rows: [
      fact(words.status, text(status.title)),
      ...(stage ? [fact(words.stage, text(stage.title), ...(stage.since === null ? [] : [words.since(date(stage.since))]))] : []),
      fact(words.level, text(level.title)),
      ...(segment ? [fact(words.segment, text(segment.title))] : []),
      ...(phase ? [fact(words.phase, text(phase.title), words.since(date(phase.since)))] : []),
      ...assessed.flatMap(({ name, value, since }) => {
        const known = words.assessed[name];
        return known === undefined ? [] : [fact(known.name, known.values[value] ?? value, words.since(date(since)))];
      }),
      ...(signedOn === null ? [] : [fact(words.signed, date(signedOn))]),
      fact(words.contract, ...(terms.length > 0 ? terms : [words.noContract])),
    ],
  };
};

const openTasks = ({ briefing: { tasks, to }, words, text, day }: Context): Block => ({
  label: tasks.length === 0 ? words.noTasks : words.tasks(tasks.length, tasks.filter(({ overdue }) => overdue).length),
  rows: tasks.map(({ id, title, due, overdue, attendant }) => ({
    what: text(title),
    when: day(due),
    ...(overdue ? { mark: { tone: 'late', text: words.overdue } } : {}),
    notes: [[...(attendant === undefined || attendant.id === to?.id ? [] : [words.with(attendant.name)]), id].join(' · ')],
  })),
});

const openCases = ({ reader, briefing: { cases }, words, text, now }: Context): Block => ({
  label: cases.length === 0 ? words.noCases : words.cases(cases.length),
  rows: cases.map(({ id, report, severity, state, due, owner }) => ({
    what: report ?? words.noReport,
    when: due === undefined ? words.clockPaused : written(reader.language, due, reader.zone, 'dayAndTime'),
    ...(due !== undefined && due < now ? { mark: { tone: 'late', text: words.overdue } } : {}),
    notes: [[id, text(severity), text(state), ...(owner === undefined ? [] : [owner.name])].join(' · ')],
  })),
});

/** One row for each day. */
const ahead = ({ briefing: { agenda, account }, words, text, day }: Context): Block => {
  const days = new Map<string, string[]>();
  for (const { title, due, provisional } of agenda) {
    const what = provisional ? words.provisional(text(title)) : text(title);
    days.set(day(due), [...(days.get(day(due)) ?? []), what]);
  }
  return {
    label: words.agenda,
    ...(agenda.length === 0 ? { paragraphs: [words.nothingAhead] } : {}),
    rows: Array.from(days, ([when, titles]) => ({ when, what: titles.join(words.list) })),
    actions: [{ label: words.ahead, line: `npx perennial account agenda ${account.id}` }],
  };
};

const zipper = ({ reader, briefing, words, text }: Context): Block[] => {
  const list = (names: readonly string[]) => names.join(words.list);
  const ours = (who: string): string => stated(reader.language, words.ours, who);
  const theirs = (who: string): string => stated(reader.language, words.theirs, who);
  const held = briefing.ours.map(({ role, person }) => [person.id, text(role.title)] as const);
  const rolesOf = (id: string) => list(held.flatMap(([one, role]) => (one === id ? [role] : [])));
  const rows = briefing.zipper.map(({ level, roles, ours: people, theirs: contacts, wanted, gap }): Row => {
    const missing = list(roles.map(({ title }) => text(title)));
    return {
      what: text(level.title),
      ...(gap === null ? {} : { mark: { tone: 'late', text: words.gap } }),
      notes: [
        ...((gap === 'ours' || gap === 'both') && wanted.length < roles.length ? [ours(words.nobodyOfOurs(missing))] : []),
        ...people.map(({ id, name }) => ours([name, rolesOf(id)].filter((part) => part !== '').join(' · '))),
        ...(wanted.length > 0 ? [ours(words.wanted(list(wanted.map(({ title }) => text(title))), text(briefing.answers.title)))] : []),
        ...contacts.map(({ name, role, phone, email, primary }) =>
          theirs([name, role, primary ? words.primary : null, phone, email].filter((part) => part).join(' · ')),
        ),
        ...(gap === 'theirs' || gap === 'both' ? [theirs(words.nobodyOfTheirs)] : []),
      ],
    };
  });
  return rows.length === 0 ? [] : [{ label: words.zipper, rows }];
};

const lastDone = ({ briefing, words, text, day }: Context): Block => ({
  label: words.lastDone,
  ...(briefing.lastDone.length === 0 ? { paragraphs: [words.nothingDone] } : {}),
  rows: briefing.lastDone.map(({ title, at, by, outcome, note }) => ({
    what: text(title),
    when: day(at),
    notes: [
      [
        ...(outcome || note ? [] : [words.noOutcome]),
        ...(outcome ? [text(outcome)] : []),
        ...(note ? [note] : []),
        ...(by ? [words.by(by.name)] : []),
      ].join(' · '),
    ],
  })),
});

/** Composes the briefing for the successor in the handover `id`, `H-7`. `now` is the deployment's time. */
export const composeBriefing = (reader: Reader, id: string, briefing: Briefing, links: AnswerLinks | undefined, now: Instant): Composed => {
  const words = handoverWordsIn(reader.language);
  const context: Context = {
    reader,
    briefing,
    now,
    words,
    text: (text) => text[textKey(reader.language)],
    day: (at) => written(reader.language, at, reader.zone, 'day'),
    date: (at) => (typeof at === 'string' ? writtenDate(reader.language, at) : written(reader.language, at, reader.zone, 'date')),
  };
  const from = briefing.from?.name ?? '';
  return composed(reader.language, {
    subject: words.brief.subject(briefing.account.name, from, written(reader.language, briefing.due, reader.zone, 'dayAndTime')),
    preview: words.brief.heading(from),
    kicker: words.kicker(id),
    title: briefing.account.name,
    cards: cardsOf(reader.language, [
      succession(id, links, context),
      ...visiting(context),
      glance(context),
      openCases(context),
      openTasks(context),
      lastDone(context),
      ...zipper(context),
      ahead(context),
    ]),
    footer: [
      ...footerFor(reader, words.brief.becauseSuccessor),
      stated(reader.language, words.allAbout, `npx perennial account show ${briefing.account.id}`),
    ],
  });
};
