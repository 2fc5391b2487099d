// The mail with a meeting's invitation, change or cancellation.
import type { Appointment } from '../../../domain/account/types';
import { dateOf } from '../../../domain/time/time';
import { durationWords } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { textKey } from '../../../texts/language';
import { type MeetingNews, meetingWordsIn } from '../../../texts/mail/meetings';
import { type Composed, composed, headedCard } from '../compose/composed';
import { contactCards, contactLines, type MailedContact } from '../compose/contact';
import { doing, labelled, moment, sentence, small, title as titled } from '../compose/parts';
import { footerFor, type Reader } from '../compose/reader';

export interface MailedMeeting {
  /** `account:touchpoint:nominal`, as commands take it. */
  readonly id: string;
  readonly news: MeetingNews;
  /** In the reader's language, like `purpose`. */
  readonly title: string;
  readonly purpose: string;
  readonly at: Appointment;
  /** The zone of its day, where its hour is not set. */
  readonly zone: string;
  /** Its time before the change. */
  readonly from?: Appointment;
}

/** Composes the mail about a meeting, without its calendar object; `description` is the text for that object. */
export const composeMeeting = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  { id, news, title, purpose, at, zone, from }: MailedMeeting,
  contact: MailedContact | undefined,
): Composed & { readonly description: string } => {
  const { language } = reader;
  const words = meetingWordsIn(language);
  const isWholeDay = at.minutes === 0;
  /** A day is in the account's zone, an hour in the reader's. */
  const when = ({ due, minutes }: Appointment, isLong: boolean): string =>
    minutes === 0
      ? written(language, due, zone, isLong ? 'longDay' : 'day')
      : written(language, due, reader.zone, isLong ? 'longMoment' : 'dayAndTime');
  const length = isWholeDay ? '' : ` · ${durationWords(`PT${at.minutes}M`)[textKey(language)]}`;
  const planned = `${when(at, true)}${length}`;
  const isOff = news === 'reassigned' || news === 'cancelled';
  const remarks = isOff ? [words.off[news]] : from === undefined ? [] : [words.movedFrom(when(from, true))];
  const move = {
    label: isWholeDay ? words.noHour : words.otherTime,
    line: `npx perennial task move ${id} --to ${dateOf(at.due, zone)}T${isWholeDay ? '10:00' : '14:00'}`,
  };
  const withWhom = isOff ? undefined : contact;
  return {
    ...composed(language, {
      subject: words.subject(words.news[news], account.name, title, when(at, false)),
      preview: [planned, ...remarks].join(' · '),
      kicker: words.news[news],
      title: account.name,
      cards: [
        headedCard(
          titled(title),
          moment(planned, { isOff }),
          ...remarks.map((line) => (isOff ? sentence(line) : small(line))),
          ...(isOff ? [] : [sentence(purpose), ...doing(language, [move])]),
        ),
        ...contactCards(language, withWhom),
      ],
      footer: footerFor(reader, isOff ? words.wasYours : words.because),
    }),
    description: [
      purpose,
      ...(withWhom ? [contactLines(language, withWhom)] : []),
      ...(isOff ? [] : [labelled(language, move.label, move.line)]),
    ].join('\n\n'),
  };
};
