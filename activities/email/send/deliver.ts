// A mail on its way, once under its effect's key, whatever dies in between; and what came of it.
import { type contacts, mails, type people, type Store } from '../../../store';
import type { Attempt, Errand } from '../../handler';
import type { Composed } from '../compose/composed';
import { messageId, opaqueMessageId } from './message-id';
import type { Transport } from './transport';

/** How long a mail that is out already is tried to be recorded as such before the attempt ends without a word. */
const RECORDING = 10_000;

/** Where an answer goes. */
export interface Answerer {
  readonly name: string;
  readonly email: string;
}

export interface Letter {
  /** One of ours, or of theirs: such a mail says nothing of us in its headers, and has a key of its own under the errand's. */
  readonly to: people.Person | { readonly contact: contacts.Contact & { readonly email: string }; readonly answer: Answerer | undefined };
  readonly mail: Composed;
  /** What it stands for. */
  readonly reminders: readonly mails.Reminder[];
  /** Message-ID of the mail that began its thread. */
  readonly root?: string | undefined;
  /** It is about no single account, as other mails are about that of their errand. */
  readonly account?: null;
}

/** Hands a letter over and keeps it; one whose fate an earlier attempt knew already is left at that. */
export const delivery =
  (store: Store, transport: Transport) =>
  async (
    { to, mail, reminders, root, account: about }: Letter,
    { key: errand, account: ofErrand, now, signal }: Errand,
  ): Promise<Attempt> => {
    const account = about === null ? null : ofErrand;
    const isTheirs = 'contact' in to;
    const reader = isTheirs ? to.contact : to;
    const key = isTheirs ? `${errand}/${reader.id}` : errand;
    const kept = await mails.prepare(store, {
      key,
      messageId: (isTheirs ? opaqueMessageId : messageId)(key, transport.from.address),
      ...(root ? { inReplyTo: root } : {}),
      account,
      ...(isTheirs ? { contact: reader.id } : { person: reader.id }),
      toAddress: reader.email,
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
        to: { name: reader.name, address: kept.toAddress },
        ...(isTheirs && to.answer ? { replyTo: { name: to.answer.name, address: to.answer.email } } : {}),
        subject: kept.subject,
        text: kept.text,
        html: kept.html ?? '',
        ...(kept.calendar === null ? {} : { calendar: kept.calendar }),
        date: new Date(now),
        ...(isTheirs ? {} : { account }),
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
