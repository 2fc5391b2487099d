// Removes from the store what nobody will take up any more, now and then.
import type { Logger } from 'pino';
import { DomainError } from '../domain/decider/decider';
import { commandKeys, type Store, sweepStaged } from '../store';

/** Real milliseconds between two sweeps. The first waits as long: what a journal is behind with comes first. */
const EVERY = 600_000;

/** Sweeps until the answer is called, `every` so many real milliseconds. A store that is away is swept the next time. */
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
