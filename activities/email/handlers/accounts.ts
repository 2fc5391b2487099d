// The mails of accounts' effects: their readers, contents, threads and outcomes.

import type { PersonId, TaskInfo } from '../../../domain/account/types';
import { given } from '../../../domain/given';
import { taskId } from '../../../domain/ids';
import { type Playbook, titlesIn, touchpointTexts, words } from '../../../domain/playbook/playbook';
import { contacts, mails, people, profiles, type Store, tasks as taskRows } from '../../../store';
import { explainAll } from '../../../texts/because';
import { textKey } from '../../../texts/language';
import { caseDetails } from '../../case-details';
import type { Handlers } from '../../handler';
import { NO_PLAYBOOK, type PlaybookOf } from '../../playbooks';
import { hoursOf } from '../../working-hours';
import type { MailedContact } from '../compose/contact';
import { meetingCalendar } from '../compose/meeting-calendar';
import type { MailedTask } from '../compose/tasks';
import { composeCaseMail } from '../mails/case';
import { composeEscalation } from '../mails/escalation';
import { composeMeeting } from '../mails/meeting';
import { composeReminder } from '../mails/reminder';
import { composeManagerMail } from '../mails/unreachable';
import { mailLinks } from '../readers/mail-links';
import { isBreach, LEFT_TO_DIGEST, nightWatch } from '../readers/night';
import { readingOf } from '../readers/reading';
import { NO_ADDRESS, reachable, readersOf } from '../readers/recipient';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

type Person = people.Person;

