// The mail that a successor refused, and another one must be named.
import type { Instant } from '../../../domain/time/time';
import { span } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { handoverWordsIn } from '../../../texts/mail/handovers';
import type { Composed } from '../compose/composed';
import { handoverMail, type Occasion, renaming } from '../compose/handovers';
import type { Reader } from '../compose/reader';

/** Composes the mail that the successor refused; `theirReason` is the text of the refusal, where one was written. */
export const composeAsking = (reader: Reader, occasion: Occasion, theirReason: string | undefined, now: Instant): Composed => {
  const { ask } = handoverWordsIn(reader.language);
  const { account, from, to, standIn, due } = occasion;
  const moment = written(reader.language, due, reader.zone, 'dayAndTime');
  return handoverMail(reader, occasion, {
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
