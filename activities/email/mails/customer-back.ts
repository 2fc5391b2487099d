// Letter to a customer's people: all stays as it was.
import { customerWordsIn } from '../../../texts/mail/customers';
import type { Composed } from '../compose/composed';
import { answered, type Changed, type CustomerReader, letter, type OfOurs, titles } from '../compose/letter';

/** That all stays as it was: `from` is there for them after all. */
export const composeBack = (reader: CustomerReader, { from, to, roles }: Changed & { readonly from: OfOurs }, sender: string): Composed => {
  const words = customerWordsIn(reader.language);
  const { back } = words;
  const change = { from: from.name, to: to.name, roles };
  return letter(reader, {
    subject: back.subject(change),
    paragraphs: [back.body(change), back.continues, ...answered(from, words)],
    card: back.card,
    people: [{ ...from, title: titles(roles, words) }],
    sender,
  });
};
