// From an effect to a mail on its way: who it is for, what it says, which thread it belongs to, and what came of it.
import type { PersonId, TaskInfo } from '../../domain/account/types';
import { explainAll } from '../../domain/because';
import { type Playbook, touchpointTexts, words } from '../../domain/playbook/playbook';
import { contacts, mails, people, profiles, type Store, tasks as taskRows } from '../../store';
import type { Attempt, Errand, Handlers } from '../handler';
import type { Texts } from '../texts';
import { messageId } from './message-id';
import { type Composed, composeReminder, type MailedContact, type MailedTask } from './reminder';
import { composeTellManager } from './tell-manager';
import type { Transport } from './transport';

type Person = NonNullable<Awaited<ReturnType<typeof people.byId>>>;

const NO_ADDRESS = { ok: false, code: 'no-address' } as const;
const NO_PLAYBOOK = { later: 'unknown-playbook' } as const;
/** How long a mail that is out already is tried to be recorded as such before the attempt ends without a word. */
const RECORDING = 10_000;

/** A person may have been erased; whose address was never known cannot be written to either. */
const reachable = (person: Person | undefined): person is Person => person !== undefined && person.email !== '';

export const emailHandlers = (store: Store, transport: Transport, texts: Texts): Handlers<'remind' | 'tell-manager'> => {
  const accountOf = async (id: string) => ({ id, name: (await profiles.get(store, id))?.name ?? id });

  const mailed = async (info: TaskInfo, account: string, playbook: Playbook, { language }: Person): Promise<MailedTask> => {
    const key = language === 'zh-CN' ? 'zh' : 'en';
    const { title, purpose } = touchpointTexts(playbook, info.touchpoint);
    const id = `${account}:${info.task}`;
    const row = await taskRows.get(store, id);
    // A row that speaks of another due time is ahead of this reminder, or behind it: its reasons are not ours.
    const reasons = row?.due === info.due ? row.because.filter(([code]) => code !== 'stage') : [];
    return {
      id,
      title: title[key],
      purpose: purpose[key],
      stage: words(playbook, 'stage', info.stage, key),
      nominal: info.nominal,
      due: info.due,
      provisional: info.provisional,
      because: explainAll(reasons, key, playbook),
    };
  };

  const contactOf = async (account: string): Promise<MailedContact | undefined> => {
    const primary = (await contacts.list(store, { account })).find((contact) => contact.primary);
    if (!primary) return undefined;
    const { name, role, phone, email } = primary;
    return { name, ...(role ? { role } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  };

  const deliver = async (
    to: Person,
    mail: Composed,
    reminders: readonly mails.Reminder[],
    root: string | undefined,
    errand: Errand,
  ): Promise<Attempt> => {
    const { key, account, now, signal } = errand;
    const kept = await mails.prepare(store, {
      key,
      messageId: messageId(key, transport.from.address),
      ...(root ? { inReplyTo: root } : {}),
      account,
      person: to.id,
      toAddress: to.email,
      ...mail,
      reminders,
    });
    // An earlier attempt was interrupted after the mail's fate was known, before the effect's was.
    if (kept.state === 'sent') return { ok: true };
    if (kept.state === 'refused') return { ok: false, code: 'mail-refused' };
    const handover = await transport.send(
      {
        messageId: kept.messageId,
        references: kept.inReplyTo ? [kept.inReplyTo] : [],
        to: { name: to.name, address: kept.toAddress },
        subject: kept.subject,
        text: kept.text,
        html: kept.html ?? '',
        date: new Date(now),
        account,
      },
      signal,
    );
    switch (handover.state) {
      case 'later':
        return { later: handover.code };
      case 'refused':
        await insisted(() => mails.markRefused(store, key), signal);
        return { ok: false, code: handover.code };
      case 'sent':
        await insisted(() => mails.markSent(store, key, now), signal);
        return { ok: true };
    }
  };

  return {
    async remind({ to, playbook: hash, tasks }, errand) {
      const { account, now } = errand;
      const [first] = tasks.toSorted((a, b) => a.due - b.due);
      if (!first) return { ok: true };
      const [reader, playbook] = await Promise.all([people.byId(store, to), texts(hash)]);
      if (!reachable(reader)) return NO_ADDRESS;
      if (!playbook) return NO_PLAYBOOK;
      const listed = await Promise.all(tasks.map((info) => mailed(info, account, playbook, reader)));
      const mail = composeReminder(reader, await accountOf(account), listed, await contactOf(account), now);
      const root = await mails.threadOf(store, { account, person: to, task: first.task });
      return deliver(
        reader,
        mail,
        tasks.map(({ task, remindAt }) => ({ task, remindAt })),
        root,
        errand,
      );
    },

    async 'tell-manager'({ about, otherwise, playbook: hash, code, tasks }, errand) {
      const subject = await people.byId(store, about);
      const manager = subject?.manager ?? undefined;
      const candidates = [manager, otherwise].filter((id): id is PersonId => id !== undefined && id !== about);
      const found = await people.byIds(store, candidates);
      const reader = candidates.map((id) => found.get(id)).find(reachable);
      if (!reader) return { ok: false, code: 'no-manager' };
      const playbook = await texts(hash);
      if (!playbook) return NO_PLAYBOOK;
      const listed = await Promise.all(tasks.map((info) => mailed(info, errand.account, playbook, reader)));
      const mail = composeTellManager(
        { name: reader.name, language: reader.language, zone: reader.zone, isManager: reader.id === manager },
        // Of somebody erased the id is all that is left.
        { name: subject?.name ?? about, ...(subject?.email ? { address: subject.email } : {}) },
        await accountOf(errand.account),
        listed,
        code,
        errand.now,
      );
      return deliver(reader, mail, [], undefined, errand);
    },
  };
};

/** A store that is away for a moment between the handing-over and its record shall not double a mail. */
const insisted = async (record: () => Promise<void>, signal: AbortSignal): Promise<void> => {
  const until = Date.now() + RECORDING;
  for (;;) {
    try {
      return await record();
    } catch (error) {
      if (signal.aborted || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
};
