// One clock a deployment: a demonstration may run fast, and everything in it lives by that clock.
import type { Instant } from './time';

/** At the real instant `real` it was `deployment` here, and `speed` of our milliseconds pass in a real one. */
export interface DeploymentClock {
  readonly real: Instant;
  readonly deployment: Instant;
  readonly speed: number;
}

export const REAL_TIME: DeploymentClock = { real: 0, deployment: 0, speed: 1 };

/** The deployment's time at the real instant `real`, in whole milliseconds. */
export const deploymentTime = (clock: DeploymentClock, real: Instant): Instant =>
  Math.floor(clock.deployment + (real - clock.real) * clock.speed);

/** Real milliseconds to sleep at the real instant `real` until the deployment's instant `until`; at least 1. */
export const realDelay = (clock: DeploymentClock, real: Instant, until: Instant): number =>
  Math.max(1, Math.ceil(clock.real + (until - clock.deployment) / clock.speed - real));

/** Where a test deployment's clock started; `undefined` for a clock that started at the real time. */
export const testStart = ({ real, deployment }: DeploymentClock): Instant | undefined => (real === deployment ? undefined : deployment);
