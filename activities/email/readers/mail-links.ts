// Where the reader of a mail acts with a click: on a task, or on a handover that awaits their answer.
import { handoverEntity } from '../../../domain/ids';
import { linkTokens, type Store } from '../../../store';
import type { Errand } from '../../handler';
import type { MailLinks } from '../compose/links';

/** `linkBase` answers the address of the API as readers reach it. */
export const mailLinks =
  (store: Store, linkBase: () => string | undefined) =>
  /** Links of one mail to `person`. */
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
