// The letters to a customer's people about a handover: readers, languages and outcomes.

import { rolesOf as rolesIn } from '../../../domain/account/owner';
import { type Role, workingTeamOf } from '../../../domain/account/roles';
import type { Visit } from '../../../domain/account/takeover';
import type { Team } from '../../../domain/account/types';
import type { HandoverEffect } from '../../../domain/handover/types';
import { rolesOf } from '../../../domain/playbook/codes';
import { type Playbook, words } from '../../../domain/playbook/playbook';
import { accounts, contacts, mails, people, type Store, takeover } from '../../../store';
import { type Language, textKey } from '../../../texts/language';
import type { Attempt, Errand, Handlers } from '../../handler';
import { NO_PLAYBOOK, type PlaybookOf } from '../../playbooks';
import type { Composed } from '../compose/composed';
import type { CustomerReader, OfOurs, Visited } from '../compose/letter';
import { composeBack } from '../mails/customer-back';
import { composeChange } from '../mails/customer-change';
import { composeNoBackup } from '../mails/customer-no-backup';
import { composeWelcome } from '../mails/customer-welcome';
import { NO_ADDRESS } from '../readers/recipient';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

type CustomerEffect = Extract<HandoverEffect, { readonly type: 'notify-customer' | 'introduce' }>;

/** The outcome of several letters of one effect: all must be final, and at least one must have been sent. */
const outcomeOfAll = (attempts: readonly Attempt[]): Attempt =>
  attempts.find((attempt) => 'later' in attempt) ??
  attempts.find((attempt) => 'ok' in attempt && attempt.ok) ??
  attempts[0] ?? { ok: false, code: 'no-contact' };

/** A visit for a letter; none without somebody who makes it. */
const visited = (visit: Visit | undefined, who: OfOurs | undefined): Visited | undefined => visit && who && { who, due: visit.due };

export const customerHandlers = (store: Store, transport: Transport, playbookOf: PlaybookOf): Handlers<CustomerEffect['type']> => {
  const deliver = delivery(store, transport);
  const sender = transport.from.name;

  const ofOurs = async (...ids: readonly (string | undefined)[]): Promise<(OfOurs | undefined)[]> => {
    const found = await people.byIds(
      store,
      ids.filter((id) => id !== undefined),
    );
    return ids.map((id) => found.get(id ?? ''));
  };

  const titlesOf = (playbook: Playbook, roles: readonly Role[], language: Language): string[] =>
    rolesOf(playbook)
      .all.filter((role) => roles.includes(role))
      .map((role) => words(playbook, 'role', role, textKey(language)));

  /** Sends a letter to a contact; the letters of a handover share a thread. Answers go to the first of `answering` with an address. */
  const write = async (
    contact: contacts.Reachable,
    errand: Errand,
    zone: string,
    answering: readonly (OfOurs | undefined)[],
    compose: (reader: CustomerReader, isAgain: boolean) => Composed,
  ): Promise<Attempt> => {
    const { account, entity: task } = errand;
    const root = await mails.threadOf(store, { account, contact: contact.id, task });
    const mail = compose({ name: contact.name, language: contact.language, zone }, root !== undefined);
    const answer = answering.find((one) => one !== undefined && one.email !== '');
    return deliver({ to: { contact, answer }, mail, reminders: [{ task, remindAt: [] }], root }, errand);
  };

  return {
    async 'notify-customer'({ playbook: hash, handover, isBack }, errand) {
      const { account, entity, now } = errand;
      const {
        succession,
        announced: roles,
        predecessor,
        endsBackup,
        visit,
        state,
      } = await takeover(store, { ...handover, account, handover: entity }, now);
      if (succession.kind !== 'ours' || (roles.length === 0 && !endsBackup)) return { ok: true, value: 'internal' };
      const [playbook, theirs, [from, to, standIn, visitor]] = await Promise.all([
        playbookOf(hash),
        contacts.list(store, { account }),
        ofOurs(succession.from, succession.to, succession.standIn, visit?.who),
      ]);
      if (!playbook) return NO_PLAYBOOK;
      const { zone } = state;
      if (isBack) {
        if (!from || !to) return { ok: false, code: 'unknown-person' };
        const notified = await Promise.all(
          theirs
            .filter(contacts.isReachable)
            .map(async (contact) =>
              (await mails.threadOf(store, { account, contact: contact.id, task: errand.entity })) ? [contact] : [],
            ),
        );
        // A contact who was not told of the change need not be told that it is off.
        if (notified.flat().length === 0) return { ok: true, value: 'nobody-knew' };
        const letters = notified
          .flat()
          .map((contact) =>
            write(contact, errand, zone, [from], (reader) =>
              composeBack(reader, { from, to, roles: titlesOf(playbook, roles, reader.language) }, sender),
            ),
          );
        return outcomeOfAll(await Promise.all(letters));
      }
      if (!to) return { ok: false, code: 'unknown-person' };
      if (roles.length === 0) {
        const letters = contacts
          .toBeNotified(theirs)
          .map((contact) =>
            write(contact, errand, zone, [to], (reader, isAgain) =>
              composeNoBackup(
                reader,
                { from, to, roles: titlesOf(playbook, [rolesOf(playbook).answers], reader.language) },
                sender,
                isAgain,
              ),
            ),
          );
        return outcomeOfAll(await Promise.all(letters));
      }
      const letters = contacts.toBeNotified(theirs).map((contact) =>
        write(contact, errand, zone, [to, standIn], (reader, isAgain) =>
          composeChange(
            reader,
            {
              from: predecessor === undefined ? undefined : from,
              to,
              standIn,
              visit: visited(visit, visitor),
              roles: titlesOf(playbook, roles, reader.language),
              ...(endsBackup && { endsBackup }),
            },
            sender,
            isAgain,
          ),
        ),
      );
      return outcomeOfAll(await Promise.all(letters));
    },

    async introduce({ playbook: hash, handover }, errand) {
      const { account, entity, now } = errand;
      const { succession, team, visit, state } = await takeover(store, { ...handover, account, handover: entity }, now);
      const [playbook, theirs, found, members, [visitor]] = await Promise.all([
        playbookOf(hash),
        contacts.byIds(store, [succession.from, succession.to]),
        accounts.get(store, account),
        membersOf(team, workingTeamOf(rolesIn(state))),
        ofOurs(visit?.who),
      ]);
      if (!playbook) return NO_PLAYBOOK;
      const contact = theirs.get(succession.to);
      if (!contact || !contacts.isReachable(contact)) return NO_ADDRESS;
      return write(contact, errand, state.zone, members, (reader) =>
        composeWelcome(
          reader,
          {
            account: found?.name ?? account,
            from: theirs.get(succession.from)?.name,
            signedOn: found?.signedOn ?? null,
            team: members.map(({ roles, ...one }) => ({ ...one, roles: titlesOf(playbook, roles, reader.language) })),
            visit: visited(visit, visitor),
          },
          sender,
        ),
      );
    },
  };

  /** The people who welcome the contact, each once with all of their roles. The first one reads answers. */
  async function membersOf(team: Team, welcoming: readonly Role[]): Promise<(OfOurs & { readonly roles: readonly Role[] })[]> {
    const ids = Array.from(new Set(welcoming.flatMap((role) => team[role] ?? [])));
    const found = await ofOurs(...ids);
    return ids.flatMap((id, index) => {
      const one = found[index];
      return one ? [{ name: one.name, email: one.email, roles: welcoming.filter((role) => team[role] === id) }] : [];
    });
  }
};
