// Letters to a customer's people: warm, short, without ids, reasons, grades or commands of ours.
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
  /** The account's zone: the contact's own is not known. */
  readonly zone: string;
}

/** One of our people, as far as customers may know. */
export interface OfOurs {
  readonly name: string;
  /** Empty where it is not known. */
  readonly email: string;
}

/** Who would like to visit, and when. The letter names only the day. */
export interface Visited {
  readonly who: OfOurs;
  readonly due: Instant;
}

/** A change of person on our side. */
export interface Changed {
  /** Absent where the person is no longer known. */
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
  /** The heading above the people. */
  readonly card: string;
  readonly people: readonly Line[];
  /** The name that signs the letter. */
  readonly sender: string;
}

/** A paragraph, set apart in the text part too. */
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

/** Composes a letter, HTML and text. The text part names the people before its closing line. */
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

/** A visit's day, as a letter proposes it. */
export const dayIn = (at: Instant, { zone, language }: CustomerReader): string => written(language, at, zone, 'letterDay');

/** The line that says who reads an answer; empty where that person has no address. */
export const answered = ({ name, email }: OfOurs, words: CustomerWords): string[] => (email === '' ? [] : [words.answer(name)]);

export const titles = (roles: readonly string[], { list }: CustomerWords): string => roles.join(list);
