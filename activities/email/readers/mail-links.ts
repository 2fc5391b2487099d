// The links in a mail that act on a task, or answer a handover.
import { handoverEntity } from '../../../domain/ids';
import { linkTokens, type Store } from '../../../store';
import type { Errand } from '../../handler';
import type { MailLinks } from '../compose/links';

/** `linkBase`: the public address of the API; `undefined` where it is not known. */
export const mailLinks =
  (store: Store, linkBase: () => string | undefined) =>
  /** The links of one mail to `person`. */
  async (person: string, { key, now }: Pick<Errand, 'key' | 'now'>): Promise<MailLinks> => {
    const base = linkBase();
    if (base === undefined) return { task: () => ({}), handover: () => ({}) };
    const sign = await linkTokens.signer(store, key, now);
    const url = (action: linkTokens.LinkAction, subject: string): string => `${base}/do/${sign({ action, subject, person })}`;
    return {
      task: (id) => ({ links: { done: url('done', id), snooze: url('snooze', id), reassign: url('reassign', id) } }),
      handover: (id) => ({ links: { accept: url('accept', handoverEntity(id)), refuse: url('refuse', handoverEntity(id)) } }),
    };
  };
