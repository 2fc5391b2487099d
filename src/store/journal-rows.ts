// An event as the journal keeps it, and back.
import type { Selectable } from 'kysely';
import type { AccountEvent } from '../domain/account/types';
import type { Tables } from './tables';

export type JournalRow = Selectable<Tables['journal']>;

export const journalColumns = ['entity', 'sequence', 'at', 'type', 'by', 'note', 'data'] as const;

export const rowOf = (entity: string, sequence: number, event: AccountEvent): JournalRow => {
  const { type, at, by = null, note = null, ...data } = event;
  return { entity, sequence, at, type, by, note, data };
};

export const eventOf = ({ type, at, by, note, data }: JournalRow): AccountEvent =>
  ({ ...data, type, at, ...(by === null ? {} : { by }), ...(note === null ? {} : { note }) }) as AccountEvent;
