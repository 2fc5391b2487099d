// Letters to a customer's people: warm, short, and nothing of how we work: no ids, reasons, grades or commands.
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import type { Language } from '../../../texts/language';
import { type CustomerWords, customerWordsIn } from '../../../texts/mail/customers';
import { type Composed, card, composed } from './composed';
import { html, note } from './layout';
import { labelled, type Part, sentence } from './parts';

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
export interface Changed {
  /** Absent where we know no more who it was. */
  readonly from: OfOurs | undefined;
  readonly to: OfOurs;
  /** Titles in the reader's language. */
  readonly roles: readonly string[];
}

interface Line extends OfOurs {
  readonly title: string;
}

interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What stands above the people. */
  readonly card: string;
  readonly people: readonly Line[];
  /** The name under the letter. */
  readonly sender: string;
}

/** A paragraph of its own in the text part, too. */
const told = (text: string): Part => ({ ...sentence(text), isApart: true });

const whoIsThere = (language: Language, label: string, people: readonly Line[]): Part => ({
  html: [
    note(label),
    ...people.map(
      ({ name, title, email }) =>
        html`<p class="ink" style="margin:10px 0 0;color:#14191e;font-size:16px;line-height:23px"><strong>${name}</strong></p><p class="soft" style="margin:0;color:#5b6670;font-size:14px;line-height:21px">${title}${email === '' ? '' : html`<br><a href="mailto:${email}" style="color:#0f5c4e;text-decoration:none">${email}</a>`}</p>`,
    ),
  ],
  text: [
    labelled(language, label, ...people.map(({ name, title, email }) => [name, title, email].filter((part) => part !== '').join(' · '))),
  ],
});

/** A letter in both parts. The text part names the people before it closes. */
export const letter = ({ name, language }: CustomerReader, { subject, paragraphs, card: label, people, sender }: Letter): Composed => {
  const words = customerWordsIn(language);
  const salutation = words.salutation(name);
  return composed(language, {
    subject,
    preview: paragraphs[0] ?? subject,
    title: subject,
    opening: salutation,
    cards: [
      card({ ...sentence(salutation), text: [] }, ...paragraphs.map(told), {
        html: [
          html`<p class="ink" style="margin:16px 0 0;color:#2b333b;font-size:15px;line-height:23px">${words.closing}<br>${sender}</p>`,
        ],
        text: [],
      }),
      card(whoIsThere(language, label, people), { html: [], text: [words.closing, sender], isApart: true }),
    ],
    footer: [],
  });
};

/** The day of a visit, as a letter proposes it. */
export const dayIn = (at: Instant, { zone, language }: CustomerReader): string => written(language, at, zone, 'letterDay');

/** The line that says who reads an answer; none where that person has no address. */
export const answered = ({ name, email }: OfOurs, words: CustomerWords): string[] => (email === '' ? [] : [words.answer(name)]);

export const titles = (roles: readonly string[], { list }: CustomerWords): string => roles.join(list);
