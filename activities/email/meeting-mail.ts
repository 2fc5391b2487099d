// The mail that carries a meeting's invitation, its change or its withdrawal.
import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Appointment } from '../../domain/account/types';
import { durationWords } from '../../domain/playbook/duration-words';
import { dateOf } from '../../domain/time/time';
import { card, command, type Html, heading, html, note, page, paragraph } from './layout';
import { type Composed, contactCard, contactLines, labelled, type MailedContact, type Reader, textPart, whyTheirs } from './reminder';
import { textKey, wordsIn } from './words';

/** What a mail tells of a meeting. */
export type MeetingNews = 'called' | 'moved' | 'reassigned' | 'cancelled';

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

const english = {
  longDay: 'EEEE d MMMM yyyy',
  longMoment: 'EEEE d MMMM yyyy, HH:mm',
  shortDay: 'EEE d MMM',
  shortMoment: 'EEE d MMM, HH:mm',
  news: {
    called: 'Meeting',
    moved: 'Meeting moved',
    reassigned: 'Meeting reassigned',
    cancelled: 'Meeting cancelled',
  } satisfies Record<MeetingNews, string>,
  subject: (news: string, account: string, title: string, when: string): string => `${news}: ${account}: ${title}, ${when}`,
  movedFrom: (from: string): string => `It was on ${from}. Your calendar moves it.`,
  off: {
    reassigned: 'Somebody else attends to it now; it comes off your calendar.',
    cancelled: 'It is cancelled and comes off your calendar.',
  },
  noHour: 'The hour is not set yet. Agree on it with the customer, then set it like this, and your calendar follows',
  otherTime: 'Another time? Agree on it with the customer, then set it like this',
  because: 'You get this mail because this meeting is yours to attend to.',
  wasYours: 'You get this mail because this meeting was on your calendar.',
};

const chinese: typeof english = {
  longDay: 'yyyy年M月d日 EEEE',
  longMoment: 'yyyy年M月d日 EEEE HH:mm',
  shortDay: 'M月d日（EEE）',
  shortMoment: 'M月d日（EEE）HH:mm',
  news: { called: '会议', moved: '会议改期', reassigned: '会议移交', cancelled: '会议取消' },
  subject: (news, account, title, when) => `${news}：${account}，${title}，${when}`,
  movedFrom: (from) => `原定于${from}，日历将自动更新。`,
  off: {
    reassigned: '该会议已改由他人负责，将从您的日历中移除。',
    cancelled: '该会议已取消，将从您的日历中移除。',
  },
  noHour: '具体时间待定。与客户商定后，请用以下命令设置，日历会随之更新',
  otherTime: '需要改期？与客户商定后，请用以下命令设置',
  because: '您收到此邮件，是因为该会议由您负责。',
  wasYours: '您收到此邮件，是因为该会议曾列入您的日历。',
};

/** Composes the mail about a meeting to one reader, without its calendar part. */
export const composeMeeting = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  meeting: MailedMeeting,
  contact: MailedContact | undefined,
): Composed & { readonly description: string } => {
  const general = wordsIn(reader.language);
  const words = reader.language === 'zh-CN' ? chinese : english;
  const { id, news, title, purpose, at, zone, from } = meeting;
  const isWholeDay = at.minutes === 0;
  const written = ({ due, minutes }: Appointment, length: 'long' | 'short'): string => {
    // A day is the account's, an hour the reader's.
    const [pattern, where] = minutes === 0 ? ([`${length}Day`, zone] as const) : ([`${length}Moment`, reader.zone] as const);
    return format(new TZDate(due, where), words[pattern], { locale: general.locale });
  };
  const subject = words.subject(words.news[news], account.name, title, written(at, 'short'));
  const length = isWholeDay ? '' : ` · ${durationWords(`PT${at.minutes}M`)[textKey(reader.language)]}`;
  const when = `${written(at, 'long')}${length}`;
  const isOff = news === 'reassigned' || news === 'cancelled';
  const remarks = isOff ? [words.off[news]] : from === undefined ? [] : [words.movedFrom(written(from, 'long'))];
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
