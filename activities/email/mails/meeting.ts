// The mail that carries a meeting's invitation, its change or its withdrawal.

import type { Appointment } from '../../../domain/account/types';
import { dateOf } from '../../../domain/time/time';
import { durationWords } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { textKey } from '../../../texts/language';
import { type MeetingNews, meetingWordsIn } from '../../../texts/mail/meetings';
import { wordsIn } from '../../../texts/mail/words';
import { card, command, type Html, heading, html, note, page, paragraph } from '../compose/layout';
import { type Composed, contactCard, contactLines, labelled, type MailedContact, type Reader, textPart, whyTheirs } from './reminder';

export interface MailedMeeting {
  /** `account:touchpoint:nominal`, as commands take it. */
  readonly id: string;
  readonly news: MeetingNews;
  /** In the reader's language, as is `purpose`. */
  readonly title: string;
  readonly purpose: string;
  readonly at: Appointment;
  /** Of its day, where its hour is not set. */
  readonly zone: string;
  /** When it was to be until now. */
  readonly from?: Appointment;
}

/** Composes the mail about a meeting to one reader, without its calendar part. */
export const composeMeeting = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  meeting: MailedMeeting,
  contact: MailedContact | undefined,
): Composed & { readonly description: string } => {
  const general = wordsIn(reader.language);
  const words = meetingWordsIn(reader.language);
  const { id, news, title, purpose, at, zone, from } = meeting;
  const isWholeDay = at.minutes === 0;
  /** A day is the account's, an hour the reader's. */
  const moment = ({ due, minutes }: Appointment, isLong: boolean): string =>
    minutes === 0
      ? written(reader.language, due, zone, isLong ? 'longDay' : 'day')
      : written(reader.language, due, reader.zone, isLong ? 'longMoment' : 'dayAndTime');
  const subject = words.subject(words.news[news], account.name, title, moment(at, false));
  const length = isWholeDay ? '' : ` · ${durationWords(`PT${at.minutes}M`)[textKey(reader.language)]}`;
  const when = `${moment(at, true)}${length}`;
  const isOff = news === 'reassigned' || news === 'cancelled';
  const remarks = isOff ? [words.off[news]] : from === undefined ? [] : [words.movedFrom(moment(from, true))];
  const move = `npx perennial task move ${id} --to ${dateOf(at.due, zone)}T${isWholeDay ? '10:00' : '14:00'}`;
  const label = isWholeDay ? words.noHour : words.otherTime;
  const footer = [whyTheirs(reader, isOff ? words.wasYours : words.because), general.zone(reader.zone)];
  const moving: Html[] = isOff ? [] : [command(label, move)];
  const people =
    contact && !isOff ? { lines: [contactLines(contact, general)], cards: [contactCard(contact, general)] } : { lines: [], cards: [] };
  return {
    subject,
    description: [purpose, ...people.lines, ...(isOff ? [] : [labelled(label, general, move)])].join('\n\n'),
    text: textPart(
      [
        `${account.name} · ${words.news[news]}`,
        [title, when, ...remarks, ...(isOff ? [] : [purpose])].join('\n'),
        ...people.lines,
        ...(isOff ? [] : [labelled(label, general, move)]),
      ],
      footer,
    ),
    html: page({
      language: reader.language,
      subject,
      preview: [when, ...remarks].join(' · '),
      kicker: words.news[news],
      title: account.name,
      body: [
        card(
          heading(title),
          html`<p class="ink" style="margin:6px 0 0;color:#2b333b;font-size:15px;line-height:24px">${isOff ? html`<s>${when}</s>` : html`<strong>${when}</strong>`}</p>`,
          ...remarks.map((line) => (isOff ? paragraph(line) : note(line))),
          ...(isOff ? [] : [paragraph(purpose)]),
          ...moving,
        ),
        ...people.cards,
      ],
      footer,
    }),
  };
};
