// An effect whose outcome others build on waits until its event is on record, with all that the event's command brought along.
import { effectParts } from '../domain/ids';
import { journal, type Store } from '../store';

/** Real milliseconds that an attempt waits. */
const PATIENCE = 10_000;

/** Whether the event that caused the effect `key`, `account/acme/17/0`, is journalled. */
export async function isRecorded(store: Store, key: string): Promise<boolean> {
  const parts = effectParts(key);
  return parts === undefined || journal.awaitSequence(store, parts.entity, parts.sequence, PATIENCE);
}
