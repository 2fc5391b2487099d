// The reminder of an errand: what is to be done, since when, and how to say that it is done.
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import { errandWordsIn } from '../../../texts/mail/errands';
import { cardsOf } from '../compose/blocks';
import { type Composed, composed } from '../compose/composed';
import { footerFor, type Reader } from '../compose/reader';

export interface MailedErrand {
  readonly id: string;
  readonly due: Instant;
  /** What is to be done. */
  readonly text: string | undefined;
}

export const composeErrand = (reader: Reader, { id, due, text }: MailedErrand): Composed => {
  const { language, zone } = reader;
  const words = errandWordsIn(language);
  const dueBy = words.due(written(language, due, zone, 'longMoment'));
  return composed(language, {
    subject: words.subject(text ?? id),
    preview: dueBy,
    kicker: words.kicker(id),
    title: words.title,
    cards: cardsOf(language, [
      {
        heading: text ?? words.nothing,
        paragraphs: [dueBy],
        actions: [{ label: words.done, line: `npx perennial errand done ${id}` }],
      },
    ]),
    footer: footerFor(reader, words.because),
  });
};
