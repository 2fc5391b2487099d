// Imports accounts from a file: new ones are started, existing ones amended where the file differs.

import { account as decider } from '../../domain/account/account';
import { roleUnderWay } from '../../domain/account/refusals';
import type { Terms } from '../../domain/account/terms';
import type { AccountEvent, AccountState, Particulars } from '../../domain/account/types';
import { accountEntity } from '../../domain/ids';
import { calendarFor } from '../../domain/playbook/playbook';
import { contracts, journal, profiles, accounts as rows, stage, terms as storedTerms } from '../../store';
import { type AccountEntry, accountColumns, columnOf, readAccount, requiredAccountColumns } from '../accounts/account-entry';
import { firstCommand, startAccount } from '../accounts/account-start';
import { type Published, published, termsFor } from '../accounts/account-terms';
import { commandAccount } from '../temporal/commands';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { READ_MODEL_WAIT } from '../temporal/receipt';
import type { ImportKind, Step } from './import-kind';

export async function accountImport(connection: Connection): Promise<ImportKind<AccountEntry>> {
  const { store } = connection;
  const [people, latest] = await Promise.all([directory(store), published(connection)]);
  const receipts = new Map<string, number>();
  let there: ReadonlyMap<string, AccountState> = new Map();
  return {
    columns: accountColumns(latest.playbook),
    required: requiredAccountColumns(latest.playbook),
    key: 'account',
    read: (row) => readAccount(row, people, latest.playbook),
    id: ({ account }) => account,
    async prepare(entries) {
      there = await rows.states(
        store,
        entries.map(({ account }) => account),
      );
    },
    async plan(entry) {
      const state = there.get(entry.account);
      if (state) return amendment(connection, entry, state, people);
      const first = await firstCommand(connection, latest, entry);
      return {
        outcome: 'started',
        entry: lateIn(first.beginning.events),
        async apply() {
          receipts.set(entry.account, await startAccount(connection, entry, first));
          return 'started';
        },
      };
    },
    async settled() {
      const end = Date.now() + READ_MODEL_WAIT;
      await concurrently([...receipts], AT_ONCE, ([account, sequence]) =>
        journal.awaitSequence(store, accountEntity(account), sequence, Math.max(0, end - Date.now())),
      );
    },
  };
}

const AT_ONCE = 40;

/** How much work fell due before the entry, by its events. */
function lateIn(events: readonly AccountEvent[]): NonNullable<Step['entry']> {
  const missed = events.flatMap((event) => (event.type === 'enteredLate' ? event.missed : []));
  const late = missed.filter(({ catchUp }) => catchUp === 'opened').length;
  return { late, skipped: missed.length - late };
}

/**
 * The command that makes an existing account what the file says. Name and contract travel with the command, so that a refusal changes nothing.
 * Throws `InvalidInput` and the account's refusals.
 */
async function amendment(connection: Connection, entry: AccountEntry, state: AccountState, people: Directory): Promise<Step> {
  const { store, now } = connection;
  const { account, signedOn } = entry;
  const signing = state.anchors.signing;
  if (signedOn !== undefined && signing !== undefined && signedOn !== signing)
    throw wrongInput('signed_on', signedOn, 'signing-stays', { signedOn: signing });
  const particulars = changedParticulars(entry, state);
  const underWay = roleUnderWay(state, particulars.team);
  if (underWay) {
    const { role, handover } = underWay;
    throw wrongInput(columnOf(role), people.handle(particulars.team?.[role] ?? '') ?? '', 'role-under-way', { handover });
  }
  const isSigning = signedOn !== undefined && signing === undefined;
  const isAmended = Object.keys(particulars).length > 0 || (await areKept(connection, entry));
  const terms = state.terms && (await storedTerms.get(store, state.terms.id));
  const readopted = await otherTerms(connection, entry, state, terms);
  if (!isSigning && !isAmended && readopted === undefined) return { outcome: 'unchanged', apply: () => Promise.resolve('unchanged') };
  const signed = terms && isSigning ? decider.decide.sign(state, { ...particulars, signedOn }, now(), terms) : undefined;
  if (terms && !isSigning && isAmended) decider.decide.amend(state, particulars, now(), terms);
  else if (terms && !isSigning && readopted) decider.decide.adoptTerms(state, { terms: readopted }, now(), terms);
  return {
    outcome: 'updated',
    ...(signed && { entry: lateIn(signed) }),
    async apply() {
      const brings = isSigning || isAmended ? await stage(store, contractOf(entry), Date.now()) : undefined;
      const amended = { ...particulars, ...present({ brings }) };
      if (isSigning) await commandAccount(connection, account, 'sign', { ...amended, signedOn });
      else if (isAmended) await commandAccount(connection, account, 'amend', amended);
      if (readopted) await commandAccount(connection, account, 'adoptTerms', { terms: readopted });
      return 'updated';
    },
  };
}

/** Name and contract, which histories must not contain. */
const contractOf = ({ account, name, calendar, annualFee, currency, signedOn, promisedDeliveryOn, contractEndsOn }: AccountEntry) =>
  ({
    type: 'particulars',
    ...{ account, name, calendar, annualFee, currency, signedOn, promisedDeliveryOn },
    endsOn: contractEndsOn,
  }) as const;

/** Only the fields that the file has and that differ. */
function changedParticulars(
  { level, segment, zone, team, promisedDeliveryOn, contractEndsOn }: AccountEntry,
  state: AccountState,
): Particulars {
  const other = Object.entries(team).filter(([role, person]) => state.team[role] !== person);
  return {
    ...(level !== undefined && level !== state.level && { level }),
    ...(segment !== undefined && segment !== state.segment && { segment }),
    ...(zone !== undefined && zone !== state.zone && { zone }),
    ...(other.length > 0 && { team: Object.fromEntries(other) }),
    ...(promisedDeliveryOn !== undefined &&
      promisedDeliveryOn !== state.anchors['promised-delivery'] && { promisedOn: promisedDeliveryOn }),
    ...(contractEndsOn !== undefined && contractEndsOn !== state.anchors['contract-end'] && { contractEndsOn }),
  };
}

/** The terms with another calendar of the account's own playbook, where the file names one. */
async function otherTerms(
  connection: Connection,
  entry: AccountEntry,
  state: AccountState,
  terms: Terms | undefined,
): Promise<Terms | undefined> {
  if (!terms || (entry.calendar === undefined && entry.zone === undefined)) return undefined;
  const own: Published = await published(connection, terms.playbook);
  const zone = entry.zone ?? state.zone;
  const calendar = entry.calendar ?? (await profiles.get(connection.store, entry.account))?.calendar ?? calendarFor(own.playbook, zone);
  return calendar === terms.calendarId ? undefined : termsFor(connection, own, zone, calendar);
}

/** Whether name or contract differ from the store's. */
async function areKept({ store }: Connection, entry: AccountEntry): Promise<boolean> {
  const [profile, contract] = await Promise.all([profiles.get(store, entry.account), contracts.get(store, entry.account)]);
  const differs = (given: string | undefined, kept: string | null | undefined): boolean =>
    given !== undefined && given !== (kept ?? undefined);
  return (
    differs(entry.name, profile?.name) ||
    differs(entry.calendar, profile?.calendar) ||
    differs(decimal(entry.annualFee), decimal(contract?.annualFee)) ||
    differs(entry.currency, contract?.currency) ||
    differs(entry.signedOn, contract?.signedOn)
  );
}

/** A decimal without trailing zeros: `800000.00` and `800000` are equal. */
const decimal = (text: string | null | undefined): string | undefined => text?.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
