// The warning that a handover's time is running out, or is used up.
import type { Step } from '../../../domain/handover/types';
import type { Instant } from '../../../domain/time/time';
import { span } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { type HandoverWords, handoverWordsIn } from '../../../texts/mail/handovers';
import type { Composed } from '../compose/composed';
import { answering, handoverMail, type Occasion, renaming } from '../compose/handovers';
import type { AnswerLinks } from '../compose/links';
import type { Reader } from '../compose/reader';
import type { Row } from '../compose/rows';

/** The reason why a mail could not do a step, in words. */
const codeWords = (code: string, { warn }: HandoverWords): string => {
  if (code === 'no-contact') return warn.noContact;
  if (code === 'no-address') return warn.noAddress;
  return code === 'mail-refused' ? warn.refusedMail : warn.otherCode(code);
};

/** From this percentage on, the mail says how to name another successor. */
const PRESSING = 75;

/** An open step; `code` is why its mail failed. */
export interface OpenStep {
  readonly step: Step;
  readonly code?: string;
}

/**
 * Composes the warning that a share of the handover's time is used; after its end, the mail says how late it is. `links`: for a successor who has
 * not answered. `isRefused`: the successor refused. `now` is the deployment's time.
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
  // As long as a mail is being retried, nobody need do its step by hand.
  const byHand = steps.flatMap(({ step, code }) => (step !== 'accepted' && (code !== undefined || isLate) ? [step] : []));
  const isWanting = occasion.roles.length > 0 && steps.some(({ step }) => step === 'accepted');
  const mustRename = isWanting && !links && (isRefused || percent >= PRESSING);
  return handoverMail(reader, occasion, {
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
