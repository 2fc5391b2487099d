// What every topic of the library works with.

import type { DeploymentClock } from '../domain/deployment-clock';
import type { Instant } from '../domain/time';
import type { Store } from '../store';
import type { Address } from './entities';

export interface Connection extends Address {
  readonly store: Store;
  readonly clock: DeploymentClock;
  /** The deployment's time. */
  readonly now: () => Instant;
}
