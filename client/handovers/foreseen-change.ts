// The dry run of a change of contact: it is decided, and nothing is sent.

import type { ForeseenChange } from '../../api/handovers';
import { ownerOf, rolesOf } from '../../domain/account/owner';
import { type Foreseen, foreseen } from '../../domain/account/takeover';
import { announcedRoles, doubled, endsBackup, lacksBackup } from '../../domain/account/team';
import type { AccountEvent, AccountState, Change } from '../../domain/account/types';
import { taskId } from '../../domain/ids';
import { evolve as evolveCase } from '../../domain/service-case/evolve';
import { engineerOf } from '../../domain/service-case/people';
import { formatInstant, type Instant } from '../../domain/time/time';
import { cases, contacts, offboardings, type Store, terms as storedTerms, visitHour } from '../../store';
import { partiesOf } from '../accounts/handover-view';
import { caseViews } from '../cases/case-view';
import type { Connection } from '../temporal/connection';
import type { Fields } from '../temporal/input';
import type { AskedStatement } from '../temporal/statement';
import { texts } from '../temporal/texts';
import { type AskedChange, readChange } from './contact-change';
import { checkNew } from './succession';

type Became = Extract<AccountEvent, { readonly type: 'handoverOpened' | 'handoverReassigned' }>;

/** What a change would do. Changes nothing. Throws what `readChange` throws, and the account's refusal. */
export async function foreseeChange(
  connection: Connection,
  of: string,
  fields: Fields,
  statement: AskedStatement,
): Promise<ForeseenChange> {
  const { store, now } = connection;
  const asked = await readChange(connection, of, fields, statement);
  const { account, change, newcomer, reason } = asked;
  if (newcomer) checkNew(await contacts.list(store, { account: account.id, all: true }), newcomer);
  const terms = account.state.terms && (await storedTerms.get(store, account.state.terms.id));
  const made: Foreseen = terms
    ? foreseen(account.state, { ...change, handover: NOT_GIVEN, reason }, now(), terms)
    : { events: [], after: account.state };
  const { events, after, visit } = made;
  const became = events.find((event): event is Became => event.type === 'handoverOpened' || event.type === 'handoverReassigned');
  const succession = became?.type === 'handoverOpened' ? became.succession : became && after.handovers[became.handover];
  const standIn = succession?.kind === 'ours' ? succession.standIn : undefined;
  const roles = rolesOf(after);
  const double = change.kind === 'ours' && lacksBackup(after.team, roles) ? after.team[roles.answers] : undefined;
  const other =
    double === undefined
      ? undefined
      : (await offboardings.backupsFor(store, new Map([[account.id, after.team]]), [change.from])).get(account.id);
  const parties = await partiesOf(
    store,
    [change.from, change.to, standIn, visit?.who, double, other].filter((one) => one !== undefined),
  );
  return {
    dryRun: true,
    account: account.id,
    kind: change.kind,
    becomes: became?.type === 'handoverReassigned' ? (became.isBack ? 'taken-back' : 'reassigned') : 'opened',
    handover: became?.type === 'handoverReassigned' ? became.handover : null,
    roles: change.kind === 'ours' ? [...change.roles] : [],
    from: parties.called(change.from),
    fromName: parties.name(change.from),
    to: newcomer ? null : parties.called(change.to),
    toName: newcomer?.name ?? parties.name(change.to),
    standIn: standIn === undefined ? null : parties.called(standIn),
    tasks: await movedTasks(store, account.id, account.state, after),
    cases: await movedCases(connection, account.id, change, after, now()),
    visit:
      visit === undefined || visit.isKnown
        ? null
        : {
            // The handover has no id yet, so the task is shown without it.
            task: taskId(account.id, visit.task.slice(0, -NOT_GIVEN.length - 1)),
            due: formatInstant((await visitHour(store, visit, now())).due),
            who: visit.who === undefined ? null : parties.called(visit.who),
          },
    ownBackup:
      double === undefined
        ? null
        : { person: parties.called(double), roles: doubled(roles), proposal: other === undefined ? null : parties.called(other) },
    notified: await notifiedOf(store, asked, after),
  };
}

/** Stands for the id that the handover has not got yet. */
const NOT_GIVEN = 'H-new';

/** The tasks that get another owner. */
async function movedTasks(store: Store, account: string, before: AccountState, after: AccountState): Promise<ForeseenChange['tasks']> {
  const { title } = await texts(store);
  return Object.entries(after.tasks)
    .filter(([key, task]) => before.tasks[key] !== undefined && ownerOf(before, before.tasks[key]) !== ownerOf(after, task))
    .sort(([, one], [, other]) => one.due - other.due)
    .map(([key, { touchpoint, due }]) => ({ id: taskId(account, key), title: title(touchpoint), due: formatInstant(due) }));
}

/** The cases that somebody else would work on. */
async function movedCases(
  connection: Connection,
  account: string,
  change: Change,
  { team }: AccountState,
  at: Instant,
): Promise<ForeseenChange['cases']> {
  if (change.kind === 'theirs') return [];
  const reassigned = { from: change.from, to: change.to };
  const underWay = await cases.list(connection.store, { account, statuses: ['open', 'waiting', 'resolved'] });
  const moved = underWay.filter(
    ({ state }) => engineerOf(state) !== engineerOf(evolveCase(state, { type: 'caseAmended', at, team, reassigned })),
  );
  return (await caseViews(connection, moved, 'en')).map(({ id, title }) => ({ id, title }));
}

/** The contacts who would get a letter; for a change of theirs, the new contact. */
async function notifiedOf(
  store: Store,
  { account, change, newcomer }: AskedChange,
  after: AccountState,
): Promise<ForeseenChange['notified']> {
  const { team } = after;
  const roles = rolesOf(after);
  if (newcomer) return newcomer.email === undefined ? [] : [{ id: null, name: newcomer.name }];
  const notified =
    change.kind === 'theirs'
      ? Array.from((await contacts.byIds(store, [change.to])).values()).filter(contacts.isReachable)
      : announcedRoles(change.roles, team, roles).length > 0 || endsBackup(change, team, roles)
        ? contacts.toBeNotified(await contacts.list(store, { account: account.id }))
        : [];
  return notified.map(({ id, name }) => ({ id, name }));
}
