// The clock of test deployments: it starts at a given instant, so that no test depends on the day.
import { DomainError } from '../domain/decider/decider';
import { type DeploymentClock, testStart } from '../domain/time/deployment-clock';
import { formatInstant, type Instant, parseInstant } from '../domain/time/time';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The instant at which a new test store's clock starts: PERENNIAL_TEST_CLOCK. `undefined` for normal deployments. Throws `bad-configuration` for a
 * text that is not an instant, and where NODE_ENV is production.
 */
export function testClock(env: Environment): Instant | undefined {
  const text = env.PERENNIAL_TEST_CLOCK;
  if (!text) return undefined;
  if (env.NODE_ENV === 'production')
    throw new DomainError('bad-configuration', { setting: 'PERENNIAL_TEST_CLOCK', why: 'test-clock-in-production' });
  try {
    return parseInstant(text);
  } catch {
    throw new DomainError('bad-configuration', { setting: 'PERENNIAL_TEST_CLOCK', why: 'not-a-test-clock', text });
  }
}

/** Throws `wrong-clock` where the store's test start is not the wanted one. */
export function checkTestStart(clock: DeploymentClock, wanted: Instant | undefined): void {
  const start = testStart(clock);
  if (start === wanted) return;
  throw new DomainError('wrong-clock', start === undefined ? { store: 'untested' } : { store: 'tested', start: formatInstant(start) });
}
