// What our own people are told of a handover under way: that time runs out, that a successor is wanted, who their new contact is.

import type { Appointment } from '../../../domain/account/types';
import type { Step } from '../../../domain/handover/types';
import type { Text } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import type { contacts } from '../../../store';
import { span } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { type HandoverWords, handoverWordsIn } from '../../../texts/mail/handovers';
import { wordsIn } from '../../../texts/mail/words';
import { type Action, type Block, composed, type Row } from '../compose/blocks';
import { type AnswerLinks, answering, reasonLine, visitMoment } from './briefing';
import { type Composed, type Reader, whyTheirs } from './reminder';

/** A handover as it is told; names are resolved. */
export interface Occasion {
  /** `H-7`. */
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string; readonly zone: string };
  /** Codes of the roles of ours that pass; none where it is their contact. */
  readonly roles: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly standIn: string | undefined;
  /** Why: the playbook's title, and what was written. */
  readonly reason: Text | undefined;
  readonly note: string | undefined;
  readonly due: Instant;
  /** `who`: a name; absent where the reader makes it. */
  readonly visit: (Appointment & { readonly who?: string }) | undefined;
}

interface Mail {
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly because: string;
}

const letter = (reader: Reader, { id, account }: Occasion, { subject, blocks, because }: Mail): Composed => {
  const words = handoverWordsIn(reader.language);
  const general = wordsIn(reader.language);
  return composed(reader.language, {
    subject,
    preview: blocks[0]?.paragraphs?.[0] ?? blocks[0]?.heading ?? subject,
    kicker: words.kicker(id),
    title: account.name,
    blocks: [
      ...blocks,
      {
        actions: [
          { label: words.warn.show, line: `npx perennial handover show ${id}` },
          { label: words.allAbout, line: `npx perennial account show ${account.id}` },
        ],
      },
    ],
    footer: [whyTheirs(reader, because), general.zone(reader.zone)],
  });
};

const renaming = ({ account, roles }: Occasion, label: string): Action => ({
  label,
  line: `npx perennial contact change ${account.id} --ours --role ${roles.join(',')} --to HANDLE --reason "…"`,
});

/** Why a mail could not do a step. */
const codeWords = (code: string, { warn }: HandoverWords): string => {
  if (code === 'no-contact') return warn.noContact;
  if (code === 'no-address') return warn.noAddress;
  return code === 'mail-refused' ? warn.refusedMail : warn.otherCode(code);
};

/** From this percentage on it is said how another successor is named. */
const PRESSING = 75;

/** A step that is still to be done; `code` is what a mail ended with. */
export interface OpenStep {
  readonly step: Step;
  readonly code?: string;
}

/**
 * That so many percent of the time are used; `links` for the successor who has not answered, `isRefused` where they won't. Once the time is over it is
 * said how late it is. `now` is the deployment's time.
 */
export const composeWarning = (
  reader: Reader,
  occasion: Occasion,
  { steps, percent, isRefused, links }: { steps: readonly OpenStep[]; percent: number; isRefused: boolean; links: AnswerLinks | undefined },
  now: Instant,
): Composed => {
  const words = handoverWordsIn(reader.language);
  const { warn } = words;
  const { id, account, from, to, due } = occasion;
  const isLate = due <= now;
  const length = span(reader.language, Math.abs(due - now));
  const moment = written(reader.language, due, reader.zone, 'longMoment');
  const row = ({ step, code }: OpenStep): Row => {
    if (step === 'accepted' && isRefused) return { what: warn.refused(to) };
    return { what: warn.steps[step](to), notes: [...(code === undefined ? [] : [codeWords(code, words)]), warn.acting[step](to)] };
  };
  // While a mail is still tried nobody need do it by hand.
  const byHand = steps.flatMap(({ step, code }) => (step !== 'accepted' && (code !== undefined || isLate) ? [step] : []));
  const isWanting = occasion.roles.length > 0 && steps.some(({ step }) => step === 'accepted');
  const mustRename = isWanting && !links && (isRefused || percent >= PRESSING);
  return letter(reader, occasion, {
    subject: (isLate ? warn.lateSubject : warn.subject)(account.name, to, length, steps.length),
    blocks: [
      {
        heading: warn.heading(from, to),
        mark: isLate
          ? { tone: 'late', text: warn.late(length) }
          : { tone: 'soon', text: [warn.used(percent), warn.left(length)].join(' · ') },
        paragraphs: [isLate ? warn.due(moment) : warn.dueAhead(moment)],
      },
      {
        label: warn.open,
        rows: steps.map(row),
        actions: [
          ...(links ? answering(id, links, words) : []),
          ...(byHand.length > 0
            ? [{ label: warn.complete(byHand.join(words.list)), line: `npx perennial handover complete ${id} STEP` }]
            : []),
          ...(mustRename ? [renaming(occasion, warn.rename)] : []),
        ],
      },
    ],
    because: warn.because,
  });
};

/** That the successor won't take over; `theirReason` is why, where that was written. */
export const composeAsking = (reader: Reader, occasion: Occasion, theirReason: string | undefined, now: Instant): Composed => {
  const { ask } = handoverWordsIn(reader.language);
  const { account, from, to, standIn, due } = occasion;
  const moment = written(reader.language, due, reader.zone, 'dayAndTime');
  return letter(reader, occasion, {
    subject: ask.subject(account.name, to),
    blocks: [
      {
        heading: ask.heading(to),
        paragraphs: [ask.refused(to, from)],
      },
      { label: ask.theirReason, ...(theirReason === undefined ? { paragraphs: [ask.noReason] } : { quotation: theirReason }) },
      {
        paragraphs: [
          ...(standIn === undefined ? [] : [ask.meanwhile(standIn)]),
          due > now ? ask.clock(moment, span(reader.language, due - now)) : ask.clockOver(moment),
        ],
        actions: [renaming(occasion, ask.name)],
      },
    ],
    because: ask.because,
  });
};

/** That the customer's contact is another one now; `from` is empty where nothing is known of who it was. */
export const composeIntroduction = (reader: Reader, occasion: Occasion, contact: contacts.Contact): Composed => {
  const words = handoverWordsIn(reader.language);
  const { introduce } = words;
  const { account, from, due, visit } = occasion;
  const { name, role, level, phone, email } = contact;
  const moment = (at: Instant) => written(reader.language, at, reader.zone, 'dayAndTime');
  const when = (at: Appointment) => visitMoment(at, reader, account.zone);
  return letter(reader, occasion, {
    subject: introduce.subject(account.name, name),
    blocks: [
      {
        heading: name,
        paragraphs: [
          [role, introduce.level[level]].filter((part) => part).join(' · '),
          from === '' ? introduce.nobodyKnown : introduce.instead(from),
          [phone, email].filter((part) => part).join(' · '),
        ].filter((line) => line !== ''),
        notes: reasonLine(occasion, introduce.reason, reader.language),
      },
      {
        paragraphs: [
          email ? introduce.what(name) : introduce.noAddress(name),
          ...(visit === undefined
            ? []
            : [visit.who === undefined ? introduce.visit(when(visit)) : introduce.othersVisit(visit.who, when(visit))]),
          introduce.due(moment(due)),
        ],
      },
    ],
    because: introduce.because,
  });
};
