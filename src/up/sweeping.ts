// Removes from the store what nobody will take up any more, now and then.
import type { Logger } from 'pino';
import { DomainError } from '../domain/decider';
import { type Store, sweepStaged } from '../store';

/** Real milliseconds between two sweeps. The first waits as long: what a journal is behind with comes first. */
const EVERY = 600_000;

/** Sweeps until the answer is called. A store that is away is swept the next time. */
export function keepSwept(store: Store, logger: Logger): () => Promise<void> {
  let underWay = Promise.resolve();
  const sweep = async (): Promise<void> => {
    try {
      const swept = await sweepStaged(store, Date.now());
      if (swept > 0) logger.info({ swept }, 'swept what no event took up');
    } catch (error) {
      logger.warn({ code: error instanceof DomainError ? error.code : 'unforeseen' }, 'sweep failed');
    }
  };
  const timer = setInterval(() => {
    underWay = sweep();
  }, EVERY);
  return () => {
    clearInterval(timer);
    return underWay;
  };
}
