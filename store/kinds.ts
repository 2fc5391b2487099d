// The kinds of long-lived things in the store. A new kind is one row here and one in `domain/kinds.ts`.
import { accountEntity } from '../domain/ids';
import type { EventOf, Kind, StateOf } from '../domain/kinds';
import { compileHandover } from '../domain/playbook/compile-handover';
import { compilePerson, firstYearOf } from '../domain/playbook/compile-person';
import type { Instant } from '../domain/time/time';
import type { Store } from './engine/store';
import { accountModel } from './folds/account-fold';
import { campaignModel } from './folds/campaign-fold';
import { caseModel } from './folds/case-fold';
import { handoverModel } from './folds/handover-fold';
import { personModel } from './folds/person-fold';
import type { Folding, JournalEvent, ReadModel } from './folds/read-model';
import * as people from './people/people';
import * as playbooks from './terms/playbooks';
import * as serviceTerms from './terms/service-terms';
import * as terms from './terms/terms';

/** Where terms are looked up. */
export interface Sources {
  readonly store: Store;
  readonly now: Instant;
}

/** A command to another entity. */
export interface Word {
  readonly entity: string;
  readonly name: string;
  readonly args: object;
}

interface StoreKind<K extends Kind, Fold extends Folding<EventOf<K> & JournalEvent>> {
  /** Its read model. The first table has the columns `status`, `sequence` and `state`. */
  readonly model: ReadModel<EventOf<K> & JournalEvent, Fold>;
  /** The terms of a state; `undefined` where the store has lost them. */
  readonly terms: (state: StateOf<K>, sources: Sources) => Promise<unknown>;
  /** The command to the entity that depends on one that was terminated from outside; `undefined` where none does. */
  readonly ended?: (store: Store, id: string) => Promise<Word | undefined>;
}

const storeKindOf = <K extends Kind, Fold extends Folding<EventOf<K> & JournalEvent>>(kind: StoreKind<K, Fold>): StoreKind<K, Fold> => kind;

const kinds = {
  account: storeKindOf<'account', ReturnType<typeof accountModel.fold>>({
    model: accountModel,
    terms: async (state, { store }) => state.terms && (await terms.get(store, state.terms.id)),
  }),
  campaign: storeKindOf<'campaign', ReturnType<typeof campaignModel.fold>>({
    model: campaignModel,
    terms: (state) => Promise.resolve(state.pace),
  }),
  case: storeKindOf<'case', ReturnType<typeof caseModel.fold>>({
    model: caseModel,
    terms: async (state, { store }) => state.terms && (await serviceTerms.get(store, state.terms.id)),
    async ended({ db }, id) {
      const row = await db.selectFrom('serviceCase').select('account').where('id', '=', id).executeTakeFirst();
      return row && { entity: accountEntity(row.account), name: 'endCase', args: { case: id } };
    },
  }),
  handover: storeKindOf<'handover', ReturnType<typeof handoverModel.fold>>({
    model: handoverModel,
    async terms(state, { store }) {
      const found = state.terms && (await playbooks.parsed(store, state.terms.playbook));
      return found && compileHandover(found);
    },
    async ended({ db }, id) {
      const row = await db
        .selectFrom('handover')
        .innerJoin('account', 'account.id', 'handover.account')
        .select(['account.id as account', 'account.state'])
        .where('handover.id', '=', id)
        .executeTakeFirst();
      const to = row?.state?.handovers[id]?.to;
      return row && to !== undefined ? { entity: accountEntity(row.account), name: 'endHandover', args: { handover: id, to } } : undefined;
    },
  }),
  person: storeKindOf<'person', ReturnType<typeof personModel.fold>>({
    model: personModel,
    async terms(state, { store, now }) {
      const found = state.terms && (await playbooks.parsed(store, state.terms.playbook));
      const workplace = (await people.byIds(store, [state.person])).get(state.person);
      return found && workplace && compilePerson(found, workplace, firstYearOf(now));
    },
  }),
} satisfies Record<Kind, unknown>;

/** A kind as seen by code that treats all kinds alike. */
interface AnyStoreKind {
  readonly model: ReadModel<JournalEvent, Folding<JournalEvent>>;
  readonly terms: (state: unknown, sources: Sources) => Promise<unknown>;
  readonly ended?: (store: Store, id: string) => Promise<Word | undefined>;
}
export const storeKind = (kind: Kind): AnyStoreKind => kinds[kind] as unknown as AnyStoreKind;

/** The table with one row for each entity of the kind. */
export const tableOf = (kind: Kind) => storeKind(kind).model.tables[0][0];
