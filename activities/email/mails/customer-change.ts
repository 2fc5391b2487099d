// Letter to a customer's people: somebody else of ours is there for them.
import { customerWordsIn } from '../../../texts/mail/customers';
import type { Composed } from '../compose/composed';
import { answered, type Changed, type CustomerReader, dayIn, letter, type OfOurs, titles, type Visited } from '../compose/letter';

/** What changes, and who else is there. */
interface OurChange extends Changed {
  readonly standIn: OfOurs | undefined;
  readonly visit: Visited | undefined;
  /** `from` was their backup too, and nobody else is. */
  readonly endsBackup?: true;
}

/** That somebody else of ours is there for them; `isAgain` where they were told of another successor before. */
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
