// What a run is started with, looked at before anything is made of it: a bad start fails at once and says why, where it would hang otherwise.

import { checkShape, number, object, type Shape, that } from '../domain/decider/shape';
import type { DeploymentClock } from '../domain/time/deployment-clock';

const LATEST = Date.UTC(2200, 0, 1);
const FASTEST = 1e9;

const opened = object<{ readonly clock: DeploymentClock }>({
  clock: object<DeploymentClock>({ real: number(0, LATEST), deployment: number(0, LATEST), speed: number(1e-3, FASTEST) }),
});

/** A chapter is an earlier run's own word: only that it is one is looked at. */
const chapter = object<{ readonly state: object; readonly sequence: number }>({
  state: that('is no object', (value) => typeof value === 'object' && value !== null),
  sequence: number(0, Number.MAX_SAFE_INTEGER),
});

/** Checks what an entity's run is started with: a clock, and its first command or a chapter. Throws `DomainError('bad-arguments')`. */
export function checkOpening<First>(opening: unknown, start: Shape<First>): void {
  checkShape(opened, opening);
  if ('chapter' in opening) checkShape(chapter, opening.chapter, 'chapter');
  else checkShape(start, (opening as { readonly first?: unknown }).first, 'first');
}
