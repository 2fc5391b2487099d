// The mails to our people about a handover: briefing, introduction, warnings, and the request for a successor.

import { DomainError } from '../../../domain/decider/decider';
import { given } from '../../../domain/given';
import type { HandoverEffect, HandoverInfo } from '../../../domain/handover/types';
import { effectParts, handoverEntity } from '../../../domain/ids';
import { type Playbook, words } from '../../../domain/playbook/playbook';
import { briefingOf, contacts, handovers, journal, mails, notes, people, profiles, type Store, takeover } from '../../../store';
import { textKey } from '../../../texts/language';
import type { Attempt, Errand, Handler, Handlers } from '../../handler';
import type { PlaybookOf } from '../../playbooks';
import { hoursOf } from '../../working-hours';
import type { Composed } from '../compose/composed';
import type { Occasion } from '../compose/handovers';
import type { AnswerLinks } from '../compose/links';
import { composeBriefing } from '../mails/briefing';
import { composeWarning } from '../mails/handover-warning';
import { composeIntroduction } from '../mails/new-contact';
import { composeAsking } from '../mails/successor-wanted';
import { mailLinks } from '../readers/mail-links';
import { isOverrun, LEFT_TO_DIGEST, nightWatch } from '../readers/night';
import { type Reading, readingOf } from '../readers/reading';
import type { Recipient } from '../readers/recipient';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

type Notification = Extract<HandoverEffect, { readonly thresholds: readonly number[] }>;

/** Real milliseconds to wait for the journal to reach the event of an effect. */
const PATIENCE = 5_000;

/** Waits until the event is journalled, since the mail reads its texts in the store. Throws `journal-behind`, which is retried. */
const untilRecorded = async (store: Store, { key, entity }: Errand): Promise<void> => {
  const sequence = effectParts(key)?.sequence ?? 0;
  if (!(await journal.awaitSequence(store, handoverEntity(entity), sequence, PATIENCE)))
    throw new DomainError('journal-behind', { entity, sequence });
};

/** `linkBase`: the public address of the API; `undefined` where it is not known. */
export const handoverHandlers = (
  store: Store,
  transport: Transport,
  playbookOf: PlaybookOf,
  linkBase: () => string | undefined = () => undefined,
): Handlers<Notification['type']> => {
  const reading = readingOf(store, playbookOf);
  const deliver = delivery(store, transport);
  const linking = mailLinks(store, linkBase);
  const nightOf = nightWatch(store, hoursOf(playbookOf));

  /** Links to answer, for the successor only. */
  const linksFor = async (reader: Recipient, { succession }: HandoverInfo, errand: Errand): Promise<AnswerLinks | undefined> =>
    succession.kind === 'ours' && reader.id === succession.to
      ? (await linking(reader.id, errand)).handover(errand.entity).links
      : undefined;

  const occasionOf = async (reader: Recipient, info: HandoverInfo, playbook: Playbook, errand: Errand): Promise<Occasion> => {
    const { account, entity: id, now } = errand;
    const { succession, visit, state } = await takeover(store, { ...info, account, handover: id }, now);
    const ours = succession.kind === 'ours' ? succession : undefined;
    const [profile, colleagues, theirs, note] = await Promise.all([
      profiles.get(store, account),
      people.byIds(
        store,
        [ours?.from, ours?.to, ours?.standIn, visit?.who].filter((one) => one !== undefined),
      ),
      contacts.byIds(store, ours ? [] : [succession.from, succession.to]),
      info.note === undefined ? undefined : notes.get(store, info.note),
    ]);
    // An erased person is shown by id.
    const nameOf = (one: string): string => (colleagues.get(one) ?? theirs.get(one))?.name ?? one;
    const isReaders = visit?.who === undefined || visit.who === reader.id;
    const reasons = playbook.handover?.reasons ?? {};
    return {
      id,
      account: { id: account, name: profile?.name ?? account, zone: state.zone },
      roles: ours?.roles ?? [],
      from: nameOf(succession.from),
      to: nameOf(succession.to),
      standIn: ours?.standIn === undefined ? undefined : nameOf(ours.standIn),
      reason: Object.hasOwn(reasons, info.reason) ? reasons[info.reason]?.title : undefined,
      note: note?.text.trim() || undefined,
      due: info.due,
      visit: visit && { due: visit.due, minutes: visit.minutes, ...(isReaders ? {} : { who: nameOf(visit.who ?? '') }) },
    };
  };

  /** Sends a mail to one of ours; the mails of a handover share a thread. `compose` returns the mail, or an outcome where none is needed. */
  const notify = (
    compose: (effect: Notification, errand: Errand, reading: Reading) => Promise<Composed | { readonly attempt: Attempt }>,
  ): Handler<Notification> =>
    reading(async (effect, errand, { reader, playbook }) => {
      const { account, entity: id } = errand;
      const mail = await compose(effect, errand, { reader, playbook });
      if ('attempt' in mail) return mail.attempt;
      const root = await mails.threadOf(store, { account, person: reader.id, task: id });
      return deliver({ to: reader, mail, reminders: [{ task: id, remindAt: [] }], root }, errand);
    });

  return {
    brief: notify(async ({ handover, account }, errand, { reader, playbook }) => {
      const briefing = await briefingOf(store, playbook, { ...handover, account, handover: errand.entity }, errand.now);
      if (!briefing) return { attempt: { later: 'journal-behind' } };
      return composeBriefing(reader, errand.entity, briefing, await linksFor(reader, handover, errand), errand.now);
    }),

    'introduce-to-team': notify(async ({ handover }, errand, { reader, playbook }) => {
      const contact = (await contacts.byIds(store, [handover.succession.to])).get(handover.succession.to);
      // The contact has been erased: there is nobody to introduce.
      if (!contact) return { attempt: { ok: false, code: 'no-contact' } };
      return composeIntroduction(reader, await occasionOf(reader, handover, playbook, errand), {
        ...contact,
        stands: words(playbook, 'contact', contact.level, textKey(reader.language)),
      });
    }),

    'warn-handover': notify(async ({ handover, thresholds }, errand, { reader, playbook }) => {
      await untilRecorded(store, errand);
      const night = await nightOf(reader, errand.now);
      if (night && !isOverrun(handover.due, thresholds, night.until)) return { attempt: LEFT_TO_DIGEST };
      const [occasion, row] = await Promise.all([occasionOf(reader, handover, playbook, errand), handovers.get(store, errand.entity)]);
      const steps = handover.open.map((step) => {
        const code = row?.state.steps[step]?.code;
        return { step, ...given({ code }) };
      });
      const isRefused = row?.status === 'refused';
      const canAnswer = handover.open.includes('accepted') && !isRefused;
      const links = canAnswer ? await linksFor(reader, handover, errand) : undefined;
      return composeWarning(reader, occasion, { steps, percent: thresholds.at(-1) ?? 100, isRefused, links }, errand.now);
    }),

    'ask-successor': notify(async ({ handover }, errand, { reader, playbook }) => {
      await untilRecorded(store, errand);
      const [refused] = await journal.latest(store, handoverEntity(errand.entity), ['handoverRefused'], 1);
      const [occasion, refusal] = await Promise.all([
        occasionOf(reader, handover, playbook, errand),
        refused?.note ? notes.get(store, refused.note) : undefined,
      ]);
      return composeAsking(reader, occasion, refusal?.text.trim() || undefined, errand.now);
    }),
  };
};
