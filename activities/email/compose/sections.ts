// Sections of a long mail: one line for each thing. The first lines are shown and the rest is counted.
import { type Card, headedCard } from './composed';
import { badge, button, type Html, heading, html, note, type Tone } from './layout';
import { type Part, stated } from './parts';
import type { Reader } from './reader';
import { table } from './rows';

/** One line of a section. */
export interface Line {
  readonly title: string;
  readonly badges: readonly (readonly [tone: Tone, text: string])[];
  readonly facts: readonly string[];
  /** A second line of facts. */
  readonly more?: string;
  readonly links: readonly (readonly [url: string, text: string])[];
  /** The command to use where there are no links. */
  readonly command?: string;
  /** Whether its links are plain text, because nobody needs to act today. */
  readonly isQuiet?: boolean;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The number of lines shown. */
  readonly most: number;
  /** The sentence with the number of lines left out. */
  readonly rest: (count: number) => string;
}

const lineAsHtml = ({ title, badges, facts, more, links, isQuiet = false }: Line): Html => {
  const marks = badges.map(([tone, text]) => html`&ensp;${badge(tone, text)}`);
  const quiet = isQuiet ? links.map(([url, text]) => html` · <a href="${url}" style="color:#0f5c4e;text-decoration:none">${text}</a>`) : [];
  return html`<tr><td class="line" style="border-top:1px solid #e6eaee;padding:10px 0 9px">
<p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:24px"><strong style="font-weight:600">${title}</strong>${marks}</p>
${facts.length > 0 ? [html`<p class="soft" style="margin:1px 0 0;color:#5b6670;font-size:13px;line-height:19px">${facts.join(' · ')}${quiet}</p>`] : []}
${more === undefined ? [] : [note(more)]}
${links.length > 0 && !isQuiet ? [html`<p style="margin:7px 0 0">${links.map(([url, text]) => button(url, text, 'small'))}</p>`] : []}
</td></tr>`;
};

const lineAsText = ({ title, badges, facts, more, links, command }: Line, { language }: Reader): string[] => [
  `- ${title}${badges.length > 0 ? ` · ${badges.map(([, text]) => text).join(' · ')}` : ''}`,
  ...(facts.length > 0 ? [`  ${facts.join(' · ')}`] : []),
  ...(more === undefined ? [] : [`  ${more}`]),
  ...(links.length > 0 ? links.map(([url, text]) => `  ${stated(language, text, url)}`) : command === undefined ? [] : [`  ${command}`]),
];

const asPart = ({ title, lines, most, rest }: Section, reader: Reader): Part => {
  const shown = lines.slice(0, most);
  const others = lines.length > most ? [rest(lines.length - most)] : [];
  return {
    html: [
      heading(html`${title}&ensp;<span class="soft" style="color:#5b6670;font-weight:400">${lines.length}</span>`),
      table(shown.map(lineAsHtml)),
      ...others.map((line) => note(line)),
    ],
    text: [`${title} (${lines.length})`, ...shown.flatMap((line) => lineAsText(line, reader)), ...others.map((line) => `  ${line}`)],
  };
};

/** One card for each section with lines. */
export const sectionCards = (reader: Reader, sections: readonly Section[]): Card[] =>
  sections.filter(({ lines }) => lines.length > 0).map((section) => headedCard(asPart(section, reader)));
