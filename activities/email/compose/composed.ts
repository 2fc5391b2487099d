// Puts a mail together from cards, for its HTML part and its text part at once.
import type { Language } from '../../../texts/language';
import { card as framed, type Html, html, page } from './layout';
import { labelled, type Part, stated } from './parts';

/** A composed mail. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The iCalendar object. */
  readonly calendar?: string;
}

/** A frame around parts, in order. */
export interface Card {
  readonly parts: readonly Part[];
  /** Whether it begins with a heading, which needs no margin above. */
  readonly isHeaded: boolean;
}

export interface Mail {
  readonly subject: string;
  /** The text that an inbox shows beside the subject. */
  readonly preview: string;
  /** Small, above the title. */
  readonly kicker?: string;
  readonly title: string;
  readonly cards: readonly Card[];
  /** The first line of the text part; absent: `title · kicker`. */
  readonly opening?: string;
  readonly footer: readonly string[];
  /** The line with where to see more: before the footer in the text part, last in HTML. */
  readonly overview?: { readonly label: string; readonly line: string };
}

export const card = (...parts: readonly Part[]): Card => ({ parts, isHeaded: false });

export const headedCard = (...parts: readonly Part[]): Card => ({ parts, isHeaded: true });

const cardAsHtml = ({ parts, isHeaded }: Card): Html => {
  const content = parts.flatMap((part) => part.html);
  return isHeaded ? framed(...content) : framed(html`<div style="margin-top:-8px">${content}</div>`);
};

/** The paragraphs of a card in the text part. A part that `isApart` begins a new one. */
const paragraphsOf = ({ parts }: Card): string[] => {
  const paragraphs: string[][] = [];
  for (const { text, isApart } of parts) {
    if (text.length === 0) continue;
    const last = paragraphs.at(-1);
    if (isApart || !last) paragraphs.push([...text]);
    else last.push(...text);
  }
  return paragraphs.map((lines) => lines.join('\n'));
};

/** The mail with its HTML part and its text part. */
export const composed = (language: Language, mail: Mail): Composed => {
  const { subject, kicker, title, cards, opening = `${title} · ${kicker ?? ''}`, footer, overview } = mail;
  return {
    subject,
    text: [
      opening,
      ...cards.flatMap(paragraphsOf),
      ...(overview ? [labelled(language, overview.label, overview.line)] : []),
      ...(footer.length > 0 ? [['-- ', ...footer].join('\n')] : []),
      '',
    ].join('\n\n'),
    html: page({
      ...mail,
      language,
      body: cards.map(cardAsHtml),
      footer: [...footer, ...(overview ? [stated(language, overview.label, overview.line)] : [])],
    }),
  };
};
