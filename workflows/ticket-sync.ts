// Reads the changes of a ticketing system, again and again, for ever. The cursor is in the store.
import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import { checkShape, id, number, object } from '../domain/decider/shape';
import { refusable } from './refusable';

const READINGS_PER_RUN = 500;

interface Reading {
  syncTickets(system: string): Promise<{ readonly more: boolean }>;
}

interface TicketSyncOpening {
  readonly system: string;
  /** Real milliseconds between two readings. */
  readonly every: number;
}
const shape = object<TicketSyncOpening>({ system: id, every: number(1, 86_400_000) });

export async function ticketSync(opening: TicketSyncOpening): Promise<void> {
  refusable(() => checkShape(shape, opening));
  const { syncTickets } = proxyActivities<Reading>({
    startToCloseTimeout: '2m',
    retry: { initialInterval: '1s', maximumInterval: '30s' },
  });
  for (let readings = 0; readings < READINGS_PER_RUN && !workflowInfo().continueAsNewSuggested; readings += 1) {
    const { more } = await syncTickets(opening.system);
    if (!more) await sleep(opening.every);
  }
  await continueAsNew<typeof ticketSync>(opening);
}
