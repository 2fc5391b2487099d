// A deployment of the tests lives at a stated instant, so that no test depends on the day on which it runs.
import { DomainError } from '../domain/decider/decider';
import { type DeploymentClock, testStart } from '../domain/time/deployment-clock';
import { formatInstant, type Instant, parseInstant } from '../domain/time/time';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The instant at which a new store's clock is to start, by PERENNIAL_TEST_CLOCK; `undefined` for every normal deployment.
 * Throws `bad-configuration` where it is no instant, or where NODE_ENV says that this is no test.
 */
export function testClock(env: Environment): Instant | undefined {
  const text = env.PERENNIAL_TEST_CLOCK;
  if (!text) return undefined;
  if (env.NODE_ENV === 'production')
    throw new DomainError('bad-configuration', {
      inWords: 'PERENNIAL_TEST_CLOCK is for tests, and NODE_ENV is production; unset one of them',
    });
  try {
    return parseInstant(text);
  } catch {
    throw new DomainError('bad-configuration', {
      inWords: `PERENNIAL_TEST_CLOCK is "${text}"; write an instant such as 2026-01-15T01:00:00Z`,
    });
  }
}

/** Throws `wrong-clock` where a test's store is opened as another one, or another one as a test's. */
export function checkTestStart(clock: DeploymentClock, wanted: Instant | undefined): void {
  const start = testStart(clock);
  if (start === wanted) return;
  throw new DomainError('wrong-clock', start === undefined ? { store: 'untested' } : { store: 'tested', start: formatInstant(start) });
}
