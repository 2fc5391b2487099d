// The handover of a change of contact. The account decides which one it is, and it may have ended by then.
import { accountEntity, handoverEntity, nextHandover } from '../../domain/ids';
import { handovers, journal } from '../../store';
import type { Connection } from './connection';
import { lagging } from './lag';
import { READ_MODEL_WAIT, untilReadable } from './receipt';

/** An account's event about a change. */
export interface Became {
  readonly type: 'handoverOpened' | 'handoverReassigned';
  /** Sequence number in the account's journal. */
  readonly sequence: number;
  readonly handover: string;
  /** Id of a person or contact. */
  readonly to: string;
  /** The role goes back to its original holder, so the handover is withdrawn. */
  readonly isBack?: boolean;
}

/** The most events that one command has, and the most changes of an account that are searched for a repeat. */
const LOOKED_BACK = 200;

const BECAME = ['handoverOpened', 'handoverReassigned'] as const;

const becameOf = ({ type, sequence, data }: journal.HistoryRow): Became | undefined => {
  if (!BECAME.some((one) => one === type)) return undefined;
  const {
    handover,
    succession,
    to,
    isBack = false,
  } = data as unknown as {
    readonly handover: string;
    readonly succession: { readonly to: string };
    readonly to?: string;
    readonly isBack?: boolean;
  };
  return { type: type as Became['type'], sequence, handover, to: to ?? succession.to, isBack };
};

/** The event of the command with this receipt; `undefined` while the journal lacks it. */
export async function becameUnder({ store }: Connection, account: string, receipt: number): Promise<Became | undefined> {
  // Invitations may follow the change itself.
  const last = await journal.history(store, accountEntity(account), { after: Math.max(0, receipt - LOOKED_BACK), limit: LOOKED_BACK });
  return last
    .filter(({ sequence }) => sequence <= receipt)
    .flatMap((row) => becameOf(row) ?? [])
    .at(-1);
}

/** The event of the command that staged `brings`; `undefined` where the journal has none. */
export async function becameWith({ store }: Connection, account: string, brings: string): Promise<Became | undefined> {
  const all = await journal.latest(store, accountEntity(account), BECAME, LOOKED_BACK);
  const row = all.find(({ data }) => data['brings'] === brings);
  return row && becameOf(row);
}

/**
 * Waits until the change's handover can be read, and returns its id. A handover that ended before its reassignment reached it is replaced: the account
 * opens another one, and its id is returned. Throws `no-worker`.
 */
export async function handoverOf(connection: Connection, account: string, became: Became): Promise<string> {
  const id = became.type === 'handoverOpened' ? became.handover : await afterReassignment(connection, account, became);
  await untilReadable(connection, handoverEntity(id), 1, `The handover ${id}`);
  return id;
}

async function afterReassignment({ store }: Connection, account: string, { handover, sequence, to, isBack }: Became): Promise<string> {
  const [ofAccount, ofHandover] = [accountEntity(account), handoverEntity(handover)];
  const next = nextHandover(handover);
  for (const end = Date.now() + READ_MODEL_WAIT; ; ) {
    const [accountAt, handoverAt] = [await journal.lastSequence(store, ofAccount), await journal.lastSequence(store, ofHandover)];
    const heard = await journal.latest(store, ofHandover, [isBack ? 'handoverWithdrawn' : 'handoverRedirected'], LOOKED_BACK);
    if (heard.some(({ data }) => isBack || data['to'] === to)) return handover;
    const opened = await journal.latest(store, ofAccount, ['handoverOpened'], LOOKED_BACK);
    if (opened.some((row) => row.sequence > sequence && row.data['handover'] === next)) return next;
    const patience = end - Date.now();
    if (patience <= 0) {
      lagging({ entity: ofHandover, receipt: handoverAt + 1 });
      return (await handovers.get(store, next)) ? next : handover;
    }
    await Promise.race([
      journal.awaitSequence(store, ofAccount, accountAt + 1, patience),
      journal.awaitSequence(store, ofHandover, handoverAt + 1, patience),
    ]);
  }
}
