// What workflows ask of the world in tests that have no store.
import type { FirstAttempt, Outcome } from '../../domain/decider/decider';

/** `journal` and `perform`, and both in one; an effect that fails there is attempted again by `perform`. */
export const portsOf = <Event, Fx>(ports: {
  readonly journal: (entity: string, from: number, events: readonly Event[]) => Promise<void>;
  readonly perform: (key: string, entity: string, effect: Fx) => Promise<Outcome>;
}) => ({
  ...ports,
  async journalAndPerform(entity: string, from: number, events: readonly Event[], key: string, effect: Fx): Promise<FirstAttempt> {
    await ports.journal(entity, from, events);
    return ports.perform(key, entity, effect).then(
      (outcome) => ({ journalled: true, outcome }),
      () => ({ journalled: true }),
    );
  },
});
