// The journals of tests of the host, in memory. A batch that would leave a gap is refused, as by the store.
import { ApplicationFailure } from '@temporalio/common';

/** What was written, by entity, and the activity that writes it. */
export function journalsInMemory<Event>() {
  const journals = new Map<string, Event[]>();
  return {
    journals,
    journal: (entity: string, from: number, events: readonly Event[]): Promise<void> => {
      const written = journals.get(entity) ?? [];
      if (from > written.length + 1) throw ApplicationFailure.nonRetryable('gap', 'journal-gap');
      journals.set(entity, [...written.slice(0, from - 1), ...events, ...written.slice(from - 1 + events.length)]);
      return Promise.resolve();
    },
  };
}
