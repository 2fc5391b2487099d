// What every part of the library works with.

import type { DeploymentClock } from '../../domain/time/deployment-clock';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../../store';
import type { Address } from './entities';

export interface Connection extends Address {
  readonly store: Store;
  readonly clock: DeploymentClock;
  /** Version of this process's zone rules, such as `2026a`. */
  readonly zoneRules: string;
  /** The deployment's time. */
  readonly now: () => Instant;
}
