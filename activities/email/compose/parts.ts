// The building blocks of mails, each with its text and its HTML.
import type { Language } from '../../../texts/language';
import { generalWordsIn } from '../../../texts/mail/general';
import { badge, button, command, type Html, heading, html, note, paragraph, type Tone } from './layout';

/** A part of a card. */
export interface Part {
  readonly html: readonly Html[];
  /** Lines of the text part. */
  readonly text: readonly string[];
  /** Whether a blank line precedes it in the text part. */
  readonly isApart?: boolean;
}

export interface Mark {
  readonly tone: Tone;
  readonly text: string;
}

/** An action: a link, or a command to copy. */
export type Action = { readonly label: string } & ({ readonly url: string } | { readonly line: string });

/** `label: value`, with the language's punctuation. */
export const stated = (language: Language, label: string, value: string): string => `${label}${generalWordsIn(language).separator}${value}`;

/** A label with lines below it, in the text part. */
export const labelled = (language: Language, label: string, ...lines: readonly string[]): string =>
  [`${label}${generalWordsIn(language).separator.trimEnd()}`, ...lines.map((line) => `  ${line}`)].join('\n');

/** A small label above the rest. */
export const label = (language: Language, text: string): Part => ({ html: [note(text)], text: [labelled(language, text)] });

export const title = (text: string, mark?: Mark): Part => ({
  html: [heading(text), ...(mark === undefined ? [] : [html`<p style="margin:8px 0 0">${badge(mark.tone, mark.text)}</p>`])],
  text: [mark === undefined ? text : `${text} · ${mark.text}`],
});

export const sentence = (text: string): Part => ({ html: [paragraph(text)], text: [text] });

/** A line of small print. */
export const small = (text: string): Part => ({ html: [note(text)], text: [text] });

/** `label: value` in small print. */
export const fact = (language: Language, what: string, value: string): Part => small(stated(language, what, value));

/** A time. `lead` precedes it in the text part; a cancelled one is struck out. */
export const moment = (
  when: string,
  { lead = '', mark, isOff = false }: { readonly lead?: string; readonly mark?: Mark; readonly isOff?: boolean } = {},
): Part => ({
  html: [
    html`<p class="ink" style="margin:6px 0 0;color:#2b333b;font-size:15px;line-height:24px">${isOff ? html`<s>${when}</s>` : html`<strong>${when}</strong>`}${mark === undefined ? '' : html`&ensp;${badge(mark.tone, mark.text)}`}</p>`,
  ],
  text: [`${lead}${when}${mark === undefined ? '' : ` · ${mark.text}`}`],
});

/** Text that a person wrote. */
export const quotation = (text: string): Part => ({
  html: [
    html`<p class="ink line" style="margin:12px 0 4px;padding:2px 0 2px 12px;border-left:3px solid #dfe4e9;color:#2b333b;font-size:15px;line-height:23px;white-space:pre-wrap;overflow-wrap:anywhere">${text}</p>`,
  ],
  text: text.split(/\r?\n/).map((line) => `> ${line}`),
});

/** A thin line; nothing in the text part. */
export const rule: Part = {
  html: [html`<div class="line" style="border-top:1px solid #e6eaee;margin:14px 0 8px;font-size:0;line-height:0">&nbsp;</div>`],
  text: [],
};

/** Links side by side, the first one prominent, and below them commands to copy. */
export const doing = (language: Language, actions: readonly Action[]): Part[] => {
  const links = actions.flatMap((action) => ('url' in action ? [action] : []));
  const pressed = links.map(({ url, label }, index) => button(url, label, index === 0 ? 'first' : 'next'));
  return [
    ...(links.length > 0 ? [{ html: [html`<p style="margin:16px 0 4px">${pressed}</p>`], text: [] }] : []),
    ...actions.map((action) => ({
      html: 'line' in action ? [command(action.label, action.line)] : [],
      text: [labelled(language, action.label, 'url' in action ? action.url : action.line)],
      isApart: true,
    })),
  ];
};
