// Follows a ticketing system for ever: one reading after the other, whatever happens meanwhile. The cursor is the store's.
import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';

const READINGS_PER_RUN = 500;

interface Reading {
  syncTickets(system: string): Promise<{ readonly more: boolean }>;
}

/** `every`: real milliseconds between two readings. */
export async function ticketSync(opening: { readonly system: string; readonly every: number }): Promise<void> {
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
