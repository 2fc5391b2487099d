// What a person is told of a service case: what presses, what was reported, how its clocks stand, who has it, whom to call, what to do.

import type { News, Warning, Withdrawal } from '../../../domain/service-case/types';
import type { Instant } from '../../../domain/time/time';
import { span } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { type CaseWords, caseWordsIn } from '../../../texts/mail/cases';
import { type Words, wordsIn } from '../../../texts/mail/words';
import { type CaseDetails, type ClockDetails, firstLine } from '../../case-details';
import { badge, card, command, type Html, heading, html, note, page, type Tone } from '../compose/layout';
import { type Composed, contactCard, contactLines, labelled, type MailedContact, type Reader, textPart, whyTheirs } from './reminder';

/** What the mail is about. */
export interface Occasion {
  /** `C-12`. */
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string };
  readonly about: News;
  readonly warnings: readonly Warning[];
  /** Withdrawn breaches that the reader was told of: the clock's title, and its due time now. */
  readonly withdrawn: readonly { readonly title: string; readonly why: Withdrawal['why']; readonly due?: Instant }[];
}

/** Clocks that a subject names. */
const NAMED = 2;
/** Characters of the report that a subject quotes. */
const QUOTED = 48;

/** One clock put into words; `passed`: the percentage of its target that the mail tells of. */
const described = ({ title, state, due, target, promise }: ClockDetails, passed: number | undefined, reader: Reader, now: Instant) => {
  const words = caseWordsIn(reader.language);
  const isBreached = state === 'breached';
  const left = state === 'running' && due !== undefined ? due - now : undefined;
  const used = passed === undefined || isBreached ? undefined : words.used(passed);
  const [stands, matter] = ((): readonly [string, string] => {
    if (left === undefined) return [words.states[state], words.stands(title, state)];
    const length = span(reader.language, Math.abs(left));
    return left < 0 ? [words.ago(length), words.wasDue(title, length)] : [words.in(length), words.dueIn(title, length)];
  })();
  const tone: Tone = isBreached || (left ?? 0) < 0 ? 'late' : 'soon';
  return {
    title,
    isMarked: passed !== undefined,
    isRunning: left !== undefined,
    urgency: isBreached ? Number.NEGATIVE_INFINITY : (due ?? Number.POSITIVE_INFINITY),
    when: due === undefined ? undefined : written(reader.language, due, reader.zone, 'dayAndTime'),
    stands,
    mark: isBreached ? stands : used,
    tone,
    promise: `${target} · ${promise}`,
    matter: used === undefined ? matter : words.inBrackets(matter, used),
  };
};

type Described = ReturnType<typeof described>;

/** What presses: the clocks that the mail tells of, or else the one that is due next. */
const mattersOf = (clocks: readonly Described[]): readonly string[] => {
  const inOrder = clocks.toSorted((a, b) => a.urgency - b.urgency);
  const marked = inOrder.filter(({ isMarked }) => isMarked);
  const pressing = marked.length > 0 ? marked : inOrder.filter(({ isRunning }) => isRunning).slice(0, 1);
  return pressing.map(({ matter }) => matter);
};

const row = ({ title, mark, when, stands, tone, promise }: Described): Html =>
  html`<tr><td class="line" style="border-top:1px solid #e6eaee;padding:9px 12px 9px 0;vertical-align:top"><p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:22px"><strong>${title}</strong>${mark === undefined ? '' : html`&ensp;${badge(tone, mark)}`}</p>${note(promise)}</td><td class="line" align="right" style="border-top:1px solid #e6eaee;padding:9px 0;vertical-align:top"><p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:22px;white-space:nowrap">${when ?? stands}</p>${when === undefined || mark === stands ? [] : [note(stands)]}</td></tr>`;

const table = (clocks: readonly Described[]): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px">${clocks.map(row)}</table>`;

const quotation = (report: string): Html =>
  html`<p class="ink line" style="margin:12px 0 14px;padding:2px 0 2px 12px;border-left:3px solid #dfe4e9;color:#2b333b;font-size:15px;line-height:23px;white-space:pre-wrap;overflow-wrap:anywhere">${report}</p>`;

