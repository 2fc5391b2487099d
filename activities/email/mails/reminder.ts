// The reminder that a person finds in the inbox: what is due, when, why it matters, whom to call, how to be done with it.

import type { Instant, PlainDate } from '../../../domain/time/time';
import { daysUntil, written, writtenDate } from '../../../texts/formats/moments';
import type { Language } from '../../../texts/language';
import { type Words, wordsIn } from '../../../texts/mail/words';
import { badge, button, card, command, type Html, heading, html, note, page, paragraph, type Tone } from '../compose/layout';

/** Somebody who is away until the instant `until`. */
export interface InPlaceOf {
  readonly name: string;
  readonly until: Instant;
}

export interface Reader {
  readonly name: string;
  readonly language: Language;
  /** IANA. */
  readonly zone: string;
  readonly inPlaceOf?: InPlaceOf;
}

/** Why somebody gets a mail: in whose place, where it is meant for another, else `own`. */
export const whyTheirs = ({ inPlaceOf, zone, language }: Reader, own: string): string => {
  const words = wordsIn(language);
  return inPlaceOf === undefined ? own : words.inPlaceOf(inPlaceOf.name, written(language, inPlaceOf.until, zone, 'day'));
};

/** A task as a mail shows it; texts are in the reader's language. */
export interface MailedTask {
  /** `account:touchpoint:nominal`, as commands take it. */
  readonly id: string;
  readonly title: string;
  readonly purpose?: string;
  readonly stage: string;
  readonly nominal: PlainDate;
  readonly due: Instant;
  readonly provisional: boolean;
  readonly because: readonly string[];
  /** Where the reader acts with a click; absent where nobody knows the address of the API. */
  readonly links?: TaskLinks;
}

export interface TaskLinks {
  readonly done: string;
  readonly snooze: string;
  readonly reassign: string;
}

export interface MailedContact {
  readonly name: string;
  readonly role?: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** iCalendar. */
  readonly calendar?: string;
}

const toneOf = (days: number, passed: boolean): Tone => (passed ? 'late' : days <= 1 ? 'soon' : 'calm');

/** One task put into words, ready for either part of the mail. */
export const described = (task: MailedTask, reader: Reader, now: Instant) => {
  const words = wordsIn(reader.language);
  const days = daysUntil(task.due, now, reader.zone);
  const passed = task.due < now;
  return {
    ...task,
    when: written(reader.language, task.due, reader.zone, 'longMoment'),
    near: passed && days === 0 ? words.passed : words.nearness(days),
    tone: toneOf(days, passed),
    reasons: task.because.length > 0 ? task.because : [words.nominal(writtenDate(reader.language, task.nominal))],
    done: `npx perennial task done ${task.id} --outcome "…"`,
    snooze: `npx perennial task snooze ${task.id} --until 1d`,
  };
};

type Described = ReturnType<typeof described>;

const buttons = ({ done, snooze, reassign }: TaskLinks, words: Words): Html =>
  html`<p style="margin:16px 0 4px">${button(done, words.doneButton, 'first')}${button(snooze, words.snoozeButton)}${button(reassign, words.reassignButton)}</p>`;

/** How to act on a task: with a click where there are links, else by a command. */
const acting = (task: Described, words: Words): Html[] =>
  task.links ? [buttons(task.links, words)] : [command(words.done, task.done), command(words.snooze, task.snooze)];

/** The facts of a task: shared by every mail that lists tasks. */
export const facts = (task: Described): Html[] => [
  heading(task.title),
  html`<p class="ink" style="margin:6px 0 0;color:#2b333b;font-size:15px;line-height:24px"><strong>${task.when}</strong>&ensp;${badge(task.tone, task.near)}</p>`,
];

const reasons = (task: Described, words: Words): Html[] => [
  note(html`${words.stage}${words.separator}${task.stage}`),
  note(html`${words.why}${words.separator}${task.reasons.join(words.and)}`),
  ...(task.provisional ? [note(words.provisional)] : []),
];

