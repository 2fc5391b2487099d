// The effects of the library: list them, and retry or give up those that fail.
import { randomUUID } from 'node:crypto';
import type { EffectRecord } from '../../api/effects';
import { DomainError } from '../../domain/decider/decider';
import { formatInstant } from '../../domain/time/time';
import { deliveries } from '../../store';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { command } from '../temporal/entities';
import { present } from '../temporal/present';
import { shown, type Window, type Windowed } from '../temporal/window';

/** The states that are not final. */
const PENDING = ['sending', 'waiting'] as const;

const view = ({ key, entity, type, lane, state, attempts, interrupted, code, firstAt, updatedAt }: deliveries.Delivery): EffectRecord => ({
  key,
  entity,
  type,
  lane,
  state,
  attempts,
  interrupted,
  code,
  firstAt: formatInstant(firstAt),
  updatedAt: formatInstant(updatedAt),
});

interface EffectQuery extends Window {
  /** Default: the states that are not final. */
  readonly state?: readonly EffectRecord['state'][] | 'all' | undefined;
}

async function listed({ store }: Connection, { state = PENDING, offset, limit }: EffectQuery): Promise<Windowed<EffectRecord>> {
  const states = state === 'all' ? undefined : state;
  return shown(await deliveries.window(store, present({ states }), { offset, limit }), view);
}

export const effects = (connection: Connection) => ({
  /** Effects, the longest unchanged first; by default those that are not finished. */
  list: async (query: EffectQuery = {}): Promise<EffectRecord[]> => (await listed(connection, query)).rows,

  /** A window of the list of effects, with the number of all that match. */
  window: (query: EffectQuery): Promise<Windowed<EffectRecord>> => listed(connection, query),

  /** Retries an effect at once. Throws `unknown-effect`, `effect-over`. */
  async retry(key: string): Promise<EffectRecord> {
    const { entity } = await pending(connection, key);
    await wish(connection, entity, 'retryEffect', key);
    return view(await known(connection, key));
  },

  /** Gives an effect up on record: its outcome is `given-up`. Throws `unknown-effect`, `effect-over`. */
  async giveUp(
    key: string,
    { by, reason }: { readonly by?: string | undefined; readonly reason?: string | undefined } = {},
  ): Promise<EffectRecord> {
    const { store, now } = connection;
    const { entity } = await pending(connection, key);
    const person = by === undefined ? undefined : (await directory(store)).id('by', by);
    const note = reason?.trim() ? { text: `${key}: ${reason.trim()}`, at: now() } : undefined;
    if (!(await deliveries.giveUp(store, key, present({ by: person, note })))) throw over(key, (await known(connection, key)).state);
    await wish(connection, entity, 'giveUpEffect', key);
    return view(await known(connection, key));
  },
});

async function known({ store }: Connection, key: string): Promise<deliveries.Delivery> {
  const found = await deliveries.get(store, key);
  if (!found) throw new DomainError('unknown-effect', { key });
  return found;
}

const over = (key: string, state: string): DomainError => new DomainError('effect-over', { key, state });

async function pending(connection: Connection, key: string): Promise<deliveries.Delivery> {
  const found = await known(connection, key);
  if (!PENDING.some((state) => state === found.state)) throw over(key, found.state);
  return found;
}

/** Tells the entity; one that has ended need not be told. */
async function wish(connection: Connection, entity: string, name: 'retryEffect' | 'giveUpEffect', key: string): Promise<void> {
  try {
    await command(connection, { entity, name, args: { key }, key: randomUUID() });
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'entity-not-running')) throw error;
  }
}
