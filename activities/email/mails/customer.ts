// Letters to a customer's people: who is there for them now. Warm, short, and nothing of how we work: no ids, reasons, grades or commands.

import type { Instant, PlainDate } from '../../../domain/time/time';
import { written, writtenDate } from '../../../texts/formats/moments';
import type { Language } from '../../../texts/language';
import { type CustomerWords, customerWordsIn } from '../../../texts/mail/customers';
import { wordsIn } from '../../../texts/mail/words';
import { card, html, note, page, paragraph } from '../compose/layout';
import type { Composed } from './reminder';

export interface CustomerReader {
  readonly name: string;
  readonly language: Language;
  /** The account's: nobody tells us the contact's own. */
  readonly zone: string;
}

/** One of ours, as a customer may know them. */
export interface OfOurs {
  readonly name: string;
  /** Empty where none is known. */
  readonly email: string;
}

/** Who of ours would like to come, and when: of that instant the day is told. */
export interface Visited {
  readonly who: OfOurs;
  readonly due: Instant;
}

/** Who changes on our side. */
export interface OurChange {
  /** Absent where we know no more who it was. */
  readonly from: OfOurs | undefined;
  readonly to: OfOurs;
  readonly standIn: OfOurs | undefined;
  /** Titles in the reader's language. */
  readonly roles: readonly string[];
  readonly visit: Visited | undefined;
  /** `from` was their backup too, and nobody else is. */
  readonly endsBackup?: true;
}

interface Line extends OfOurs {
  readonly title: string;
}

interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly card: string;
  readonly people: readonly Line[];
  /** The name under the letter. */
  readonly sender: string;
}

const letter = (reader: CustomerReader, { subject, paragraphs, card: label, people, sender }: Letter): Composed => {
  const words = customerWordsIn(reader.language);
  const { separator } = wordsIn(reader.language);
  const salutation = words.salutation(reader.name);
  return {
    subject,
    text: [
      salutation,
      ...paragraphs,
      [
        `${label}${separator.trimEnd()}`,
        ...people.map(({ name, title, email }) => `  ${[name, title, email].filter((part) => part !== '').join(' · ')}`),
      ].join('\n'),
      [words.closing, sender].join('\n'),
      '',
    ].join('\n\n'),
    html: page({
      language: reader.language,
      subject,
      preview: paragraphs[0] ?? subject,
      title: subject,
      body: [
        card(
          html`<div style="margin-top:-8px">${[salutation, ...paragraphs].map((text) => paragraph(text))}</div>`,
          html`<p class="ink" style="margin:16px 0 0;color:#2b333b;font-size:15px;line-height:23px">${words.closing}<br>${sender}</p>`,
        ),
        card(
          html`<div style="margin-top:-6px">${note(label)}</div>`,
          ...people.map(
            ({ name, title, email }) =>
              html`<p class="ink" style="margin:10px 0 0;color:#14191e;font-size:16px;line-height:23px"><strong>${name}</strong></p><p class="soft" style="margin:0;color:#5b6670;font-size:14px;line-height:21px">${title}${email === '' ? '' : html`<br><a href="mailto:${email}" style="color:#0f5c4e;text-decoration:none">${email}</a>`}</p>`,
          ),
        ),
      ],
      footer: [],
    }),
  };
};

const dayIn = (at: Instant, { zone, language }: CustomerReader): string => written(language, at, zone, 'letterDay');

/** That somebody else of ours is there for them; `isAgain` where they were told of another successor before. */
export const composeChange = (
  reader: CustomerReader,
  { from, to, standIn, roles, visit, endsBackup }: OurChange,
  sender: string,
  isAgain: boolean,
): Composed => {
  const words = customerWordsIn(reader.language);
  const { changed } = words;
  const change = { from: from?.name, to: to.name, roles };
  return letter(reader, {
    subject: changed.subject(change),
    paragraphs: [
      isAgain ? changed.again(change) : changed.first(change),
      ...(endsBackup && from ? [words.noBackup.also(from.name)] : []),
      standIn === undefined ? changed.continues : changed.meanwhile(standIn.name, to.name),
      ...(visit === undefined ? [] : [changed.visit(visit.who.name, dayIn(visit.due, reader))]),
      ...answered(to, words),
    ],
    card: changed.card,
    people: [{ ...to, title: titles(roles, words) }, ...(standIn === undefined ? [] : [{ ...standIn, title: changed.also }])],
    sender,
  });
};

/** That nobody is their backup any more: `to`, whose titles `roles` are, is there for them as before. */
export const composeNoBackup = (
  reader: CustomerReader,
  { from, to, roles }: Pick<OurChange, 'from' | 'to' | 'roles'>,
  sender: string,
  isAgain: boolean,
): Composed => {
  const words = customerWordsIn(reader.language);
  const { noBackup, changed } = words;
  const change = { from: from?.name, to: to.name, roles };
  return letter(reader, {
    subject: noBackup.subject(change),
    paragraphs: [isAgain ? noBackup.again(change) : noBackup.first(change), changed.continues, ...answered(to, words)],
    card: changed.card,
    people: [{ ...to, title: titles(roles, words) }],
    sender,
  });
};

/** That all stays as it was: `from` is there for them after all. */
export const composeBack = (
  reader: CustomerReader,
  { from, to, roles }: Pick<OurChange, 'to' | 'roles'> & { readonly from: OfOurs },
  sender: string,
): Composed => {
  const words = customerWordsIn(reader.language);
  const { back } = words;
  const change = { from: from.name, to: to.name, roles };
  return letter(reader, {
    subject: back.subject(change),
    paragraphs: [back.body(change), back.continues, ...answered(from, words)],
    card: back.card,
    people: [{ ...from, title: titles(roles, words) }],
    sender,
  });
};

/** A welcome to their new contact: who we are and what we do for them. `team` begins with who answers. */
export const composeWelcome = (
  reader: CustomerReader,
  welcome: {
    /** What their company is called. */
    readonly account: string;
    readonly from: string | undefined;
    readonly signedOn: PlainDate | null;
    readonly team: readonly (OfOurs & { readonly roles: readonly string[] })[];
    readonly visit: Visited | undefined;
  },
  sender: string,
): Composed => {
  const words = customerWordsIn(reader.language);
  const { account, from, signedOn, team, visit } = welcome;
  const [first] = team;
  const since = signedOn === null ? '' : words.welcome.since(writtenDate(reader.language, signedOn));
  return letter(reader, {
    subject: words.welcome.subject,
    paragraphs: [
      words.welcome.first(account, from),
      `${since}${words.welcome.what}`,
      ...(visit === undefined ? [] : [words.welcome.visit(visit.who.name, dayIn(visit.due, reader))]),
      ...(first === undefined ? [] : answered(first, words)),
    ],
    card: words.welcome.card,
    people: team.map(({ roles, ...one }) => ({ ...one, title: titles(roles, words) })),
    sender,
  });
};

/** Answers go to whom the letter is about, where they can be written to. */
const answered = ({ name, email }: OfOurs, words: CustomerWords): string[] => (email === '' ? [] : [words.answer(name)]);

const titles = (roles: readonly string[], { list }: CustomerWords): string => roles.join(list);
