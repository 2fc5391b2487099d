// From a person's morning to the mail that they find: sent once, to somebody who is there, when there is something to say.
import { standIn } from '../../../domain/person/absence';
import { outlook } from '../../../domain/playbook/compile-person';
import { absences, digests, mails, people, type Store } from '../../../store';
import type { Handlers } from '../../handler';
import type { PlaybookOf } from '../../playbooks';
import { hoursOf } from '../../working-hours';
import { composeDigest } from '../mails/digest';
import { mailLinks } from '../readers/mail-links';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

/** What became of a digest that was not sent. */
const NOT_SENT = {
  /** Whoever stands in has it in their own. */
  away: { ok: true, value: 'away' },
  nothing: { ok: true, value: 'nothing' },
  /** An earlier one was held up, and has said it all. */
  notified: { ok: true, value: 'notified' },
} as const;

export const digestHandlers = (
  store: Store,
  transport: Transport,
  playbookOf: PlaybookOf,
  linkBase: () => string | undefined = () => undefined,
): Handlers<'digest'> => {
  const deliver = delivery(store, transport);
  const linking = mailLinks(store, linkBase);
  const hours = hoursOf(playbookOf);
  return {
    async digest({ person: id, playbook: hash, at, since }, errand) {
      const { now } = errand;
      const [reader, last] = await Promise.all([people.byId(store, id), mails.lastDigestAt(store, id)]);
      if (last !== undefined && last > at) return NOT_SENT.notified;
      if (!reader) return { ok: false, code: 'unknown-person' };
      if (standIn(id, now, await absences.list(store, now)) !== id) return NOT_SENT.away;
      if (reader.email === '') return { ok: false, code: 'no-address' };
      const [playbook, terms] = await Promise.all([playbookOf(hash), hours(hash, reader, now)]);
      if (!playbook || !terms) return { later: 'unknown-playbook' };
      const digest = await digests.gather(store, {
        person: id,
        now,
        // Back from an absence one reads of all that happened meanwhile.
        since: last ?? since,
        ...outlook(playbook, terms, now),
      });
      if (digests.isEmpty(digest)) return NOT_SENT.nothing;
      const mail = composeDigest(reader, digest, playbook, await linking(id, errand));
      const tasks = [...digest.overdue, ...digest.escalated, ...digest.today, ...digest.coming];
      const reminders = tasks.map((task) => ({ task: task.id, remindAt: task.remindAt.filter((at) => at <= now) }));
      return deliver({ to: reader, mail, reminders, account: null }, errand);
    },
  };
};
