// The absences of the library.

import type { Absence as Shown } from '../../api/absences';
import { DomainError } from '../../domain/decider/decider';
import { type Absence, ringWith } from '../../domain/person/absence';
import type { Problem } from '../../domain/problems/problems';
import { addDays, formatInstant, startOfDay } from '../../domain/time/time';
import { people, absences as rows } from '../../store';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { type Cell, date, type Fields, instantIn, NotUsable, readFields, wrongInput } from '../temporal/input';

/** A date or an instant. An instant without an offset is local time in `zone`. */
const dateOrInstant =
  (zone: string): Cell<string | number> =>
  (text) => {
    try {
      return /[T:]/.test(text) ? instantIn(zone)(text) : date(text);
    } catch (error) {
      if (!(error instanceof NotUsable)) throw error;
      throw new NotUsable('not-a-date-or-instant');
    }
  };

export const absences = (connection: Connection) => {
  const { store, now } = connection;
  const view = ({ id, person, from, until, substitute }: rows.AbsenceRow, known: Directory): Shown => ({
    id,
    person: known.handle(person),
    from: formatInstant(from),
    until: formatInstant(until),
    substitute: known.handle(substitute),
    state: until <= now() ? 'past' : from <= now() ? 'now' : 'ahead',
  });
  return {
    /** Absences by their beginning; without `all`, only those that have not ended. */
    async list({ all = false }: { readonly all?: boolean | undefined } = {}): Promise<Shown[]> {
      const [found, known] = await Promise.all([rows.list(store, all ? undefined : now()), directory(store)]);
      return found.map((row) => view(row, known));
    },

    /**
     * Records that `person` is away: `from` a date or an instant, `until` a date (that day included) or an instant, in the person's zone. Throws
     * `InvalidInput`, `away-already`, `ring-of-substitutes`.
     */
    async add(fields: Fields): Promise<Shown> {
      const known = await directory(store);
      const whose = fields.person?.trim().toLowerCase();
      const zone = (whose === undefined ? undefined : await people.byHandle(store, whose))?.zone ?? 'UTC';
      const given = readFields(fields, (row) => ({
        person: row.required('person', known.person) ?? '',
        from: row.required('from', dateOrInstant(zone)) ?? '',
        until: row.required('until', dateOrInstant(zone)) ?? '',
        substitute: row.required('substitute', known.person) ?? '',
      }));
      const absence: Absence = {
        ...given,
        from: typeof given.from === 'number' ? given.from : startOfDay(given.from, zone),
        until: typeof given.until === 'number' ? given.until : startOfDay(addDays(given.until, 1), zone),
      };
      const wrong = (column: string, ...problem: Problem) => wrongInput(column, fields[column] ?? '', ...problem);
      if (absence.until <= absence.from) throw wrong('until', 'before-its-beginning');
      if (absence.until <= now()) throw wrong('until', 'past-already');
      if (absence.person === absence.substitute) throw wrong('substitute', 'nobody-themselves', { as: 'substitute' });
      const added = await rows.add(store, absence, (others) => refuse(absence, others, known));
      return view(added, known);
    },

    /** Ends an absence now, by its id or the person's handle; one that lies ahead is removed. Throws `unknown-absence`. */
    async end(which: string): Promise<Shown> {
      const known = await directory(store);
      const open = await rows.list(store, now());
      const row = open.find(({ id, person }) => id === which || known.handle(person) === which.toLowerCase());
      if (!row) throw new DomainError('unknown-absence', { which });
      await rows.end(store, row, now());
      return { ...view(row, known), until: formatInstant(Math.max(row.from, now())), state: 'past' };
    },
  };
};

function refuse(absence: Absence, others: readonly rows.AbsenceRow[], known: Directory): void {
  const twice = others.find(({ person, from, until }) => person === absence.person && from < absence.until && absence.from < until);
  if (twice)
    throw new DomainError('away-already', {
      person: known.handle(absence.person),
      from: formatInstant(twice.from),
      until: formatInstant(twice.until),
      absence: twice.id,
    });
  const ring = ringWith(absence, others);
  if (ring) throw new DomainError('ring-of-substitutes', { people: ring.map((id) => known.handle(id)) });
}
