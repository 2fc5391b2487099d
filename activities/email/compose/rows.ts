// Rows of a card: the subject on the left, time or amount on the right, notes below.
import { badge, type Html, html } from './layout';
import type { Mark, Part } from './parts';

export interface Row {
  readonly what: string;
  /** On the right: a date, which never wraps. */
  readonly when?: string;
  /** On the right: text of any length. */
  readonly value?: string;
  readonly mark?: Mark;
  readonly notes?: readonly string[];
}

/** A table of one or two columns; `rows` are `<tr>` elements. */
export const table = (rows: readonly Html[]): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px">${rows}</table>`;

/** Keeps a short text on one line. */
const unbroken = (isShort: boolean): Html => html`${isShort ? ';white-space:nowrap' : ''}`;

const rowAsHtml = ({ what, when, value, mark, notes = [] }: Row): Html => {
  const right = value ?? when;
  const left = html`<p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:22px${unbroken(value !== undefined)}">${what}${mark === undefined ? '' : html`&ensp;${badge(mark.tone, mark.text)}`}</p>${notes.map((line) => html`<p class="soft" style="margin:2px 0 0;color:#5b6670;font-size:13px;line-height:19px;overflow-wrap:anywhere">${line}</p>`)}`;
  const cell = html`class="line" style="border-top:1px solid #e6eaee;padding:8px 0;vertical-align:top"`;
  if (right === undefined) return html`<tr><td colspan="2" ${cell}>${left}</td></tr>`;
  return html`<tr><td ${cell}>${left}</td><td align="right" ${cell}><p class="soft" style="margin:0;padding-left:12px;color:#5b6670;font-size:14px;line-height:22px${unbroken(value === undefined)}">${right}</p></td></tr>`;
};

const rowAsText = ({ what, when, value, mark, notes = [] }: Row): string =>
  [`- ${[what, mark?.text, value ?? when].filter((part) => part !== undefined).join(' · ')}`, ...notes.map((line) => `    ${line}`)].join(
    '\n',
  );

export const listed = (rows: readonly Row[]): Part => ({ html: [table(rows.map(rowAsHtml))], text: rows.map(rowAsText) });
