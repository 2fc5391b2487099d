// A change of contact, on our side or theirs: from a request's fields to the account's command and its handover.
import { randomUUID } from 'node:crypto';
import { rolesOf } from '../../domain/account/owner';
import type { Role, Roles } from '../../domain/account/roles';
import type { Change } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { contactLevelsOf } from '../../domain/playbook/codes';
import type { Problem } from '../../domain/problems/problems';
import { accounts, contacts, handovers, unstage, withVisitHour } from '../../store';
import { published } from '../accounts/account-terms';
import { type ContactEntry, readContact } from '../people/contacts';
import { becameUnder, handoverOf } from '../temporal/became';
import { commandAccount, unknownAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { type Cell, type Fields, identity, NotUsable, oneOf, readFields, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { type AskedStatement, stageStatement } from '../temporal/statement';
import { staged, succeededAlready } from './succession';

type AccountRow = NonNullable<Awaited<ReturnType<typeof accounts.get>>>;

/** The fields of a new contact. Absent ones are taken from the predecessor. */
export const NEWCOMER_FIELDS = ['name', 'level', 'role', 'email', 'phone', 'language'] as const;
/** The reason code for a text, which stays in the store. */
const NOTED = 'noted';
/** After these errors the command may still be carried out. */
const UNDECIDED: readonly string[] = ['no-worker', 'temporal-unavailable', 'entity-in-trouble', 'store-unreachable', 'store-failed'];
/** Stands for a contact who is not recorded yet. */
const NOT_RECORDED = 'new';

/** A change as requested. */
export interface AskedChange {
  readonly account: AccountRow;
  /** Its successor is `NOT_RECORDED` where there is a `newcomer`. */
  readonly change: Change;
  /** The new contact to record. */
  readonly newcomer?: ContactEntry;
  /** A code of the account's playbook, or `noted`. */
  readonly reason: string;
}

/**
 * Reads a change: `kind` is `ours` or `theirs`. Ours: `roles` (separated by commas), `to` (a handle) and, by default the present holder, `from`.
 * Theirs: `from` and `to` (contact ids of the account), or the new contact's fields instead of `to`. Throws `InvalidInput`, `unknown-account`.
 */
export async function readChange(connection: Connection, of: string, fields: Fields, statement: AskedStatement): Promise<AskedChange> {
  const { store } = connection;
  const id = readFields({ account: of }, (row) => row.required('account', identity));
  const account = await accounts.get(store, id);
  if (!account) throw unknownAccount(id);
  const text = statement.reason?.trim();
  if (!text) throw wrongInput('reason', '', 'missing', { say: 'why-succeeded' });
  const { playbook } = await published(connection, account.state.terms?.playbook);
  const asked = { account, reason: Object.hasOwn(playbook.handover?.reasons ?? {}, text) ? text : NOTED };
  const kind = readFields(fields, (row) => row.required('kind', oneOf(['ours', 'theirs'] as const)));
  return kind === 'ours'
    ? { ...asked, change: ourChange(account, fields, await directory(store)) }
    : { ...asked, ...theirChange(id, fields, await contacts.list(store, { account: id, all: true }), contactLevelsOf(playbook)) };
}

const rolesAmong =
  ({ all }: Roles): Cell<readonly Role[]> =>
  (text) =>
    Array.from(new Set(text.split(',').map((one) => oneOf(all)(one.trim()))));

function ourChange({ id, team, state }: AccountRow, fields: Fields, people: Directory): Change {
  const given = readFields(fields, (row) => ({
    roles: row.required('roles', rolesAmong(rolesOf(state))) ?? [],
    from: row.optional('from', people.person),
    to: row.required('to', people.person) ?? '',
    // Fields of a new contact belong to a change on the customer's side.
    others: NEWCOMER_FIELDS.forEach((field) => row.text(field) !== '' && row.refuse(field, 'for-their-contacts')),
  }));
  const wrong = (...problem: Problem) => wrongInput('roles', fields.roles ?? '', ...problem);
  const vacant = given.roles.find((role) => team[role] === undefined);
  if (vacant !== undefined) throw wrong('nobody-to-succeed', { role: vacant, account: id });
  const [holder = '', ...others] = new Set(given.roles.flatMap((role) => team[role] ?? []));
  if (others.length > 0 && given.from === undefined)
    throw wrong('several-holders', { people: [holder, ...others].map((one) => people.handle(one)) });
  return { kind: 'ours', roles: given.roles, from: given.from ?? holder, to: given.to };
}

function theirChange(
  account: string,
  fields: Fields,
  theirs: readonly contacts.Contact[],
  levels: readonly string[],
): Pick<AskedChange, 'change' | 'newcomer'> {
  const contact: Cell<string> = (text) => {
    if (!theirs.some(({ id }) => id === text)) throw new NotUsable('no-such-contact', { contact: text, account });
    return text;
  };
  const isNew = NEWCOMER_FIELDS.some((field) => fields[field]?.trim());
  const { from, to } = readFields(fields, (row) => {
    if (isNew && row.text('to') !== '') row.refuse('to', 'contact-recorded');
    if (isNew && row.text('name') === '') row.refuse('name', 'missing', { say: 'contact-name' });
    return { from: row.required('from', contact) ?? '', to: isNew ? NOT_RECORDED : (row.required('to', contact) ?? '') };
  });
  const change: Change = { kind: 'theirs', from, to };
  const before = theirs.find(({ id }) => id === from);
  if (!isNew || !before) return { change };
  const given = Object.fromEntries(NEWCOMER_FIELDS.map((field) => [field, fields[field]?.trim() || undefined]));
  const asked = { ...given, account, level: given['level'] ?? before.level, role: given['role'] ?? before.role ?? undefined };
  return { change, newcomer: readFields(asked, (row) => readContact(row, new Set([account]), levels)) };
}

/**
 * Carries out a change and returns the id of its handover: a new one; or the one under way that gets another successor or is withdrawn; or, where
 * that one had ended by then, the one that follows it. A repeat of `key` is the same change. Throws what `readChange` throws, `InvalidInput` where
 * the new contact is recorded already, the account's refusal, `no-worker`, `temporal-unavailable`.
 */
export async function changeContact(connection: Connection, of: string, fields: Fields, statement: AskedStatement): Promise<string> {
  const { store } = connection;
  const { account, change: asked, newcomer, reason } = await readChange(connection, of, fields, statement);
  const key = statement.key ?? randomUUID();
  const handover = await handovers.identify(store, `${account.id}/${key}`);
  if (await handovers.get(store, handover)) return handover;
  const succession =
    asked.kind === 'theirs' ? await staged(connection, { account: account.id, handover, change: asked, newcomer }) : undefined;
  if (succession && 'became' in succession) return handoverOf(connection, account.id, succession.became);
  const change = succession?.change ?? asked;
  const who = await stageStatement(connection, { ...statement, zone: account.zone, ...(reason === NOTED ? {} : { reason: undefined }) });
  const asking = await withVisitHour(
    store,
    account,
    { ...who, ...present({ brings: succession?.brings }), ...change, handover, reason },
    connection.now(),
  );
  const receipt = await opened(connection, account.id, asking, key);
  const became = await becameUnder(connection, account.id, receipt);
  return handoverOf(connection, account.id, became ?? { type: 'handoverOpened', sequence: receipt, handover, to: change.to });
}

type Opening = Parameters<typeof commandAccount<'openHandover'>>[3];

/** Sends the command. A refusal because another request came first names handles. What a refused command staged is deleted. */
async function opened(connection: Connection, account: string, args: Opening, key: string): Promise<number> {
  try {
    return await commandAccount(connection, account, 'openHandover', args, key);
  } catch (error) {
    if (!(error instanceof DomainError) || UNDECIDED.includes(error.code)) throw error;
    if (args.brings !== undefined) await unstage(connection.store, args.brings);
    if (error.code !== 'not-theirs') throw error;
    if (args.kind === 'theirs') throw await succeededAlready(connection, account, args.from);
    const from = (await directory(connection.store)).handle(args.from);
    throw new DomainError('not-theirs', { who: 'asked', account, from, roles: args.roles });
  }
}
