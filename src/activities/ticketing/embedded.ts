// The ticketing system that comes with the house: tickets in the store.
import { DomainError } from '../../domain/decider';
import { type DeploymentClock, deploymentTime } from '../../domain/deployment-clock';
import { type Store, tickets } from '../../store';
import type { Ticketing } from './port';

const known = async (change: Promise<unknown>): Promise<void> => {
  try {
    await change;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unknown-ticket') throw new DomainError('no-such-ticket', error.message);
    throw error;
  }
};

/** Tickets are dated by the deployment's `clock`. */
export const embeddedTicketing = (store: Store, clock: DeploymentClock): Ticketing => {
  const now = () => deploymentTime(clock, Date.now());
  return {
    async open(ticket) {
      return (await tickets.create(store, { ...ticket, at: now() })).id;
    },
    close: (id) => known(tickets.resolve(store, id, now())),
    reopen: (id) => known(tickets.reopen(store, id)),
  };
};
