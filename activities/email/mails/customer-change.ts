// Letter to a customer's people: one of our people is succeeded by another.
import { customerWordsIn } from '../../../texts/mail/customers';
import type { Composed } from '../compose/composed';
import { answered, type Changed, type CustomerReader, dayIn, letter, type OfOurs, titles, type Visited } from '../compose/letter';

/** The change, and the stand-in. */
interface OurChange extends Changed {
  readonly standIn: OfOurs | undefined;
  readonly visit: Visited | undefined;
  /** `from` was also their backup, and nobody succeeds in that. */
  readonly endsBackup?: true;
}

/** Composes the letter about a change; `isAgain`: an earlier letter named another successor. */
export const composeChange = (
  reader: CustomerReader,
  { from, to, standIn, roles, visit, endsBackup }: OurChange,
  sender: string,
  isAgain: boolean,
): Composed => {
  const words = customerWordsIn(reader.language);
  const { changed } = words;
  const change = { from: from?.name, to: to.name, roles };
  return letter(reader, {
    subject: changed.subject(change),
    paragraphs: [
      isAgain ? changed.again(change) : changed.first(change),
      ...(endsBackup && from ? [words.noBackup.also(from.name)] : []),
      standIn === undefined ? changed.continues : changed.meanwhile(standIn.name, to.name),
      ...(visit === undefined ? [] : [changed.visit(visit.who.name, dayIn(visit.due, reader))]),
      ...answered(to, words),
    ],
    card: changed.card,
    people: [{ ...to, title: titles(roles, words) }, ...(standIn === undefined ? [] : [{ ...standIn, title: changed.also }])],
    sender,
  });
};
