// Waits until an effect's event is journalled: then everything that its command brought along is in the store too.
import { effectParts } from '../domain/ids';
import { journal, type Store } from '../store';

/** Real milliseconds that an attempt waits. */
const PATIENCE = 10_000;

/** Whether the event of the effect `key`, `account/acme/17/0`, is journalled; waits for it a while. */
export async function isRecorded(store: Store, key: string): Promise<boolean> {
  const parts = effectParts(key);
  return parts === undefined || journal.awaitSequence(store, parts.entity, parts.sequence, PATIENCE);
}