/** Whom to talk to at the customer's. */
export const contactCard = (contact: MailedContact, words: Words): Html =>
  card(
    note(words.contact),
    html`<p class="ink" style="margin:4px 0 0;color:#14191e;font-size:16px;line-height:24px"><strong>${contact.name}</strong>${contact.role ? html`&ensp;${contact.role}` : ''}</p>`,
    html`<p class="ink" style="margin:2px 0 0;font-size:15px;line-height:24px">${[
      ...(contact.phone
        ? [html`<a href="tel:${contact.phone.replace(/[^+\d]/g, '')}" style="color:#0f5c4e;text-decoration:none">${contact.phone}</a>`]
        : []),
      ...(contact.phone && contact.email ? [html`&ensp;·&ensp;`] : []),
      ...(contact.email ? [html`<a href="mailto:${contact.email}" style="color:#0f5c4e;text-decoration:none">${contact.email}</a>`] : []),
    ]}</p>`,
  );

/** A label and below it what it is about, in the text part. */
export const labelled = (label: string, words: Words, ...lines: readonly string[]): string =>
  [`${label}${words.separator.trimEnd()}`, ...lines.map((line) => `  ${line}`)].join('\n');

/** A text part: its paragraphs, and the lines of the footer below them. */
export const textPart = (paragraphs: readonly string[], footer: readonly string[]): string =>
  [...paragraphs, ['-- ', ...footer].join('\n'), ''].join('\n\n');

/** The same in the text part. */
export const contactLines = ({ name, role, phone, email }: MailedContact, words: Words): string =>
  labelled(words.contact, words, ...[name, role, phone, email].filter((line) => line !== undefined));

const asText = (task: Described, words: Words): string =>
  [
    task.title,
    `${words.due}${words.separator}${task.when} · ${task.near}`,
    ...(task.purpose ? [task.purpose] : []),
    `${words.stage}${words.separator}${task.stage}`,
    `${words.why}${words.separator}${task.reasons.join(words.and)}`,
    ...(task.provisional ? [words.provisional] : []),
    '',
    ...(task.links
      ? [
          labelled(words.doneButton, words, task.links.done),
          labelled(words.snoozeButton, words, task.links.snooze),
          labelled(words.reassignButton, words, task.links.reassign),
        ]
      : [labelled(words.done, words, task.done), labelled(words.snooze, words, task.snooze)]),
  ].join('\n');

/** Composes a reminder of one or several tasks of one account, the most urgent first. `now` is the deployment's time. */
export const composeReminder = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  tasks: readonly MailedTask[],
  contact: MailedContact | undefined,
  now: Instant,
): Composed => {
  const words = wordsIn(reader.language);
  const listed = tasks.map((task) => described(task, reader, now)).sort((a, b) => a.due - b.due);
  const first = listed[0];
  if (!first) throw new RangeError('a reminder is about something');
  const subject = words.subject(account.name, first.title, written(reader.language, first.due, reader.zone, 'day'), listed.length - 1);
  const footer = [whyTheirs(reader, words.becauseYours(listed.length)), words.zone(reader.zone)];
  const overview = `npx perennial account show ${account.id}`;
  return {
    subject,
    text: textPart(
      [
        account.name,
        ...listed.map((task) => asText(task, words)),
        ...(contact ? [contactLines(contact, words)] : []),
        labelled(words.allAbout, words, overview),
      ],
      footer,
    ),
    html: page({
      language: reader.language,
      subject,
      preview: `${first.when} · ${first.near}`,
      kicker: words.heading(listed.length),
      title: account.name,
      body: [
        ...listed.map((task) =>
          card(
            ...facts(task),
            ...(task.purpose ? [paragraph(task.purpose)] : []),
            html`<div class="line" style="border-top:1px solid #e6eaee;margin:14px 0 8px;font-size:0;line-height:0">&nbsp;</div>`,
            ...reasons(task, words),
            ...acting(task, words),
          ),
        ),
        ...(contact ? [contactCard(contact, words)] : []),
      ],
      footer: [...footer, `${words.allAbout}${words.separator}${overview}`],
    }),
  };
};
