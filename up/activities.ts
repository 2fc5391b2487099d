// Puts all activities of the workflows together.
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { type Activities, createActivities } from '../activities/effects';
import type { Transport } from '../activities/email/send/transport';
import type { Sender } from '../activities/send';
import { createTicketSync, type TicketSyncActivities } from '../activities/ticket-sync';
import type { Ticketings } from '../activities/ticketing/registry';
import { command, ensureRunning, startEntity } from '../client/temporal/entities';
import type { DeploymentClock } from '../domain/time/deployment-clock';
import type { Store } from '../store';
import { TASK_QUEUE } from '../worker/temporal';

export interface Surroundings {
  readonly store: Store;
  readonly clock: DeploymentClock;
  readonly temporal: Client;
  readonly taskQueue?: string;
  readonly mail: Transport;
  readonly ticketing: Ticketings;
  readonly logger: Logger;
  /** The public address of the API for links in mails; `undefined` where it is not known. */
  readonly linkBase?: () => string | undefined;
}

/** All activities. In tests, `between` wraps the sender of commands to other entities. */
export function activitiesOf(surroundings: Surroundings, between = (send: Sender): Sender => send): Activities & TicketSyncActivities {
  const { temporal, taskQueue = TASK_QUEUE, clock } = surroundings;
  const address = { temporal, taskQueue };
  const send = between({
    command: (entity, name, args, key) => command(address, { entity, name, args, key }),
    start: (entity, first, begins) => startEntity(address, { entity, opening: { clock, first }, ...begins }),
  });
  return {
    ...createActivities({ ...surroundings, send }),
    ...createTicketSync({ ...surroundings, send }),
  };
}

/** Starts the workflow that reads a ticketing system's changes `every` so many real milliseconds, for each system that has changes to read. */
export async function followTickets({ temporal, taskQueue = TASK_QUEUE, ticketing }: Surroundings, every: number): Promise<void> {
  for (const one of ticketing.all)
    if (one.changes)
      await ensureRunning(
        { temporal, taskQueue },
        { id: `ticket-sync/${one.system}`, type: 'ticketSync', args: [{ system: one.system, every }] },
      );
}
