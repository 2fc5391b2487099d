// Events as rows of the journal, and back.
import type { Selectable } from 'kysely';
import type { Tables } from '../schema/tables';
import type { JournalEvent } from './read-model';

export type JournalRow = Selectable<Tables['journal']>;

export const journalColumns = ['entity', 'sequence', 'at', 'type', 'by', 'note', 'data'] as const;

export const rowOf = (entity: string, sequence: number, event: JournalEvent): JournalRow => {
  const { type, at, by = null, note = null, ...data } = event;
  return { entity, sequence, at, type, by, note, data };
};

/** The event of a row. The caller knows its type by the kind of the entity. */
export const eventOf = <Event extends JournalEvent>({ type, at, by, note, data }: JournalRow): Event =>
  ({ ...data, type, at, ...(by === null ? {} : { by }), ...(note === null ? {} : { note }) }) as Event;