/** `linkBase`: the public address of the API; `undefined` where it is not known. */
export const emailHandlers = (
  store: Store,
  transport: Transport,
  playbookOf: PlaybookOf,
  linkBase: () => string | undefined = () => undefined,
): Handlers<'remind' | 'escalate' | 'invite' | 'notify-manager' | 'notify-case'> => {
  const accountOf = async (id: string) => ({ id, name: (await profiles.get(store, id))?.name ?? id });

  const mailed = async (info: TaskInfo, account: string, playbook: Playbook, { language }: Person): Promise<MailedTask> => {
    const key = textKey(language);
    const { title, purpose } = touchpointTexts(playbook, info.touchpoint);
    const id = taskId(account, info.task);
    const row = await taskRows.get(store, id);
    // A row with another due time is newer or older than this reminder: its reasons do not apply.
    const reasons = row?.due === info.due ? row.because.filter(([code]) => code !== 'stage') : [];
    return {
      id,
      title: title[key],
      purpose: purpose[key],
      stage: words(playbook, 'stage', info.stage, key),
      nominal: info.nominal,
      due: info.due,
      provisional: info.provisional,
      because: explainAll(reasons, key, titlesIn(playbook, key)),
    };
  };

  const contactOf = async (account: string): Promise<MailedContact | undefined> => {
    const primary = (await contacts.list(store, { account })).find((contact) => contact.primary);
    if (!primary) return undefined;
    const { name, role, phone, email } = primary;
    return { name, ...(role ? { role } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  };

  const deliver = delivery(store, transport);

  const linking = mailLinks(store, linkBase);
  const nightOf = nightWatch(store, hoursOf(playbookOf));

  const readerFor = readersOf(store);
  const reading = readingOf(store, playbookOf);

  return {
    remind: reading(async ({ tasks }, errand, { reader, playbook }) => {
      const { account, now } = errand;
      const [first] = tasks.toSorted((a, b) => a.due - b.due);
      if (!first) return { ok: true };
      if (await nightOf(reader, now)) return LEFT_TO_DIGEST;
      const links = await linking(reader.id, errand);
      const listed = await Promise.all(
        tasks.map(async (info) => ({
          ...(await mailed(info, account, playbook, reader)),
          ...links.task(taskId(account, info.task)),
        })),
      );
      const mail = composeReminder(reader, await accountOf(account), listed, await contactOf(account), now);
      const root = await mails.threadOf(store, { account, person: reader.id, task: first.task });
      const reminders = tasks.map(({ task, remindAt }) => ({ task, remindAt }));
      return deliver({ to: reader, mail, reminders, root }, errand);
    }),

    escalate: reading(async ({ tasks }, errand, { reader, playbook }) => {
      const { account, now } = errand;
      const rows = await Promise.all(tasks.map(({ task }) => taskRows.get(store, taskId(account, task))));
      if (await nightOf(reader, now)) return LEFT_TO_DIGEST;
      // Tasks closed since then need no escalation.
      const pressing = tasks.filter((_, index) => !rows[index]?.closedAt).toSorted((a, b) => a.due - b.due);
      const [first] = pressing;
      if (!first) return { ok: true };
      const owners = await people.byIds(
        store,
        pressing.flatMap(({ owner }) => owner ?? []),
      );
      const links = await linking(reader.id, errand);
      const listed = await Promise.all(
        pressing.map(async (info) => {
          const owner = owners.get(info.owner ?? '');
          return {
            ...(await mailed(info, account, playbook, reader)),
            ...links.task(taskId(account, info.task)),
            ...(owner && { owner: { name: owner.name, email: owner.email } }),
          };
        }),
      );
      const mail = composeEscalation(reader, await accountOf(account), listed, await contactOf(account), now);
      const root = await mails.threadOf(store, { account, person: reader.id, task: first.task });
      return deliver({ to: reader, mail, reminders: pressing.map(({ task }) => ({ task, remindAt: [] })), root }, errand);
    }),

    async invite({ to, playbook: hash, method, sequence, minutes, zone, from, reassigned, ...info }, errand) {
      const { account, now } = errand;
      // An invitation goes to whoever is there on the meeting's day. A cancellation goes to whoever was invited; nobody was: nothing to send.
      const holder = method === 'CANCEL' ? await mails.invited(store, { account, task: info.task, to }) : undefined;
      if (method === 'CANCEL' && holder === undefined) return { ok: true };
      const [reader, playbook] = await Promise.all([
        holder === undefined ? readerFor(to, Math.max(info.due, now)) : people.byId(store, holder),
        playbookOf(hash),
      ]);
      if (!reachable(reader)) return NO_ADDRESS;
      if (!playbook) return NO_PLAYBOOK;
      const key = textKey(reader.language);
      const { title, purpose } = touchpointTexts(playbook, info.touchpoint);
      const profile = await accountOf(account);
      const id = taskId(account, info.task);
      const news = method === 'CANCEL' ? (reassigned ? 'reassigned' : 'cancelled') : from === undefined ? 'called' : 'moved';
      const meeting = {
        id,
        news,
        title: title[key],
        purpose: purpose[key],
        at: { due: info.due, minutes },
        zone,
        ...(from && { from }),
      } as const;
      const { description, ...mail } = composeMeeting(reader, profile, meeting, await contactOf(account));
      const organizer = transport.from;
      const calendar = meetingCalendar(
        {
          ...{ method, sequence, minutes, zone, organizer, description, due: info.due, provisional: info.provisional },
          uid: `${id}@${organizer.address.slice(organizer.address.lastIndexOf('@') + 1)}`,
          summary: `${title[key]} · ${profile.name}`,
          attendee: { name: reader.name, address: reader.email },
        },
        now,
      );
      const root = await mails.threadOf(store, { account, person: reader.id, task: info.task });
      return deliver({ to: reader, mail: { ...mail, calendar }, reminders: [{ task: info.task, remindAt: [] }], root }, errand);
    },

    'notify-case': reading(async ({ case: info, about, warnings, withdrawn = [] }, errand, { reader, playbook }) => {
      const { account, entity: id, now } = errand;
      const night = await nightOf(reader, now);
      // Whoever was warned of a breach is told of its withdrawal, even at night.
      if (night && withdrawn.length === 0 && !isBreach(info, warnings, night.until)) return LEFT_TO_DIGEST;
      const details = await caseDetails(store, playbook, info, reader.language);
      const corrected = withdrawn.map(({ milestone, why }) => {
        const clock = info.clocks.find((one) => one.milestone === milestone && one.state === 'running');
        const title = words(playbook, 'milestone', milestone, textKey(reader.language));
        return { title, why, ...given({ due: clock?.due }) };
      });
      const occasion = { id, account: await accountOf(account), about, warnings, withdrawn: corrected };
      const mail = composeCaseMail(reader, occasion, details, await contactOf(account), now);
      const root = await mails.threadOf(store, { account, person: reader.id, task: id });
      return deliver({ to: reader, mail, reminders: [{ task: id, remindAt: [] }], root }, errand);
    }),

    async 'notify-manager'({ about, otherwise, playbook: hash, code, tasks }, errand) {
      // A digest belongs to no single account.
      const isOfAccount = tasks.length > 0;
      const subject = await people.byId(store, about);
      const manager = subject?.manager ?? undefined;
      const candidates = [manager, otherwise].filter((id): id is PersonId => id !== undefined && id !== about);
      const found = await people.byIds(store, candidates);
      const reader = candidates.map((id) => found.get(id)).find(reachable);
      if (!reader) return { ok: false, code: 'no-manager' };
      const playbook = await playbookOf(hash);
      if (!playbook) return NO_PLAYBOOK;
      const listed = await Promise.all(tasks.map((info) => mailed(info, errand.account, playbook, reader)));
      const mail = composeManagerMail(
        { name: reader.name, language: reader.language, zone: reader.zone, isManager: reader.id === manager },
        // An erased person is shown by id.
        { name: subject?.name ?? about, ...(subject?.email ? { address: subject.email } : {}) },
        isOfAccount ? await accountOf(errand.account) : undefined,
        listed,
        code,
        errand.now,
      );
      return deliver({ to: reader, mail, reminders: [], ...(isOfAccount ? {} : { account: null }) }, errand);
    },
  };
};
