// One mail to each successor about everything that the leaving person hands over.
import { given } from '../../../domain/given';
import { offboardingEntity } from '../../../domain/ids';
import { words } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import { accounts, handovers, linkTokens, offboardings, people, playbooks, type Store, takeover, tasks } from '../../../store';
import type { Handlers } from '../../handler';
import type { PlaybookOf } from '../../playbooks';
import { composeOffboarding, type ReassignedAccount } from '../mails/offboarding';
import { NO_ADDRESS, reachable, readersOf } from '../readers/recipient';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

export const offboardingHandlers = (
  store: Store,
  transport: Transport,
  playbookOf: PlaybookOf,
  linkBase: () => string | undefined = () => undefined,
): Handlers<'brief-offboarding'> => {
  const readerFor = readersOf(store);
  const deliver = delivery(store, transport);
  /** The visits ahead, by handover, with their accounts' zones. */
  const visitsOf = async (underWay: readonly handovers.Handover[], now: Instant) =>
    new Map(
      (
        await Promise.all(
          underWay.map(async ({ id, account, state: { succession, visit: key } }) => {
            if (succession === undefined || key === undefined) return [];
            const { visit, state } = await takeover(store, { account, handover: id, succession, visit: key }, now);
            return visit ? [[id, { ...visit, zone: state.zone }] as const] : [];
          }),
        )
      ).flat(),
    );
  return {
    async 'brief-offboarding'({ to, offboarding: id }, errand) {
      const { key, now } = errand;
      const [offboarding, reader, published] = await Promise.all([offboardings.get(store, id), readerFor(to, now), playbooks.list(store)]);
      if (!offboarding || !reachable(reader)) return NO_ADDRESS;
      const [items, underWay, from, playbook] = await Promise.all([
        offboardings.items(store, id, { state: 'done' }),
        handovers.list(store, { offboarding: id, statuses: ['running'], successors: [to] }),
        people.byId(store, offboarding.person),
        playbookOf(published[0]?.hash ?? ''),
      ]);
      const theirs = items.filter(({ successor }) => successor === to);
      if (theirs.length === 0) return { ok: true, value: 'nothing' };
      const ids = theirs.map(({ account }) => account);
      const [names, open] = await Promise.all([
        accounts.names(store, ids),
        tasks.list(store, { owners: [to], states: ['planned', 'open'] }),
      ]);
      // Handovers that the leaving person had not accepted yet continue as handovers of their own.
      const otherHandovers = theirs.flatMap(({ handover }) =>
        handover !== null && !underWay.some(({ id: known }) => known === handover) ? [handover] : [],
      );
      const others = await Promise.all(otherHandovers.map((handover) => handovers.get(store, handover)));
      const visits = await visitsOf([...underWay, ...others.filter((one) => one !== undefined)], now);
      const visitors = await people.byIds(
        store,
        [...visits.values()].flatMap(({ who }) => who ?? []),
      );
      const reassigned = theirs.map(({ account, handover, belongings: { roles, cases } }): ReassignedAccount => {
        const visit = visits.get(handover ?? '');
        const who = visit?.who === undefined || visit.who === to ? undefined : visitors.get(visit.who)?.name;
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
          ...(visit && { visit: { due: visit.due, minutes: visit.minutes, zone: visit.zone, ...given({ who }) } }),
        };
      });
      const base = linkBase();
      const awaited = underWay.filter(({ acceptedAt }) => acceptedAt === null);
      const [first] = awaited;
      const sign = base === undefined || !first ? undefined : await linkTokens.signer(store, key, now);
      const accept = sign && `${base ?? ''}/do/${sign({ action: 'accept', subject: offboardingEntity(id), person: reader.id })}`;
      const about = {
        id,
        from: from?.name ?? offboarding.person,
        handle: reader.handle,
        ...(first === undefined ? {} : { due: first.due }),
        ...(accept === undefined ? {} : { accept }),
      };
      return deliver({ to: reader, mail: composeOffboarding(reader, about, reassigned), reminders: [], account: null }, errand);
    },
  };
};
