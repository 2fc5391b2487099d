// The one clock of a deployment. A demonstration's may run fast; everything in the deployment follows it.
import type { Instant } from './time';

/** The real instant `real` was `deployment` on this clock. `speed`: milliseconds of this clock in a real millisecond. */
export interface DeploymentClock {
  readonly real: Instant;
  readonly deployment: Instant;
  readonly speed: number;
}

export const REAL_TIME: DeploymentClock = { real: 0, deployment: 0, speed: 1 };

/** The deployment's time at the real instant `real`, in whole milliseconds. */
export const deploymentTime = (clock: DeploymentClock, real: Instant): Instant =>
  Math.floor(clock.deployment + (real - clock.real) * clock.speed);

/** Real milliseconds to wait at the real instant `real` until the deployment's instant `until`; at least 1. */
export const realDelay = (clock: DeploymentClock, real: Instant, until: Instant): number =>
  Math.max(1, Math.ceil(clock.real + (until - clock.deployment) / clock.speed - real));

/** The first instant of a test deployment's clock; `undefined` for a clock that started at the real time. */
export const testStart = ({ real, deployment }: DeploymentClock): Instant | undefined => (real === deployment ? undefined : deployment);