const rowAsText = ({ title, when, stands, mark, promise, isMarked }: Described, { due }: CaseWords, { separator }: Words): string =>
  [
    `${isMarked ? '! ' : '  '}${[...new Set([title, mark ?? stands, stands])].join(' · ')}`,
    `    ${when === undefined ? promise : `${due}${separator}${when} · ${promise}`}`,
  ].join('\n');

/**
 * Composes the mail about a case to one reader; `details` is in the reader's language. What is breached comes first, then what is due next.
 * `now` is the deployment's time.
 */
export const composeCaseMail = (
  reader: Reader & { readonly id: string; readonly handle: string },
  { id, account, about, warnings, withdrawn }: Occasion,
  details: CaseDetails,
  contact: MailedContact | undefined,
  now: Instant,
): Composed => {
  const general = wordsIn(reader.language);
  const words = caseWordsIn(reader.language);
  const passed = new Map(warnings.map(({ milestone, thresholds }) => [milestone, thresholds.at(-1)]));
  const clocks = details.clocks.map((clock) => described(clock, passed.get(clock.milestone), reader, now));
  const matters = about === 'withdrawn' && warnings.length === 0 ? [] : mattersOf(clocks);
  const corrections = withdrawn.map(({ title, why, due }) =>
    words.withdrawn(title, why, details.level, due === undefined ? undefined : written(reader.language, due, reader.zone, 'dayAndTime')),
  );
  const isBroken = details.clocks.some(({ milestone, state }) => state === 'breached' && passed.has(milestone));
  const news = isBroken && about !== 'opened' ? words.broken : words.news[about];
  // A warning and its withdrawal are their own news; everything else is said before what presses.
  const headlines = [...withdrawn.map(({ title }) => words.noLongerLate(title)), ...matters];
  const isNamed = (about === 'warned' || about === 'withdrawn') && headlines.length > 0;
  const named = [...(isNamed ? [] : [news]), ...headlines.slice(0, NAMED)].join(general.and);
  const others = words.more(Math.max(0, headlines.length - NAMED));
  const subject = words.subject(account.name, `${named}${others}`, firstLine(details, QUOTED), id);
  const inCharge = details.owner === undefined ? words.nobody : details.owner.id === reader.id ? words.you : details.owner.name;
  const stated = (label: string, value: string): string => `${label}${general.separator}${value}`;
  const facts = [
    [stated(words.severity, details.severity), stated(words.kind, details.kind), stated(words.level, details.level)].join(' · '),
    stated(words.reportedAt, written(reader.language, details.reportedAt, reader.zone, 'longMoment')),
    stated(words.owner, inCharge),
  ];
  const commands: readonly (readonly [label: string, line: string])[] = [
    [words.take, `npx perennial case take ${id} --as ${reader.handle}`],
    [words.resolve, `npx perennial case resolve ${id} --as ${reader.handle}`],
    [words.show, `npx perennial case show ${id}`],
  ];
  const own = details.owner?.id === reader.id ? words.becauseYours : words.becauseNotified;
  const footer = [whyTheirs(reader, own), general.zone(reader.zone)];
  const report = details.report ?? words.noReport;
  return {
    subject,
    text: textPart(
      [
        [`${account.name} · ${id} · ${news}`, ...corrections, ...matters].join('\n'),
        labelled(words.report, general, ...report.split(/\r?\n/)),
        facts.join('\n'),
        [`${words.clocks}${general.separator.trimEnd()}`, ...clocks.map((clock) => rowAsText(clock, words, general))].join('\n'),
        ...(contact ? [contactLines(contact, general)] : []),
        ...commands.map(([label, line]) => labelled(label, general, line)),
      ],
      footer,
    ),
    html: page({
      language: reader.language,
      subject,
      preview: report,
      kicker: `${id} · ${news}`,
      title: account.name,
      body: [
        card(...[...corrections, ...matters].map((matter) => heading(matter)), quotation(report), ...facts.map((line) => note(line))),
        ...(clocks.length > 0 ? [card(note(words.clocks), table(clocks))] : []),
        ...(contact ? [contactCard(contact, general)] : []),
        card(...commands.map(([label, line]) => command(label, line))),
      ],
      footer,
    }),
  };
};
