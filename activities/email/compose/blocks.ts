// What a mail says, once, for both of its parts: framed blocks of lines, rows and things to do.
import type { Language } from '../../../texts/language';
import { wordsIn } from '../../../texts/mail/words';
import { type Composed, labelled, textPart } from '../mails/reminder';
import { badge, button, card, command, type Html, heading, html, note, page, paragraph, type Tone } from './layout';

export interface Mark {
  readonly tone: Tone;
  readonly text: string;
}

export interface Row {
  readonly what: string;
  /** On the right, short: a date. */
  readonly when?: string;
  /** On the right, as long as it may be. */
  readonly value?: string;
  readonly mark?: Mark;
  readonly notes?: readonly string[];
}

/** Something to do: a link to press, or a command to copy. */
export type Action = { readonly label: string } & ({ readonly url: string } | { readonly line: string });

export interface Block {
  /** Small, above everything. */
  readonly label?: string;
  readonly heading?: string;
  readonly mark?: Mark;
  readonly paragraphs?: readonly string[];
  /** What somebody wrote. */
  readonly quotation?: string;
  readonly rows?: readonly Row[];
  readonly notes?: readonly string[];
  readonly actions?: readonly Action[];
}

/** Keeps a short text on one line. */
const unbroken = (isShort: boolean): Html => html`${isShort ? ';white-space:nowrap' : ''}`;

const row = ({ what, when, value, mark, notes = [] }: Row): Html => {
  const right = value ?? when;
  const left = html`<p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:22px${unbroken(value !== undefined)}">${what}${mark === undefined ? '' : html`&ensp;${badge(mark.tone, mark.text)}`}</p>${notes.map((line) => html`<p class="soft" style="margin:2px 0 0;color:#5b6670;font-size:13px;line-height:19px;overflow-wrap:anywhere">${line}</p>`)}`;
  const cell = html`class="line" style="border-top:1px solid #e6eaee;padding:8px 0;vertical-align:top"`;
  if (right === undefined) return html`<tr><td colspan="2" ${cell}>${left}</td></tr>`;
  return html`<tr><td ${cell}>${left}</td><td align="right" ${cell}><p class="soft" style="margin:0;padding-left:12px;color:#5b6670;font-size:14px;line-height:22px${unbroken(value === undefined)}">${right}</p></td></tr>`;
};

const table = (rows: readonly Row[]): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px">${rows.map(row)}</table>`;

const quoted = (text: string): Html =>
  html`<p class="ink line" style="margin:12px 0 4px;padding:2px 0 2px 12px;border-left:3px solid #dfe4e9;color:#2b333b;font-size:15px;line-height:23px;white-space:pre-wrap;overflow-wrap:anywhere">${text}</p>`;

const doing = (actions: readonly Action[]): Html[] => {
  const links = actions.flatMap((action) => ('url' in action ? [action] : []));
  const pressed = links.map(({ url, label }, index) => button(url, label, index === 0 ? 'first' : 'next'));
  return [
    ...(links.length > 0 ? [html`<p style="margin:16px 0 4px">${pressed}</p>`] : []),
    ...actions.flatMap((action) => ('line' in action ? [command(action.label, action.line)] : [])),
  ];
};

/** What begins without a label or a heading has a margin of its own. */
const raised = (content: readonly Html[]): Html => html`<div style="margin-top:-8px">${content}</div>`;

const asCard = ({ label, heading: title, mark, paragraphs = [], quotation, rows = [], notes = [], actions = [] }: Block): Html => {
  const content = [
    ...(label === undefined ? [] : [note(label)]),
    ...(title === undefined ? [] : [heading(title)]),
    ...(mark === undefined ? [] : [html`<p style="margin:8px 0 0">${badge(mark.tone, mark.text)}</p>`]),
    ...paragraphs.map((text) => paragraph(text)),
    ...(quotation === undefined ? [] : [quoted(quotation)]),
    ...(rows.length > 0 ? [table(rows)] : []),
    ...notes.map((text) => note(text)),
    ...doing(actions),
  ];
  return title !== undefined && label === undefined ? card(...content) : card(raised(content));
};

const rowAsText = ({ what, when, value, mark, notes = [] }: Row): string =>
  [`- ${[what, mark?.text, value ?? when].filter((part) => part !== undefined).join(' · ')}`, ...notes.map((line) => `    ${line}`)].join(
    '\n',
  );

const asText = (
  { label, heading: title, mark, paragraphs = [], quotation, rows = [], notes = [], actions = [] }: Block,
  language: Language,
) => {
  const words = wordsIn(language);
  const lines = [
    ...(label === undefined ? [] : [`${label}${words.separator.trimEnd()}`]),
    ...(title === undefined ? [] : [mark === undefined ? title : `${title} · ${mark.text}`]),
    ...paragraphs,
    ...(quotation === undefined ? [] : quotation.split(/\r?\n/).map((line) => `> ${line}`)),
    ...rows.map(rowAsText),
    ...notes,
  ];
  const acting = actions.map((action) => labelled(action.label, words, 'url' in action ? action.url : action.line));
  return [...(lines.length > 0 ? [lines.join('\n')] : []), ...acting].join('\n\n');
};

/** A mail to one of ours, in both parts. `preview` is what an inbox shows beside the subject. */
export const composed = (
  language: Language,
  mail: {
    readonly subject: string;
    readonly preview: string;
    readonly kicker: string;
    readonly title: string;
    readonly blocks: readonly Block[];
    readonly footer: readonly string[];
  },
): Composed => ({
  subject: mail.subject,
  text: textPart([`${mail.title} · ${mail.kicker}`, ...mail.blocks.map((block) => asText(block, language))], mail.footer),
  html: page({ ...mail, language, body: mail.blocks.map(asCard) }),
});
