// The sweep in a worker's process. Every worker tries often; one of them makes it once a minute.
import type { Logger } from 'pino';
import type { Perennial } from '../client';
import { DomainError } from '../domain/decider/decider';
import type { Stops } from './deployment';

/** Real milliseconds between two tries. */
const TRIED_EVERY = 15_000;

/** Tries the sweep regularly, until `stops` runs. */
export function sweepRegularly(stops: Stops, sweep: Perennial['sweep'], logger: Logger): void {
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    underWay ??= sweep()
      .then(() => undefined)
      .catch((error: unknown) => {
        logger.warn({ code: error instanceof DomainError ? error.code : 'sweep-failed' }, 'the sweep is tried again');
      })
      .finally(() => {
        underWay = undefined;
      });
  }, TRIED_EVERY);
  stops.add(async () => {
    clearInterval(timer);
    await underWay;
  });
}
