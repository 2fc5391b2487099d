// What the fan-out of a departure asks of the world: account after account handed over, and the end of it. Repeats are harmless.
import { ApplicationFailure } from '@temporalio/activity';
import type { AccountState, HandoverId, Passing, Role } from '../domain/account/types';
import { DomainError, type Outcome } from '../domain/decider';
import { type DeploymentClock, deploymentTime } from '../domain/deployment-clock';
import type { LeavePorts } from '../domain/leave';
import { absences, accounts, handovers, journal, leaves, people, type Store, withVisitHour } from '../store';
import { entityOf } from '../store/account-fold';
import { entityOfCase } from '../store/case-fold';
import type { LeaveEffect } from './handler';
import { retryable } from './retryable';
import { isAway, type Sender } from './send';

/** Milliseconds until the read models must show what was commanded. */
const READ_MODEL_WAIT = 8_000;
interface Group {
  readonly roles: readonly Role[];
  readonly handover?: HandoverId;
}

/** What says that there is nothing to hand over any more. */
const OVER: readonly string[] = ['account-closed', 'entity-not-running'];

export const createLeave = (dependencies: {
  readonly store: Store;
  readonly send: Sender;
  readonly clock: DeploymentClock;
  /** Does an effect, once under its key. */
  readonly perform: (key: string, entity: string, effect: LeaveEffect) => Promise<Outcome>;
}): LeavePorts => {
  const { store, send, clock, perform } = dependencies;

  /** Sends a command and waits until it can be read. */
  const commanded = async (entity: string, name: string, args: object, key: string): Promise<void> => {
    const receipt = await send.command(entity, name, args, key);
    if (!(await journal.awaitSequence(store, entity, receipt, READ_MODEL_WAIT))) throw retryable('read-model-behind');
  };

  /** Roles that pass with one command each: those of a `handover` under way pass together. */
  const groupsOf = ({ team, handovers: underWay }: AccountState, person: string): readonly Group[] => {
    const held = (Object.entries(team) as [Role, string][]).flatMap(([role, holder]) => (holder === person ? [role] : []));
    const passing = Object.entries(underWay).flatMap(([handover, one]) =>
      one.kind === 'ours' && one.to === person ? [{ roles: one.roles, handover }] : [],
    );
    const free = held.filter((role) => !passing.some(({ roles }) => roles.includes(role)));
    return free.length > 0 ? [...passing, { roles: free }] : passing;
  };

  /** What an attempt that was cut off has opened: the account knows it until it is accepted, the departure from its beginning on. */
  const openedBefore = async (id: string, state: AccountState, { account, successor, belongings }: leaves.LeaveItem) => {
    const isTheirs = (one: Passing): boolean =>
      one.kind === 'ours' && one.to === successor && one.roles.some((role) => belongings.roles.includes(role));
    const [known] = Object.entries(state.handovers).find(([, one]) => isTheirs(one)) ?? [];
    return known ?? (await handovers.list(store, { account, leave: id }))[0]?.id;
  };

  /** Answers the handover, where it passes by one. */
  const handOver = async (leave: leaves.Leave, item: leaves.LeaveItem): Promise<string | undefined> => {
    const { account, successor, belongings } = item;
    const state = (await accounts.get(store, account))?.state;
    if (!state) return undefined;
    const { id, person, reason, note, by } = leave;
    const said = { ...(by === null ? {} : { by }), ...(note === null ? {} : { note }) };
    const passed = { from: person, to: successor };
    const groups = groupsOf(state, person);
    // Their own departure hands over what they had when it began: this would stay with them.
    if ((await people.goneOf(store, [successor])).length > 0)
      throw new DomainError('successor-left', `${successor} has left; name another successor`);
    let handover: string | undefined;
    for (const { roles, handover: underWay } of groups) {
      const key = `leave/${id}/${account}/${roles.join('+')}`;
      handover = underWay ?? (await handovers.identify(store, key));
      const asked = { ...said, kind: 'ours', roles, ...passed, handover, reason, leave: id } as const;
      // What passed just now may have changed who makes the visit.
      const known = { id: account, state: (await accounts.get(store, account))?.state ?? state };
      await commanded(entityOf(account), 'openHandover', await withVisitHour(store, known, asked, deploymentTime(clock, Date.now())), key);
    }
    if (groups.length > 0) return handover;
    // No role of theirs (any more): what was given to them in person.
    for (const [task, { assignee }] of Object.entries(state.tasks))
      if (assignee === person)
        await commanded(entityOf(account), 'reassignTask', { ...said, task, to: successor }, `leave/${id}/${account}/${task}`);
    for (const one of belongings.cases)
      await commanded(entityOfCase(one), 'follow', { ...said, passed }, `leave/${id}/${one}`).catch(unlessOver);
    return openedBefore(id, state, item);
  };

  /** Those who have not left themselves. */
  const present = async (successors: leaves.Leave['successors']): Promise<leaves.Leave['successors']> => {
    const gone = await people.goneOf(
      store,
      successors.map((one) => one.person),
    );
    return successors.filter((one) => !gone.includes(one.person));
  };

  /** Plans what has come since; `false` where nothing has. */
  const plannedMore = async ({ id, person, successors }: leaves.Leave): Promise<boolean> => {
    const left = await leaves.belongingsOf(store, person);
    const refused = new Set((await leaves.items(store, id, { state: 'failed' })).map(({ account }) => account));
    const more = left.filter(({ account }) => !refused.has(account));
    if (more.length === 0) return false;
    const there = await present(successors);
    const to = await leaves.assigned(store, more, there);
    // Whom no rule fits goes to whoever was named first: nobody's work stays with one who is gone.
    const otherwise = (there[0] ?? successors[0])?.person ?? person;
    await leaves.addItems(
      store.db,
      id,
      more.map((belongings) => ({ account: belongings.account, successor: to.get(belongings.account) ?? otherwise, belongings })),
    );
    return true;
  };

  return {
    openAccounts: async (leave, most) => (await leaves.items(store, leave, { state: 'open', limit: most })).map(({ account }) => account),

    async handOverAccount(id, account) {
      const [leave, item] = await Promise.all([leaves.get(store, id), leaves.item(store, id, account)]);
      if (!leave || !item || item.state !== 'open') return item?.state !== 'failed';
      try {
        const handover = await handOver(leave, item);
        await leaves.settle(store, id, account, { state: 'done', handover: handover ?? null });
        return true;
      } catch (error) {
        if (error instanceof ApplicationFailure) throw error;
        if (!(error instanceof DomainError) || isAway(error))
          throw retryable(error instanceof DomainError ? error.code : 'handover-crashed');
        const isOver = OVER.includes(error.code);
        await leaves.settle(store, id, account, isOver ? { state: 'done' } : { state: 'failed', code: error.code });
        return isOver;
      }
    },

    async finishLeave(id) {
      const leave = await leaves.get(store, id);
      if (!leave) return 'done';
      if (await plannedMore(leave)) return 'more';
      const items = await leaves.items(store, id);
      if (items.some(({ state }) => state === 'failed')) return 'failures';
      const now = deploymentTime(clock, Date.now());
      const [first] = await present(leave.successors);
      const manager = (await people.byId(store, leave.person))?.manager ?? first?.person;
      if (manager !== undefined) await people.passReports(store, leave.person, manager);
      if (first) await absences.passSubstitute(store, leave.person, first.person, now);
      const successors = Array.from(new Set(items.map((item) => item.successor)));
      const gone = await people.goneOf(store, successors);
      for (const successor of successors.filter((one) => !gone.includes(one)))
        await perform(`leave/${id}/brief/${successor}`, leaves.entityOfLeave(id), {
          lane: `mail/${successor}`,
          type: 'brief-leave',
          to: successor,
          leave: id,
        });
      await send.command(`person/${leave.person}`, 'leave', {}, `leave/${id}`).catch(unlessOver);
      await leaves.end(store, id, now);
      return 'done';
    },
  };
};

/** What has ended needs nothing more. */
const unlessOver = (error: unknown): void => {
  if (!(error instanceof DomainError) || isAway(error)) throw error;
};
