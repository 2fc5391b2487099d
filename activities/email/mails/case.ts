// The mail about a service case: warning, report, clocks, owner, contact, next step.
import type { News, Warning, Withdrawal } from '../../../domain/service-case/types';
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import { caseWordsIn } from '../../../texts/mail/cases';
import { generalWordsIn } from '../../../texts/mail/general';
import { type CaseDetails, firstLine } from '../../case-details';
import { type DescribedClock, describedClock, listedClocks } from '../compose/clocks';
import { type Card, type Composed, card, composed, headedCard } from '../compose/composed';
import { contactCards, type MailedContact } from '../compose/contact';
import { type Action, doing, label, labelled, type Part, quotation, small, stated, title } from '../compose/parts';
import { footerFor, type Reader } from '../compose/reader';

/** The occasion of the mail. */
export interface Occasion {
  /** `C-12`. */
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string };
  readonly about: News;
  readonly warnings: readonly Warning[];
  /** Withdrawn breaches that the reader had been told of: the clock's title, and its due time now. */
  readonly withdrawn: readonly { readonly title: string; readonly why: Withdrawal['why']; readonly due?: Instant }[];
}

type CaseReader = Reader & { readonly id: string; readonly handle: string };

/** The number of clocks that a subject names. */
const NAMED = 2;
/** The number of the report's characters that a subject quotes. */
const QUOTED = 48;

/** The headlines: the clocks that the mail is about, or the one that is due next. */
const mattersOf = (clocks: readonly DescribedClock[]): readonly string[] => {
  const inOrder = clocks.toSorted((a, b) => a.urgency - b.urgency);
  const marked = inOrder.filter(({ isMarked }) => isMarked);
  const pressing = marked.length > 0 ? marked : inOrder.filter(({ isRunning }) => isRunning).slice(0, 1);
  return pressing.map(({ matter }) => matter);
};

/** The report and the facts of the case. */
const factsOf = (reader: CaseReader, { report, severity, kind, level, reportedAt, owner }: CaseDetails): Part[] => {
  const { language } = reader;
  const words = caseWordsIn(language);
  const reported = report ?? words.noReport;
  const inCharge = owner === undefined ? words.nobody : owner.id === reader.id ? words.you : owner.name;
  return [
    { ...quotation(reported), text: [labelled(language, words.report, ...reported.split(/\r?\n/))], isApart: true },
    {
      ...small(
        [stated(language, words.severity, severity), stated(language, words.kind, kind), stated(language, words.level, level)].join(' · '),
      ),
      isApart: true,
    },
    small(stated(language, words.reportedAt, written(language, reportedAt, reader.zone, 'longMoment'))),
    small(stated(language, words.owner, inCharge)),
  ];
};

const clockCards = (reader: Reader, clocks: readonly DescribedClock[]): Card[] =>
  clocks.length === 0 ? [] : [card(label(reader.language, caseWordsIn(reader.language).clocks), listedClocks(reader, clocks))];

const actionsOf = (id: string, { language, handle }: CaseReader): Action[] => {
  const words = caseWordsIn(language);
  return [
    { label: words.take, line: `npx perennial case take ${id} --as ${handle}` },
    { label: words.resolve, line: `npx perennial case resolve ${id} --as ${handle}` },
    { label: words.show, line: `npx perennial case show ${id}` },
  ];
};

/**
 * Composes the mail about a case for one reader; `details` is in the reader's language. Breached clocks come first, then by due time. `now` is the
 * deployment's time.
 */
export const composeCaseMail = (
  reader: CaseReader,
  { id, account, about, warnings, withdrawn }: Occasion,
  details: CaseDetails,
  contact: MailedContact | undefined,
  now: Instant,
): Composed => {
  const { language } = reader;
  const words = caseWordsIn(language);
  const passed = new Map(warnings.map(({ milestone, thresholds }) => [milestone, thresholds.at(-1)]));
  const clocks = details.clocks.map((clock) => describedClock(clock, passed.get(clock.milestone), reader, now));
  const matters = about === 'withdrawn' && warnings.length === 0 ? [] : mattersOf(clocks);
  const corrections = withdrawn.map(({ title: what, why, due }) =>
    words.withdrawn(what, why, details.level, due === undefined ? undefined : written(language, due, reader.zone, 'dayAndTime')),
  );
  const isBroken = details.clocks.some(({ milestone, state }) => state === 'breached' && passed.has(milestone));
  const news = isBroken && about !== 'opened' ? words.broken : words.news[about];
  // A warning and a withdrawal are named by their clocks alone. Other news is named before the clocks.
  const headlines = [...withdrawn.map(({ title: what }) => words.noLongerLate(what)), ...matters];
  const isNamed = (about === 'warned' || about === 'withdrawn') && headlines.length > 0;
  const named = [...(isNamed ? [] : [news]), ...headlines.slice(0, NAMED)].join(generalWordsIn(language).and);
  const others = words.more(Math.max(0, headlines.length - NAMED));
  return composed(language, {
    subject: words.subject(account.name, `${named}${others}`, firstLine(details, QUOTED), id),
    preview: details.report ?? words.noReport,
    kicker: `${id} · ${news}`,
    title: account.name,
    cards: [
      headedCard(...[...corrections, ...matters].map((matter) => title(matter)), ...factsOf(reader, details)),
      ...clockCards(reader, clocks),
      ...contactCards(language, contact),
      card(...doing(language, actionsOf(id, reader))),
    ],
    footer: footerFor(reader, details.owner?.id === reader.id ? words.becauseYours : words.becauseNotified),
  });
};
