// Sends a mail once under its effect's key, whatever process dies in between, and records the outcome.
import { type contacts, mails, type people, type Store } from '../../../store';
import type { Attempt, Errand } from '../../handler';
import type { Composed } from '../compose/composed';
import { messageId, opaqueMessageId } from './message-id';
import type { Transport } from './transport';

/** Real milliseconds for which recording a sent mail is retried before the attempt fails. */
const RECORDING = 10_000;

/** The person who reads answers. */
export interface Answerer {
  readonly name: string;
  readonly email: string;
}

export interface Letter {
  /** One of ours, or a contact of theirs. A contact's mail has no headers of ours, and its own key below the errand's. */
  readonly to: people.Person | { readonly contact: contacts.Contact & { readonly email: string }; readonly answer: Answerer | undefined };
  readonly mail: Composed;
  /** The reminders that the mail covers. */
  readonly reminders: readonly mails.Reminder[];
  /** Message-ID of the first mail in its thread. */
  readonly root?: string | undefined;
  /** `null`: the mail belongs to no single account; absent: to the errand's account. */
  readonly account?: null;
}

/** Sends a letter and keeps it. A letter whose outcome is recorded already is not sent again. */
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
    // An earlier attempt recorded the mail's outcome and was interrupted before recording the effect's.
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

/** Retries the record: a store that fails for a moment after the sending must not cause a second mail. */
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
