// From an effect to a ticket. The ticket's texts stay in the ticketing system; its id is what comes back.
import { DomainError } from '../../domain/decider';
import { touchpointTexts } from '../../domain/playbook/playbook';
import { people, profiles, type Store } from '../../store';
import type { Attempt, Handlers } from '../handler';
import type { Texts } from '../texts';
import type { Ticketing } from './port';

/** A ticket that is not there will not come by waiting. */
const onTicket = async (ticket: string, change: Promise<void>): Promise<Attempt> => {
  try {
    await change;
    return { ok: true, value: ticket };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no-such-ticket') return { ok: false, code: error.code };
    throw error;
  }
};

export const ticketHandlers = (
  store: Store,
  ticketing: Ticketing,
  texts: Texts,
): Handlers<'open-ticket' | 'close-ticket' | 'reopen-ticket'> => ({
  async 'open-ticket'({ owner, playbook: hash, task, touchpoint }, { key, account }) {
    const playbook = await texts(hash);
    if (!playbook) return { later: 'unknown-playbook' };
    const [profile, person] = await Promise.all([
      profiles.get(store, account),
      owner === undefined ? undefined : people.byId(store, owner),
    ]);
    const { title } = touchpointTexts(playbook, touchpoint);
    const subject = person?.language === 'zh-CN' ? `${profile?.name ?? account}：${title.zh}` : `${profile?.name ?? account}: ${title.en}`;
    const { id } = await ticketing.open({ key, account, about: `${account}:${task}`, subject, ...(owner === undefined ? {} : { owner }) });
    return { ok: true, value: id };
  },
  'close-ticket': ({ ticket }) => onTicket(ticket, ticketing.move(ticket, 'resolved')),
  'reopen-ticket': ({ ticket }) => onTicket(ticket, ticketing.move(ticket, 'open')),
});
