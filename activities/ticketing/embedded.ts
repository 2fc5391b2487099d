// The built-in ticketing system: tickets in the store. People change them through the API.

import { DomainError } from '../../domain/decider/decider';
import { type DeploymentClock, deploymentTime } from '../../domain/time/deployment-clock';
import { type Store, tickets } from '../../store';
import type { Ticketing } from './port';

const known = async (ticket: string, change: Promise<unknown>): Promise<void> => {
  try {
    await change;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unknown-ticket')
      throw new DomainError('no-such-ticket', { system: 'embedded', ticket });
    throw error;
  }
};

/** Tickets get their times from the deployment's `clock`. */
export const embeddedTicketing = (store: Store, clock: DeploymentClock): Ticketing => {
  const now = () => deploymentTime(clock, Date.now());
  return {
    system: 'embedded',
    async open(ticket) {
      const { id } = await tickets.create(store, { ...ticket, at: now() });
      return { id };
    },
    move: (id, to) => known(id, tickets.move(store, id, to, now())),
    note: (id, note) => known(id, tickets.note(store, id, { ...note, at: now() })),
    keyOf: async (id) => (await tickets.get(store, id))?.key,
    check: () => Promise.resolve(),
  };
};
