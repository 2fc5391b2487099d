// The effects that make tickets. Texts stay in the ticketing system; the outcome is the ticket's name.

import { DomainError } from '../../domain/decider/decider';
import { given } from '../../domain/given';
import { taskId } from '../../domain/ids';
import { touchpointTexts } from '../../domain/playbook/playbook';
import { people, profiles, type Store } from '../../store';
import type { Attempt, Handlers } from '../handler';
import { NO_PLAYBOOK, type PlaybookOf } from '../playbooks';
import { type Ticketings, ticketName } from './registry';

/** Errors that waiting does not cure: the ticket is gone, or the system lacks the status. */
const FOR_GOOD: readonly string[] = ['no-such-ticket', 'no-such-status'];

/** `work` returns the ticket's name. */
export const onTicket = async (work: () => Promise<string>): Promise<Attempt> => {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof DomainError && FOR_GOOD.includes(error.code)) return { ok: false, code: error.code };
    throw error;
  }
};

export const ticketHandlers = (store: Store, ticketings: Ticketings, playbookOf: PlaybookOf): Handlers<'open-ticket' | 'move-ticket'> => ({
  async 'open-ticket'({ owner, playbook: hash, task, touchpoint }, { key, account }) {
    const playbook = await playbookOf(hash);
    if (!playbook) return NO_PLAYBOOK;
    const [profile, person] = await Promise.all([
      profiles.get(store, account),
      owner === undefined ? undefined : people.byId(store, owner),
    ]);
    const { title } = touchpointTexts(playbook, touchpoint);
    const subject = person?.language === 'zh-CN' ? `${profile?.name ?? account}：${title.zh}` : `${profile?.name ?? account}: ${title.en}`;
    return onTicket(async () => {
      const { primary } = ticketings;
      const about = taskId(account, task);
      const { id } = await primary.open({ key, account, about, subject, ...given({ owner }) });
      return ticketName(primary.system, id);
    });
  },

  'move-ticket': ({ ticket, to }) =>
    onTicket(async () => {
      const { ticketing, id } = ticketings.of(ticket);
      await ticketing.move(id, to);
      return ticket;
    }),
});
