// Letter to a customer's people: a change was withdrawn.
import { customerWordsIn } from '../../../texts/mail/customers';
import type { Composed } from '../compose/composed';
import { answered, type Changed, type CustomerReader, letter, type OfOurs, titles } from '../compose/letter';

/** Composes the letter that a change was withdrawn: `from` remains their contact. */
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
