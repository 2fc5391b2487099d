// Checks the input of a run first, so that a bad start fails at once with a reason. Without the check its workflow task would be retried for ever.

import { checkShape, number, object, type Shape, that } from '../domain/decider/shape';
import type { DeploymentClock } from '../domain/time/deployment-clock';

const LATEST = Date.UTC(2200, 0, 1);
const FASTEST = 1e9;

const opened = object<{ readonly clock: DeploymentClock }>({
  clock: object<DeploymentClock>({ real: number(0, LATEST), deployment: number(0, LATEST), speed: number(1e-3, FASTEST) }),
});

/** A chapter comes from an earlier run of ours, so only its outline is checked. */
const chapter = object<{ readonly state: object; readonly sequence: number }>({
  state: that('is no object', (value) => typeof value === 'object' && value !== null),
  sequence: number(0, Number.MAX_SAFE_INTEGER),
});

/** Checks a run's input: a clock, and a first command or a chapter. Throws `DomainError('bad-arguments')`. */
export function checkOpening<First>(opening: unknown, start: Shape<First>): void {
  checkShape(opened, opening);
  if ('chapter' in opening) checkShape(chapter, opening.chapter, 'chapter');
  else checkShape(start, (opening as { readonly first?: unknown }).first, 'first');
}
