// The people of the library: ours, by handle.

import type { Digest, Person } from '../../api/people';
import { DomainError } from '../../domain/decider/decider';
import { numberedAs, personEntity } from '../../domain/ids';
import { meantOrKnown } from '../../domain/playbook/nearest';
import type { Playbook } from '../../domain/playbook/playbook';
import { personLives, people as rows, type Store } from '../../store';
import { timeOf } from '../accounts/account-view';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { type Cell, email, type Fields, NotUsable, oneOf, type Row, readFields, words, zone } from '../temporal/input';
import { present } from '../temporal/present';
import { texts } from '../temporal/texts';
import { troublesBy } from '../temporal/trouble';
import { shown, type Window, type Windowed } from '../temporal/window';
import { digestOf } from './digest';
import { ensurePeople } from './person-start';

export const PEOPLE_COLUMNS = ['handle', 'name', 'email', 'language', 'zone', 'calendar', 'manager'] as const;
export const REQUIRED_PEOPLE_COLUMNS = ['handle', 'name', 'email'] as const;

/** The languages; the first is the default. */
const LANGUAGES = ['en', 'zh-CN'] as const;

export interface PersonEntry {
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly language?: (typeof LANGUAGES)[number];
  readonly zone?: string;
  readonly calendar?: string;
  /** A handle, not looked up yet: an import may have the manager in a later line. */
  readonly manager?: string;
}

const handleCell: Cell<string> = (text) => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)) throw new NotUsable('not-a-handle');
  return text.toLowerCase();
};

export const languageCell = oneOf(LANGUAGES);

/** Reads a person; `undefined` where the row has errors. */
export function readPerson(row: Row, playbook: Playbook | undefined): PersonEntry | undefined {
  const handle = row.required('handle', handleCell);
  const name = row.required('name', words());
  const address = row.required('email', email);
  const given = {
    language: row.optional('language', languageCell),
    zone: row.optional('zone', zone),
    calendar: row.optional('calendar', playbook ? oneOf(Object.keys(playbook.calendars)) : words(64)),
    manager: row.optional('manager', handleCell),
  };
  if (given.manager !== undefined && given.manager === handle) row.refuse('manager', 'nobody-themselves', { as: 'manager' });
  if (row.errors.length > 0 || handle === undefined || name === undefined || address === undefined) return undefined;
  return { handle, name, email: address, ...present(given) };
}

/** Adds a person, or changes the one with this handle. Absent fields stay as they are. `manager` is a person id. */
export async function putPerson(store: Store, entry: PersonEntry, manager: string | undefined, defaultZone: string) {
  const before = await rows.byHandle(store, entry.handle);
  return rows.upsert(store, {
    handle: entry.handle,
    name: entry.name,
    email: entry.email,
    language: entry.language ?? before?.language ?? 'en',
    zone: entry.zone ?? before?.zone ?? defaultZone,
    calendar: entry.calendar ?? before?.calendar ?? null,
    manager: manager ?? before?.manager ?? null,
  });
}

async function listed(store: Store, of: Window): Promise<Windowed<Person>> {
  const [found, lives, known, troubles] = await Promise.all([
    rows.window(store, of),
    personLives.byId(store),
    directory(store),
    troublesBy(store),
  ]);
  return shown(found, (person) =>
    view(person, lives.get(person.id)?.next, known.handle(person.manager), troubles.get(personEntity(person.id))),
  );
}

export const people = (connection: Connection) => {
  const { store } = connection;
  return {
    /** Everybody, by handle. */
    list: async (): Promise<Person[]> => (await listed(store, {})).rows,

    /** A window of the list of people, with the number of all that match. */
    window: (of: Window): Promise<Windowed<Person>> => listed(store, of),

    /** One of our people. Throws `unknown-person`. */
    show: (handle: string): Promise<Person> => show(store, handle),

    /**
     * Adds a person; the fields are an import file's columns in camelCase. An existing person with the same data is returned. Throws
     * `InvalidInput`, `person-exists`.
     */
    async add(fields: Fields): Promise<Person> {
      const [everybody, { latest }] = await Promise.all([directory(store), texts(store)]);
      const { manager, entry } = readFields(fields, (row) => {
        const person = readPerson(row, latest);
        const id = row.optional('manager', everybody.person);
        return person && { entry: person, manager: id };
      });
      const { handle, name, email, language = 'en', zone = latest?.['default-zone'] ?? 'UTC', calendar } = entry;
      const id = await rows.add(store, { handle, name, email, language, zone, ...present({ calendar, manager }) });
      if (id === undefined && !isSame({ ...entry, ...present({ manager }) }, await known(store, handle)))
        throw new DomainError('person-exists', { handle });
      await ensurePeople(connection);
      return show(store, handle);
    },

    /** The digest that a person would get now. Throws `unknown-person`, `no-playbook`, and `no-digest` where the playbook has none. */
    digest: async (handle: string): Promise<Digest> => digestOf(connection, await known(store, handle)),

    /** Starts everybody's digests; see `ensurePeople`. */
    ensure: (): Promise<boolean> => ensurePeople(connection),
  };
};

/** Whether the given fields equal the person's; `manager` is a person id. */
const isSame = (given: Partial<rows.Person>, person: rows.Person): boolean =>
  Object.entries(given).every(([field, value]) => person[field as keyof rows.Person] === value);

const view = (
  { leftAt, ...person }: rows.Person,
  next: number | null | undefined,
  manager: string | null,
  trouble: Person['trouble'] = [],
): Person => ({
  ...person,
  manager,
  state: leftAt === null ? 'active' : 'left',
  leftAt: timeOf(leftAt),
  nextDigest: timeOf(next),
  trouble,
});

async function show(store: Store, handle: string): Promise<Person> {
  const person = await known(store, handle);
  const entity = personEntity(person.id);
  const [life, people, troubles] = await Promise.all([personLives.get(store, person.id), directory(store), troublesBy(store, [entity])]);
  return view(person, life?.next, people.handle(person.manager), troubles.get(entity));
}

/** A person's id, given a handle or an id. Throws `unknown-person`. */
export const personId = async (store: Store, who: string): Promise<string> =>
  numberedAs(who) === 'person' ? who : (await known(store, who)).id;

async function known(store: Store, handle: string): Promise<rows.Person> {
  const person = await rows.byHandle(store, handle.toLowerCase());
  if (!person) {
    const everybody = await rows.list(store);
    throw new DomainError('unknown-person', {
      handle,
      ...meantOrKnown(
        handle,
        everybody.map((one) => one.handle),
      ),
    });
  }
  return person;
}
