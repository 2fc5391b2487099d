// The one mail that a successor gets about everything that one who leaves hands over.
import { words } from '../../domain/playbook/playbook';
import { accounts, handovers, leaves, linkTokens, people, playbooks, type Store, tasks } from '../../store';
import type { Handlers } from '../handler';
import type { Texts } from '../texts';
import { delivery } from './deliver';
import { composeLeave, type PassedAccount } from './leave-mail';
import { NO_ADDRESS, reachable, readersOf } from './recipient';
import type { Transport } from './transport';

export const leaveHandlers = (
  store: Store,
  transport: Transport,
  texts: Texts,
  linkBase: () => string | undefined = () => undefined,
): Handlers<'brief-leave'> => {
  const readerFor = readersOf(store);
  const deliver = delivery(store, transport);
  return {
    async 'brief-leave'({ to, leave: id }, errand) {
      const { key, now } = errand;
      const [leave, reader, published] = await Promise.all([leaves.get(store, id), readerFor(to, now), playbooks.list(store)]);
      if (!leave || !reachable(reader)) return NO_ADDRESS;
      const [items, underWay, from, playbook] = await Promise.all([
        leaves.items(store, id, { state: 'done' }),
        handovers.list(store, { leave: id, statuses: ['running'], successors: [to] }),
        people.byId(store, leave.person),
        texts(published[0]?.hash ?? ''),
      ]);
      const theirs = items.filter(({ successor }) => successor === to);
      if (theirs.length === 0) return { ok: true, value: 'nothing' };
      const ids = theirs.map(({ account }) => account);
      const [names, open] = await Promise.all([
        accounts.names(store, ids),
        tasks.list(store, { owners: [to], states: ['planned', 'open'] }),
      ]);
      const passed = theirs.map(({ account, handover, belongings: { roles, cases } }): PassedAccount => {
        const ofAccount = open.filter((task) => task.account === account);
        const [next] = ofAccount;
        return {
          name: names.get(account) ?? account,
          ...(handover === null ? {} : { handover }),
          roles: roles.map((role) =>
            playbook ? { en: words(playbook, 'role', role, 'en'), zh: words(playbook, 'role', role, 'zh') } : { en: role, zh: role },
          ),
          tasks: ofAccount.length,
          overdue: ofAccount.filter(({ due }) => due < now).length,
          cases: cases.length,
          ...(next === undefined ? {} : { nextDue: next.due }),
        };
      });
      const base = linkBase();
      const awaited = underWay.filter(({ acceptedAt }) => acceptedAt === null);
      const [first] = awaited;
      const sign = base === undefined || !first ? undefined : await linkTokens.signer(store, key, now);
      const accept = sign && `${base ?? ''}/do/${sign({ action: 'accept', subject: leaves.entityOfLeave(id), person: reader.id })}`;
      const about = {
        id,
        from: from?.name ?? leave.person,
        handle: reader.handle,
        ...(first === undefined ? {} : { due: first.due }),
        ...(accept === undefined ? {} : { accept }),
      };
      return deliver({ to: reader, mail: composeLeave(reader, about, passed), reminders: [], account: null }, errand);
    },
  };
};
