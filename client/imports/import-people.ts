// Imports our people from a file. A person's manager may be in a later line.
import type { FieldError } from '../../domain/problems/fields';
import type { Problem } from '../../domain/problems/problems';
import { people as rows } from '../../store';
import { PEOPLE_COLUMNS, type PersonEntry, putPerson, REQUIRED_PEOPLE_COLUMNS, readPerson } from '../people/people';
import { ensurePeople } from '../people/person-start';
import type { Connection } from '../temporal/connection';
import { directory, unknownPerson } from '../temporal/directory';
import { wrongField } from '../temporal/input';
import { texts } from '../temporal/texts';
import type { ImportKind } from './import-kind';

export async function personImport(connection: Connection): Promise<ImportKind<PersonEntry>> {
  const { store } = connection;
  const [known, { latest }] = await Promise.all([directory(store), texts(store)]);
  const defaultZone = latest?.['default-zone'] ?? 'UTC';
  return {
    columns: PEOPLE_COLUMNS,
    required: REQUIRED_PEOPLE_COLUMNS,
    key: 'handle',
    read: (row) => readPerson(row, latest),
    id: ({ handle }) => handle,
    async plan(entry) {
      const there = await rows.byHandle(store, entry.handle);
      return {
        outcome: there === undefined ? 'added' : isSame(entry, there, known.handle(there.manager)) ? 'unchanged' : 'updated',
        async apply() {
          const manager = entry.manager === undefined ? undefined : (await rows.byHandle(store, entry.manager))?.id;
          return putPerson(store, entry, manager, defaultZone);
        },
      };
    },
    waves: (entries) => byManager(entries, known.handles),
    settled: async () => void (await ensurePeople(connection)),
  };
}

const isSame = (entry: PersonEntry, there: rows.Person, manager: string | null): boolean =>
  Object.entries(entry).every(([field, value]) => (field === 'manager' ? manager : there[field as keyof rows.Person]) === value);

/** The rows in waves: a manager is in an earlier wave than their team. */
function byManager(entries: readonly PersonEntry[], known: readonly string[]) {
  const done = new Set(known);
  const waves: PersonEntry[][] = [];
  let rest = [...entries];
  for (;;) {
    const wave = rest.filter(({ manager }) => manager === undefined || done.has(manager));
    if (wave.length === 0) break;
    for (const { handle } of wave) done.add(handle);
    rest = rest.filter((entry) => !wave.includes(entry));
    waves.push(wave);
  }
  const handles = rest.map(({ handle }) => handle);
  const stuck = new Map(
    rest.map((entry): [PersonEntry, FieldError] => {
      const value = entry.manager ?? '';
      const problem: Problem = handles.includes(value)
        ? ['manager-stuck']
        : ['no-such-person', unknownPerson(value, [...done, ...handles])];
      return [entry, wrongField('manager', value, ...problem)];
    }),
  );
  return { waves, stuck };
}
