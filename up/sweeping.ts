// Regularly removes expired staged content and idempotency keys from the store.
import type { Logger } from 'pino';
import { DomainError } from '../domain/decider/decider';
import { commandKeys, type Store, sweepStaged } from '../store';

/** Real milliseconds between two sweeps, and before the first one: a journal that is behind catches up first. */
const EVERY = 600_000;

/** Sweeps `every` so many real milliseconds; call the result to stop. A sweep that the store cannot serve is left for the next time. */
export function keepSwept(store: Store, logger: Logger, every = EVERY): () => Promise<void> {
  let underWay = Promise.resolve();
  const sweep = async (): Promise<void> => {
    try {
      const now = Date.now();
      const [staged, keys] = [await sweepStaged(store, now), await commandKeys.sweepKeys(store, now)];
      if (staged + keys > 0) logger.info({ staged, keys }, 'swept what nobody will ask for any more');
    } catch (error) {
      logger.warn({ code: error instanceof DomainError ? error.code : 'unforeseen' }, 'sweep failed');
    }
  };
  const timer = setInterval(() => {
    underWay = sweep();
  }, every);
  return () => {
    clearInterval(timer);
    return underWay;
  };
}
