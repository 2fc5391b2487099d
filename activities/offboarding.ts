// The work of an offboarding's campaign: hands over account after account, then finishes. Every step can be repeated.

import { ApplicationFailure } from '@temporalio/activity';
import type { AccountState, HandoverId, Role, Succession } from '../domain/account/types';
import { DomainError, type Outcome } from '../domain/decider/decider';
import { accountEntity, caseEntity, handoverEntity, offboardingEntity, personEntity } from '../domain/ids';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { absences, accounts, handovers, journal, offboardings, people, type Store, withVisitHour } from '../store';
import type { Working } from './campaigns';
import type { OffboardingEffect } from './handler';
import { retryable } from './retryable';
import { isAway, type Sender } from './send';

/** Milliseconds to wait for the read models to show a command. */
const READ_MODEL_WAIT = 8_000;
interface Group {
  readonly roles: readonly Role[];
  readonly handover?: HandoverId;
}

/** Codes that say that nothing is left to hand over. */
const OVER: readonly string[] = ['account-closed', 'entity-not-running'];

export const offboardingWork = (dependencies: {
  readonly store: Store;
  readonly send: Sender;
  readonly clock: DeploymentClock;
  /** Does an effect once under its key. */
  readonly perform: (key: string, entity: string, effect: OffboardingEffect) => Promise<Outcome>;
}): Working => {
  const { store, send, clock, perform } = dependencies;

  /** Sends a command and waits until the read models show it. */
  const commanded = async (entity: string, name: string, args: object, key: string): Promise<void> => {
    const receipt = await send.command(entity, name, args, key);
    if (!(await journal.awaitSequence(store, entity, receipt, READ_MODEL_WAIT))) throw retryable('read-model-behind');
  };

  /** The roles of `person`, in groups of one command each. Roles of a handover under way stay together. */
  const groupsOf = ({ team, handovers: underWay }: AccountState, person: string): readonly Group[] => {
    const held = Object.entries(team).flatMap(([role, holder]) => (holder === person ? [role] : []));
    const pending = Object.entries(underWay).flatMap(([handover, one]) =>
      one.kind === 'ours' && one.to === person ? [{ roles: one.roles, handover }] : [],
    );
    const free = held.filter((role) => !pending.some(({ roles }) => roles.includes(role)));
    return free.length > 0 ? [...pending, { roles: free }] : pending;
  };

  /** The handover that an interrupted attempt has opened. The account knows it until it is accepted; the offboarding has it from its start on. */
  const openedBefore = async (id: string, state: AccountState, { account, successor, belongings }: offboardings.OffboardingItem) => {
    const isTheirs = (one: Succession): boolean =>
      one.kind === 'ours' && one.to === successor && one.roles.some((role) => belongings.roles.includes(role));
    const [known] = Object.entries(state.handovers).find(([, one]) => isTheirs(one)) ?? [];
    return known ?? (await handovers.list(store, { account, offboarding: id }))[0]?.id;
  };

  /** Hands one account over. Returns the id of the handover, where there is one. */
  const handOver = async (offboarding: offboardings.Offboarding, item: offboardings.OffboardingItem): Promise<string | undefined> => {
    const { account, successor, belongings } = item;
    const state = (await accounts.get(store, account))?.state;
    if (!state) return undefined;
    const { id, person, reason, note, by } = offboarding;
    const statement = { ...(by === null ? {} : { by }), ...(note === null ? {} : { note }) };
    const reassigned = { from: person, to: successor };
    const groups = groupsOf(state, person);
    // A successor who has left must not get it: their own offboarding covers only what they had at its beginning.
    if (((await people.byId(store, successor))?.leftAt ?? null) !== null) throw new DomainError('successor-left', { successor });
    let handover: string | undefined;
    let latest = state;
    for (const { roles, handover: underWay } of groups) {
      const key = `${offboardingEntity(id)}/${account}/${roles.join('+')}`;
      handover = underWay ?? (await handovers.identify(store, key));
      const asked = { ...statement, kind: 'ours', roles, ...reassigned, handover, reason, offboarding: id } as const;
      await commanded(
        accountEntity(account),
        'openHandover',
        await withVisitHour(store, { id: account, state: latest }, asked, deploymentTime(clock, Date.now())),
        key,
      );
      // This group may have changed who makes the next visit: read the account again.
      if (groups.length > 1) latest = (await accounts.get(store, account))?.state ?? latest;
    }
    if (groups.length > 0) return handover;
    // They have no role here (any more): reassign their personal tasks and cases.
    for (const [task, { assignee }] of Object.entries(state.tasks))
      if (assignee === person)
        await commanded(
          accountEntity(account),
          'reassignTask',
          { ...statement, task, to: successor },
          `${offboardingEntity(id)}/${account}/${task}`,
        );
    for (const one of belongings.cases)
      await commanded(caseEntity(one), 'amend', { ...statement, reassigned }, `${offboardingEntity(id)}/${one}`).catch(unlessOver);
    return openedBefore(id, state, item);
  };

  /** The successors who have not left. */
  const present = async (successors: offboardings.Offboarding['successors']): Promise<offboardings.Offboarding['successors']> => {
    const gone = await people.goneOf(
      store,
      successors.map((one) => one.person),
    );
    return successors.filter((one) => !gone.includes(one.person));
  };

  /** Adds items for work that came since the plan; `false` where there is none. */
  const plannedMore = async ({ id, person, successors }: offboardings.Offboarding): Promise<boolean> => {
    const left = await offboardings.belongingsOf(store, person);
    const refused = new Set((await offboardings.items(store, id, { state: 'failed' })).map(({ account }) => account));
    const more = left.filter(({ account }) => !refused.has(account));
    if (more.length === 0) return false;
    const there = await present(successors);
    const to = await offboardings.assigned(store, more, there);
    // An account that fits nobody goes to the first successor: no work stays with the person who left.
    const otherwise = (there[0] ?? successors[0])?.person ?? person;
    await offboardings.addItems(
      store.db,
      id,
      more.map((belongings) => ({ account: belongings.account, successor: to.get(belongings.account) ?? otherwise, belongings })),
    );
    return true;
  };

  return {
    // Finished items are no longer `open`, so this needs no cursor.
    next: async ({ campaign }, limit) =>
      (await offboardings.items(store, campaign, { state: 'open', limit })).map(({ account }) => account),

    async one({ campaign: id }, account) {
      const [offboarding, item] = await Promise.all([offboardings.get(store, id), offboardings.item(store, id, account)]);
      if (!offboarding || !item || item.state === 'done') return { state: 'done' };
      if (item.state === 'failed') return { state: 'failed', code: item.code ?? 'refused' };
      try {
        const handover = await handOver(offboarding, item);
        await offboardings.settle(store, { offboarding: id, account, state: 'done', handover: handover ?? null });
        return { state: 'done' };
      } catch (error) {
        if (error instanceof ApplicationFailure) throw error;
        if (!(error instanceof DomainError) || isAway(error))
          throw retryable(error instanceof DomainError ? error.code : 'handover-crashed');
        const isOver = OVER.includes(error.code);
        await offboardings.settle(store, {
          offboarding: id,
          account,
          ...(isOver ? { state: 'done' } : { state: 'failed', code: error.code }),
        });
        return isOver ? { state: 'done' } : { state: 'failed', code: error.code };
      }
    },

    async finish({ campaign: id }) {
      const offboarding = await offboardings.get(store, id);
      if (!offboarding) return 'nothing';
      if (await plannedMore(offboarding)) return 'more';
      const items = await offboardings.items(store, id);
      if (items.some(({ state }) => state === 'failed')) return 'failures';
      const now = deploymentTime(clock, Date.now());
      const [first] = await present(offboarding.successors);
      const manager = (await people.byId(store, offboarding.person))?.manager ?? first?.person;
      if (manager !== undefined) await people.passReports(store, offboarding.person, manager);
      if (first) await absences.passSubstitute(store, offboarding.person, first.person, now);
      // The briefings list the handovers: wait until the new ones can be read.
      const opened = items.flatMap(({ handover }) => (handover === null ? [] : [handoverEntity(handover)]));
      await Promise.all(opened.map((handover) => journal.awaitSequence(store, handover, 1, READ_MODEL_WAIT)));
      const successors = Array.from(new Set(items.map((item) => item.successor)));
      const gone = await people.goneOf(store, successors);
      for (const successor of successors.filter((one) => !gone.includes(one)))
        await perform(`${offboardingEntity(id)}/brief/${successor}`, offboardingEntity(id), {
          lane: `mail/${successor}`,
          type: 'brief-offboarding',
          to: successor,
          offboarding: id,
        });
      await send.command(personEntity(offboarding.person), 'offboard', {}, offboardingEntity(id)).catch(unlessOver);
      await offboardings.end(store, id, now);
      return 'nothing';
    },
  };
};

/** Ignores a refusal: an entity that has ended needs nothing more. */
const unlessOver = (error: unknown): void => {
  if (!(error instanceof DomainError) || isAway(error)) throw error;
};
