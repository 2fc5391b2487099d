// Where the reader of a mail acts on a task with a click.
import { linkTokens, type Store } from '../../store';
import type { Errand } from '../handler';
import type { TaskLinks } from './reminder';

/** `linkBase` answers the address of the API as readers reach it; where nobody knows it there are no links. */
export const taskLinks =
  (store: Store, linkBase: () => string | undefined) =>
  /** Links of one mail to `person`, by a task's id `account:touchpoint:nominal`. */
  async (person: string, { key, now }: Pick<Errand, 'key' | 'now'>): Promise<(task: string) => { readonly links?: TaskLinks }> => {
    const base = linkBase();
    if (base === undefined) return () => ({});
    const sign = await linkTokens.signer(store, key, now);
    return (task) => {
      const url = (action: linkTokens.TaskLinkAction): string => `${base}/do/${sign({ action, subject: task, person })}`;
      return { links: { done: url('done'), snooze: url('snooze'), reassign: url('reassign') } };
    };
  };
