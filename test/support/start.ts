// The time in test deployments: their clock starts at a given instant, whatever the day of the run.
import type { DeploymentClock } from '../../domain/time/deployment-clock';
import { addDays, dateOf, formatInstant, type Instant, type PlainDate, parseInstant } from '../../domain/time/time';

/** Thursday 15 January 2026, 09:00 in Shanghai, unless PERENNIAL_TEST_START gives another one: `npm run test:clocks` tries seven. */
export const START: Instant = parseInstant(process.env.PERENNIAL_TEST_START ?? '2026-01-15T01:00:00Z');

/** The zone of the tests' accounts and people. */
export const ZONE = 'Asia/Shanghai';

/** The date at the start in `ZONE`. */
export const TODAY: PlainDate = dateOf(START, ZONE);

/** The date `days` after the start's; before it where `days` is negative. */
export const day = (days: number): PlainDate => addDays(TODAY, days);

/** The instant `milliseconds` after the start, as the API writes it. */
export const after = (milliseconds: number): string => formatInstant(START + milliseconds);

/** A clock that shows the start now and runs `speed` times as fast. */
export const clockFromStart = (speed = 1): DeploymentClock => ({ real: Date.now(), deployment: START, speed });

/** For a process with a store of its own: starts its clock at the same instant. */
export const TEST_CLOCK = { PERENNIAL_TEST_CLOCK: formatInstant(START) };
