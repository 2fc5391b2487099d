// Letter to a customer's people: they have no backup contact any more.
import { customerWordsIn } from '../../../texts/mail/customers';
import type { Composed } from '../compose/composed';
import { answered, type Changed, type CustomerReader, letter, titles } from '../compose/letter';

/** Composes the letter that there is no backup any more. `to`, who has the titles `roles`, remains their contact. */
export const composeNoBackup = (reader: CustomerReader, { from, to, roles }: Changed, sender: string, isAgain: boolean): Composed => {
  const words = customerWordsIn(reader.language);
  const { noBackup, changed } = words;
  const change = { from: from?.name, to: to.name, roles };
  return letter(reader, {
    subject: noBackup.subject(change),
    paragraphs: [isAgain ? noBackup.again(change) : noBackup.first(change), changed.continues, ...answered(to, words)],
    card: changed.card,
    people: [{ ...to, title: titles(roles, words) }],
    sender,
  });
};
