// Letter to a customer's new contact: who we are, and which of our people they deal with.
import type { PlainDate } from '../../../domain/time/time';
import { writtenDate } from '../../../texts/formats/moments';
import { customerWordsIn } from '../../../texts/mail/customers';
import type { Composed } from '../compose/composed';
import { answered, type CustomerReader, dayIn, letter, type OfOurs, titles, type Visited } from '../compose/letter';

/** Composes the welcome to a new contact. `team` begins with whoever answers for the account. */
export const composeWelcome = (
  reader: CustomerReader,
  welcome: {
    /** The name of the customer's company. */
    readonly account: string;
    readonly from: string | undefined;
    readonly signedOn: PlainDate | null;
    readonly team: readonly (OfOurs & { readonly roles: readonly string[] })[];
    readonly visit: Visited | undefined;
  },
  sender: string,
): Composed => {
  const words = customerWordsIn(reader.language);
  const { account, from, signedOn, team, visit } = welcome;
  const [first] = team;
  const since = signedOn === null ? '' : words.welcome.since(writtenDate(reader.language, signedOn));
  return letter(reader, {
    subject: words.welcome.subject,
    paragraphs: [
      words.welcome.first(account, from),
      `${since}${words.welcome.what}`,
      ...(visit === undefined ? [] : [words.welcome.visit(visit.who.name, dayIn(visit.due, reader))]),
      ...(first === undefined ? [] : answered(first, words)),
    ],
    card: words.welcome.card,
    people: team.map(({ roles, ...one }) => ({ ...one, title: titles(roles, words) })),
    sender,
  });
};
