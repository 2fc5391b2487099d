// The digest mail: sent once, to a person who is there, where there is something to say.
import { standIn } from '../../../domain/person/absence';
import { outlook } from '../../../domain/playbook/compile-person';
import { absences, digests, mails, people, type Store } from '../../../store';
import type { Handlers } from '../../handler';
import { NO_PLAYBOOK, type PlaybookOf } from '../../playbooks';
import { hoursOf } from '../../working-hours';
import { composeDigest } from '../mails/digest';
import { mailLinks } from '../readers/mail-links';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

/** The outcomes of digests that were not sent. */
const NOT_SENT = {
  /** The person is away: the stand-in's digest covers it. */
  away: { ok: true, value: 'away' },
  nothing: { ok: true, value: 'nothing' },
  /** A delayed earlier digest has covered it. */
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
      if (!playbook || !terms) return NO_PLAYBOOK;
      const digest = await digests.gatherForMail(store, {
        person: id,
        now,
        // After an absence the digest covers the whole absence.
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
