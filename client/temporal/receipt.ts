// Sends a command and waits until the read models have reached its receipt, so that callers can read what they wrote.
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import { hold, journal } from '../../store';
import type { Connection } from './connection';
import { type Command, command, Unanswered, workersPolling } from './entities';
import { lagging } from './lag';
import { checkWrites } from './trouble';

/** Milliseconds that an answer waits for the read models. */
export const READ_MODEL_WAIT = 5_000;

/**
 * Sends a command and returns the sequence number of its last event. Reports a lag where the read models do not reach it in time. Throws what
 * `command` throws, and `entity-in-trouble`.
 */
export async function commandEntity(connection: Connection, what: Command): Promise<number> {
  const { store } = connection;
  const { entity } = what;
  await checkWrites(store, entity);
  const keepBrought = () => hold(store, broughtBy(what.args), Date.now());
  let receipt: number;
  try {
    receipt = await command(connection, what);
  } catch (error) {
    // The command may still be carried out: keep what it staged.
    if (error instanceof DomainError && error.code === 'no-worker') await keepBrought();
    throw error;
  }
  if (!(await journal.awaitSequence(store, entity, receipt, READ_MODEL_WAIT))) {
    await keepBrought();
    lagging({ entity, receipt });
  }
  return receipt;
}

/** The ids of what was staged for a command. */
function broughtBy(args: unknown): readonly string[] {
  const { note, brings } = (args ?? {}) as { readonly note?: string; readonly brings?: string };
  return [note, brings].filter((id) => id !== undefined);
}

/**
 * Sends a command, carried out once for its name and `key`, where there is one. Returns the sequence number of its last event. Throws what
 * `command` throws; for an entity that does not run, what `ended` returns.
 */
export async function commandOnce(
  connection: Connection,
  { key, ...what }: Omit<Command, 'key'> & { readonly key: string | undefined },
  ended: () => Promise<DomainError>,
): Promise<number> {
  try {
    return await commandEntity(connection, { ...what, key: key === undefined ? randomUUID() : `${what.name}/${key}` });
  } catch (error) {
    throw error instanceof DomainError && error.code === 'entity-not-running' ? await ended() : error;
  }
}

/** Waits until an entity can be read; `title` is its name for people. Throws `no-worker` where no worker has carried out its start. */
export async function untilReadable(connection: Connection, entity: string, sequence: number, title: string): Promise<void> {
  const { store } = connection;
  if (await journal.awaitSequence(store, entity, sequence, READ_MODEL_WAIT)) return;
  if ((await journal.lastSequence(store, entity)) > 0) return lagging({ entity, receipt: sequence });
  const polling = await workersPolling(connection);
  throw new Unanswered({ waits: 'start', workers: polling, title });
}
