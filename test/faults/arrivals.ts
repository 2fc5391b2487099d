// Compares the mails that arrived with the record.
import { deliveries, mails } from '../../store';
import type { House } from './house';

/**
 * The differences: mails without an outcome; sent mails that did not arrive, or arrived more often than interrupted attempts explain; and mails
 * without a record.
 */
export async function wrongArrivals({ store, postbox }: House): Promise<string[]> {
  const [kept, attempts] = await Promise.all([mails.list(store), deliveries.list(store)]);
  const interrupted = new Map(attempts.map((one) => [one.key, one.interrupted]));
  // A letter to a contact has its own key below its effect's.
  const doubles = ({ key, contact }: mails.Mail): number =>
    interrupted.get(contact === null ? key : key.slice(0, -`/${contact}`.length)) ?? 0;
  const known = new Set(kept.map(({ messageId }) => messageId));
  return [
    ...kept.flatMap((mail) => {
      const arrived = postbox.taken.get(mail.messageId) ?? 0;
      const isRight = mail.state === 'sent' && arrived >= 1 && arrived <= 1 + doubles(mail);
      return isRight ? [] : [`${mail.key} is ${mail.state} and arrived ${arrived} times`];
    }),
    ...Array.from(postbox.taken.keys()).flatMap((id) => (known.has(id) ? [] : [`nobody knows of ${id}`])),
  ];
}
