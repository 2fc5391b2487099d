// What a change of contact would move, found by deciding it and telling nobody.
import { account as decider } from '../domain/account/account';
import { ownerOf } from '../domain/account/owner';
import type { AccountEvent, AccountState, Change } from '../domain/account/types';
import { fold } from '../domain/decider';
import { knownToCustomer } from '../domain/handover/people';
import { evolve as evolveCase } from '../domain/service-case/evolve';
import { engineerOf } from '../domain/service-case/people';
import { formatInstant, type Instant } from '../domain/time';
import { cases, contacts, type Store, terms as storedTerms } from '../store';
import { caseViews } from './case-view';
import type { Connection } from './connection';
import { type AskedChange, readChange } from './contact-change';
import { partiesOf } from './handover-view';
import type { Fields } from './input';
import type { Statement } from './said';
import type { ForeseenChange } from './shapes';
import { texts } from './texts';

type Became = Extract<AccountEvent, { readonly type: 'handoverOpened' | 'handoverPassed' }>;

/** What a change would do; nothing is done. Throws what `readChange` throws, and the account's refusal. */
export async function foreseeChange(connection: Connection, of: string, fields: Fields, statement: Statement): Promise<ForeseenChange> {
  const { store, now } = connection;
  const asked = await readChange(connection, of, fields, statement);
  const { account, change, newcomer, reason } = asked;
  const terms = account.state.terms && (await storedTerms.get(store, account.state.terms.id));
  const events = terms ? decider.decide.openHandover(account.state, { ...change, handover: '', reason }, now(), terms) : [];
  const after = fold(decider.evolve, account.state, events);
  const became = events.find((event): event is Became => event.type === 'handoverOpened' || event.type === 'handoverPassed');
  const passing = became?.type === 'handoverOpened' ? became.passing : became && after.handovers[became.handover];
  const standIn = passing?.kind === 'ours' ? passing.standIn : undefined;
  const parties = await partiesOf(store, [change.from, change.to, ...(standIn === undefined ? [] : [standIn])]);
  return {
    dryRun: true,
    account: account.id,
    kind: change.kind,
    becomes: became?.type === 'handoverPassed' ? (became.isBack ? 'taken-back' : 'passed-on') : 'opened',
    handover: became?.type === 'handoverPassed' ? became.handover : null,
    roles: change.kind === 'ours' ? [...change.roles] : [],
    from: parties.called(change.from),
    fromName: parties.name(change.from),
    to: newcomer ? null : parties.called(change.to),
    toName: newcomer?.name ?? parties.name(change.to),
    standIn: standIn === undefined ? null : parties.called(standIn),
    tasks: await movedTasks(store, account.id, account.state, after),
    cases: await movedCases(connection, account.id, change, after, now()),
    visit: visitOf(account.id, became, after),
    told: await toldOf(store, asked),
  };
}

/** Tasks that somebody else owes afterwards. */
async function movedTasks(store: Store, account: string, before: AccountState, after: AccountState): Promise<ForeseenChange['tasks']> {
  const { title } = await texts(store);
  return Object.entries(after.tasks)
    .filter(([key, task]) => before.tasks[key] !== undefined && ownerOf(before, before.tasks[key]) !== ownerOf(after, task))
    .sort(([, one], [, other]) => one.due - other.due)
    .map(([key, { touchpoint, due }]) => ({ id: `${account}:${key}`, title: title(touchpoint), due: formatInstant(due) }));
}

/** Cases that somebody else works on afterwards. */
async function movedCases(
  connection: Connection,
  account: string,
  change: Change,
  { team }: AccountState,
  at: Instant,
): Promise<ForeseenChange['cases']> {
  if (change.kind === 'theirs') return [];
  const passed = { from: change.from, to: change.to };
  const underWay = await cases.list(connection.store, { account, statuses: ['open', 'waiting', 'resolved'] });
  const moved = underWay.filter(
    ({ state }) => engineerOf(state) !== engineerOf(evolveCase(state, { type: 'caseAmended', at, team, passed })),
  );
  return (await caseViews(connection, moved, 'en')).map(({ id, title }) => ({ id, title }));
}

function visitOf(account: string, became: Became | undefined, after: AccountState): ForeseenChange['visit'] {
  const visit = became?.type === 'handoverOpened' ? became.visit : undefined;
  const task = visit === undefined ? undefined : after.tasks[visit];
  // Which handover it will be nobody knows yet.
  return task === undefined ? null : { task: `${account}:${task.touchpoint}:${task.nominal}`, due: formatInstant(task.due) };
}

/** Whom of theirs a letter goes to; about theirs, the new one. */
async function toldOf(store: Store, { account, change, newcomer }: AskedChange): Promise<ForeseenChange['told']> {
  if (newcomer) return newcomer.email === undefined ? [] : [{ id: null, name: newcomer.name }];
  const told =
    change.kind === 'theirs'
      ? Array.from((await contacts.byIds(store, [change.to])).values()).filter(contacts.isReachable)
      : knownToCustomer(change.roles).length > 0
        ? contacts.toBeTold(await contacts.list(store, { account: account.id }))
        : [];
  return told.map(({ id, name }) => ({ id, name }));
}
