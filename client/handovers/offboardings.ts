// Offboardings: plan who takes over what from a person who leaves, carry it out, stop and resume it (E3).

import { randomUUID } from 'node:crypto';
import type { Offboarding, OffboardingPlan } from '../../api/offboardings';
import type { Roles } from '../../domain/account/roles';
import { doubled, lacksBackup } from '../../domain/account/team';
import type { Team } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { numberedAs, offboardingEntity } from '../../domain/ids';
import type { Belongings, Successor } from '../../domain/offboarding';
import { leavingReason, levelsOf, segmentsOf } from '../../domain/playbook/codes';
import type { Playbook } from '../../domain/playbook/playbook';
import { formatInstant } from '../../domain/time/time';
import { absences, accounts, campaigns, handovers, people, offboardings as rows, type Store } from '../../store';
import { published } from '../accounts/account-terms';
import { timeOf } from '../accounts/account-view';
import { beginCampaign } from '../campaigns/campaigns';
import { commandCampaign, commandHandover } from '../temporal/commands';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { type Fields, NotUsable, oneOf, readFields, words, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { reasonOf } from '../temporal/reason';
import { type AskedStatement, stageStatement } from '../temporal/statement';
import type { Window, Windowed } from '../temporal/window';

/** Accounts worked on at the same time: each needs an update, a workflow and its mails. */
const AT_ONCE = 10;
const PAGE = 200;

const CONDITIONS = ['segment', 'level', 'stage', 'region'] as const;

async function listed(connection: Connection, of: Window): Promise<Windowed<Offboarding>> {
  const { rows: found, total } = await rows.window(connection.store, of);
  return { rows: await Promise.all(found.map(({ id }) => show(connection, id))), total };
}

export const offboardings = (connection: Connection) => ({
  /** The plan: who would get what. Changes nothing. Throws what `begin` throws. */
  plan: async (fields: Fields): Promise<OffboardingPlan> => (await planned(connection, fields)).plan,

  /**
   * Begins to hand over everything that a person has. `person`: a handle; `to`: handles separated by commas, each with optional conditions:
   * `wang.fang:segment=core-value;region=Europe`; `reason`: a code of the playbook's or words. The person gets no new work from now on. A repeat of
   * `key` is the same offboarding; a person has at most one under way. Throws `InvalidInput`, `no-successor`, `offboarding-under-way`,
   * `temporal-unavailable`.
   */
  async begin(fields: Fields, { key = randomUUID(), reason: _, ...statement }: AskedStatement = {}): Promise<Offboarding> {
    const { store, now } = connection;
    const repeated = await rows.byKey(store, key);
    // An ended one is not planned again: its successors may have left, and the work has moved.
    if (repeated?.endedAt != null) return show(connection, repeated.id);
    const { person, successors, items } = await planned(connection, fields);
    const { playbook } = await published(connection);
    const { code, note } = reasonOf(playbook, fields.reason ?? leavingReason(playbook));
    const who = await stageStatement(connection, statement, note);
    const offboarding = await rows.begin(
      store,
      { key, person, successors, reason: code, at: now(), ...present({ by: who.by, note: who.note }) },
      items,
    );
    if (offboarding.key !== key)
      throw new DomainError('offboarding-under-way', { person: fields.person ?? '', offboarding: offboarding.id });
    await people.markLeft(store, person, now());
    await run(connection, offboarding.id);
    return show(connection, offboarding.id);
  },

  /** Offboardings, the latest first. */
  list: async (): Promise<Offboarding[]> => (await listed(connection, {})).rows,

  /** A window of the list of offboardings, with the number of all that match. */
  window: (of: Window): Promise<Windowed<Offboarding>> => listed(connection, of),

  /** The progress of an offboarding, by its id or the person's handle. Throws `unknown-offboarding`. */
  show: async (which: string): Promise<Offboarding> => show(connection, await idOf(connection, which)),

  /**
   * Accepts all handovers that await the person who says so; without `by`, all of the offboarding. Throws `unknown-offboarding`,
   * `no-successor-of-it`, `InvalidInput`.
   */
  async accept(which: string, statement: AskedStatement = {}): Promise<Offboarding> {
    const id = await idOf(connection, which);
    const who = await stageStatement(connection, statement);
    if (who.by !== undefined) await checkSuccessor(connection, id, who.by);
    const waiting = await awaited(connection, id, who.by);
    await concurrently(waiting, AT_ONCE, async (handover) => {
      try {
        await commandHandover(connection, handover, 'accept', who, offboardingEntity(id));
      } catch (error) {
        // It was answered meanwhile, which is fine.
        if (!(error instanceof DomainError) || !ANSWERED.includes(error.code)) throw error;
      }
    });
    return show(connection, id);
  },

  /** Stops: accounts under way finish, and no other begins. Throws `unknown-offboarding`, `offboarding-ended`. */
  async stop(which: string): Promise<Offboarding> {
    const id = await unended(connection, which);
    await commandCampaign(connection, id, 'stop', {});
    return show(connection, id);
  },

  /**
   * Continues, and tries refused accounts again. `to` (as for `begin`) replaces the successors of everything that is not handed over yet. Throws
   * `unknown-offboarding`, `offboarding-ended`, `successor-left` where a planned successor has left, `no-successor`, `InvalidInput`.
   */
  async resume(which: string, fields: Fields = {}): Promise<Offboarding> {
    const id = await unended(connection, which);
    await succeeded(connection, id, fields);
    await rows.reopenFailed(connection.store, id);
    await run(connection, id);
    await commandCampaign(connection, id, 'resume', {});
    return show(connection, id);
  },
});

/** Replaces the successors of open accounts by those in `to`, if given. Throws `successor-left` where a planned successor has left. */
async function succeeded(connection: Connection, id: string, fields: Fields): Promise<void> {
  const { store } = connection;
  const [offboarding, items, known] = await Promise.all([rows.get(store, id), rows.items(store, id), directory(store)]);
  const unfinished = items.filter(({ state }) => state !== 'done');
  if (fields.to !== undefined) {
    const { playbook } = await published(connection);
    const successors = successorsOf(fields, offboarding?.person ?? '', known, playbook);
    const belongings = unfinished.map((one) => one.belongings);
    await rows.succeedBy(store, id, successors, await successorOfEach(store, belongings, successors));
    return;
  }
  const gone = await people.goneOf(
    store,
    unfinished.map(({ successor }) => successor),
  );
  const stranded = unfinished.filter(({ successor }) => gone.includes(successor));
  if (stranded.length === 0) return;
  const names = Array.from(new Set(stranded.map(({ successor }) => known.handle(successor))));
  throw new DomainError('successor-left', { ...some(stranded.map(({ account }) => account)), successors: names, offboarding: id });
}

/** Throws where the offboarding has, and had, nothing for this person. */
async function checkSuccessor({ store }: Connection, id: string, person: string): Promise<void> {
  const [items, theirs, known] = await Promise.all([
    rows.items(store, id),
    handovers.list(store, { offboarding: id, successors: [person] }),
    directory(store),
  ]);
  const successors = Array.from(new Set(items.map(({ successor }) => successor)));
  if (theirs.length > 0 || successors.includes(person)) return;
  const others = successors.map((one) => known.handle(one));
  throw new DomainError('no-successor-of-it', { offboarding: id, person: known.handle(person), successors: others });
}

/** The first few accounts, and how many more there are. */
const some = (accounts: readonly string[]): { readonly accounts: readonly string[]; readonly more: number } => ({
  accounts: accounts.slice(0, 5),
  more: Math.max(0, accounts.length - 5),
});

/** The successors of `person` that `to` names. Throws `InvalidInput`. */
function successorsOf(fields: Fields, person: string, known: Directory, playbook: Playbook): readonly Successor[] {
  const successors = readFields(fields, (row) => row.required('to', (text) => readSuccessors(text, known, playbook))) ?? [];
  if (successors.some((one) => one.person === person)) throw wrongInput('to', fields.to ?? '', 'nobody-themselves', { as: 'successor' });
  return successors;
}

/** The successor of each account. Throws `no-successor` for an account that no successor's conditions fit. */
async function successorOfEach(
  store: Store,
  belongings: readonly Belongings[],
  successors: readonly Successor[],
): Promise<ReadonlyMap<string, string>> {
  const to = await rows.assigned(store, belongings, successors);
  const found = new Map(
    belongings.flatMap(({ account }) => (to.get(account) === undefined ? [] : [[account, to.get(account) ?? ''] as const])),
  );
  const homeless = belongings.flatMap(({ account }) => (found.has(account) ? [] : [account]));
  if (homeless.length > 0) throw new DomainError('no-successor', some(homeless));
  return found;
}

const ANSWERED: readonly string[] = ['already-accepted', 'handover-done', 'entity-terminated', 'handover-refused'];

/** An offboarding's handovers that await an answer; `successor`: only this person's. */
export const awaited = async ({ store }: Connection, offboarding: string, successor?: string): Promise<string[]> =>
  (await handovers.list(store, { offboarding, statuses: ['running'], ...(successor === undefined ? {} : { successors: [successor] }) }))
    .filter(({ acceptedAt }) => acceptedAt === null)
    .map(({ id }) => id);

/** Begins the campaign that hands everything over, if it has not begun. */
const run = (connection: Connection, id: string): Promise<void> =>
  beginCampaign(connection, { campaign: id, work: 'offboarding', asked: {}, terms: { page: PAGE, atOnce: AT_ONCE } });

async function idOf({ store }: Connection, which: string): Promise<string> {
  const person = numberedAs(which) === 'offboarding' ? undefined : await people.byHandle(store, which.toLowerCase());
  const found = person ? await rows.ofPerson(store, person.id) : await rows.get(store, which);
  if (!found) throw new DomainError('unknown-offboarding', { offboarding: which });
  return found.id;
}

async function unended(connection: Connection, which: string): Promise<string> {
  const id = await idOf(connection, which);
  const offboarding = await rows.get(connection.store, id);
  if (offboarding?.endedAt != null) throw new DomainError('offboarding-ended', { offboarding: id });
  return id;
}

interface Planned {
  readonly person: string;
  readonly successors: readonly Successor[];
  readonly items: readonly rows.NewItem[];
  readonly plan: OffboardingPlan;
}

async function planned(connection: Connection, fields: Fields): Promise<Planned> {
  const { store, now } = connection;
  const [known, { playbook }] = await Promise.all([directory(store), published(connection)]);
  const person = known.id('person', fields.person ?? '');
  const successors = successorsOf(fields, person, known, playbook);
  const belongings = await rows.belongingsOf(store, person);
  const to = await successorOfEach(store, belongings, successors);
  const items = belongings.map((one) => ({ account: one.account, successor: to.get(one.account) ?? '', belongings: one }));
  const [names, everybody, away] = await Promise.all([
    accounts.names(
      store,
      items.map(({ account }) => account),
    ),
    people.list(store),
    absences.list(store, now()),
  ]);
  const first = successors[0]?.person ?? '';
  const manager = everybody.find(({ id }) => id === person)?.manager;
  const plan: OffboardingPlan = {
    person: known.handle(person),
    accounts: items.map(({ account, successor, belongings: { roles, tasks, cases, handovers: awaited } }) => ({
      account,
      name: names.get(account) ?? account,
      to: known.handle(successor),
      roles: [...roles],
      tasks: [...tasks],
      cases: [...cases],
      handovers: [...awaited],
    })),
    reports: everybody
      .filter(({ manager }) => manager === person)
      .map(({ handle, id }) => ({
        person: handle,
        to: known.handle(manager ?? (first === id ? null : first)),
      })),
    substitutes: away
      .filter(({ substitute }) => substitute === person)
      .map(({ id, person: absent }) => ({ absence: id, person: known.handle(absent), to: absent === first ? null : known.handle(first) })),
    away: away.flatMap(({ person: one, until }) =>
      successors.some((successor) => successor.person === one) ? [{ person: known.handle(one), until: formatInstant(until) }] : [],
    ),
    ownBackups: await ownBackupsOf(connection, person, items, known),
  };
  return { person, successors, items, plan };
}

/** Accounts whose new holder would be their own backup, with a proposed backup for each, who is not `person`. */
async function ownBackupsOf(
  connection: Connection,
  person: string,
  items: readonly rows.NewItem[],
  known: Directory,
): Promise<OffboardingPlan['ownBackups']> {
  const doubles = await teamsWithoutBackup(connection, items);
  const teams = new Map(Array.from(doubles, ([account, { team }]) => [account, team]));
  const backups = teams.size === 0 ? new Map<string, string>() : await rows.backupsFor(connection.store, teams, [person]);
  return Array.from(doubles, ([account, { team, roles }]) => {
    const proposal = backups.get(account);
    return {
      account,
      person: known.handle(team[roles.answers] ?? ''),
      roles: doubled(roles),
      proposal: proposal === undefined ? null : known.handle(proposal),
    };
  });
}

/** The future teams of accounts in which one person would answer for the account and be the backup. */
async function teamsWithoutBackup(
  connection: Connection,
  items: readonly rows.NewItem[],
): Promise<ReadonlyMap<string, { readonly team: Team; readonly roles: Roles }>> {
  const teams = await rows.teamsOf(
    connection.store,
    items.map(({ account }) => account),
  );
  return new Map(
    items.flatMap(({ account, successor, belongings: { roles } }) => {
      const there = teams.get(account);
      const team = { ...there?.team, ...Object.fromEntries(roles.map((role) => [role, successor])) };
      return there && lacksBackup(team, there.roles) ? [[account, { team, roles: there.roles }] as const] : [];
    }),
  );
}

/** `wang.fang` or `wang.fang:segment=core-value;region=Europe`, several separated by commas. */
function readSuccessors(text: string, known: Directory, playbook: Playbook): readonly Successor[] {
  return text.split(',').map((part) => {
    const [handle = '', ...rest] = part.trim().split(':');
    const person = known.person(handle);
    const conditions = rest
      .join(':')
      .split(';')
      .filter((one) => one.trim() !== '');
    return Object.assign({ person }, ...conditions.map((condition) => readCondition(condition, playbook))) as Successor;
  });
}

function readCondition(text: string, playbook: Playbook): Partial<Successor> {
  const [field = '', value = ''] = text.split('=').map((one) => one.trim());
  const checks = {
    segment: oneOf(segmentsOf(playbook)),
    level: oneOf(levelsOf(playbook)),
    stage: oneOf(Object.keys(playbook.stages)),
    region: words(40),
  };
  const check = CONDITIONS.find((one) => one === field);
  if (check === undefined || value === '') throw new NotUsable('not-a-condition', { text, conditions: CONDITIONS });
  return { [check]: checks[check](value) };
}

async function show(connection: Connection, id: string): Promise<Offboarding> {
  const { store } = connection;
  const [offboarding, items, campaign, known] = await Promise.all([
    rows.get(store, id),
    rows.items(store, id),
    campaigns.get(store, id),
    directory(store),
  ]);
  if (!offboarding) throw new DomainError('unknown-offboarding', { offboarding: id });
  const [names, opened] = await Promise.all([
    accounts.names(
      store,
      items.map(({ account }) => account),
    ),
    handovers.list(store, { offboarding: id }),
  ]);
  const statusOf = new Map(opened.map((one) => [one.id, one.status]));
  const count = (state: rows.OffboardingItem['state']): number => items.filter((item) => item.state === state).length;
  return {
    id,
    person: known.handle(offboarding.person),
    state: offboarding.endedAt !== null ? 'done' : stateOf(campaign),
    reason: offboarding.reason,
    by: known.handle(offboarding.by),
    startedAt: formatInstant(offboarding.at),
    endedAt: timeOf(offboarding.endedAt),
    total: items.length,
    done: count('done'),
    failed: count('failed'),
    accepted: opened.filter(({ acceptedAt }) => acceptedAt !== null).length,
    accounts: items.map(({ account, successor, state, code, handover, belongings }) => ({
      account,
      name: names.get(account) ?? account,
      to: known.handle(successor),
      roles: [...belongings.roles],
      state,
      code,
      handover,
      handoverStatus: (handover === null ? undefined : statusOf.get(handover)) ?? null,
    })),
    // For accounts handed over already, the team counts as it is now.
    ownBackups: await ownBackupsOf(
      connection,
      offboarding.person,
      items.map((item) => (item.state === 'done' ? { ...item, belongings: { ...item.belongings, roles: [] } } : item)),
      known,
    ),
  };
}

const stateOf = (campaign: campaigns.Campaign | undefined): Offboarding['state'] => {
  if (campaign === undefined || campaign.status === 'running') return 'running';
  return campaign.state.code === 'failures' ? 'failed' : 'stopped';
};
