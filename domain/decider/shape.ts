// Shapes of commands: arguments of any other shape are refused before `decide`. They run inside workflows, where a schema library needs too much
// memory. Fields that a shape does not name are ignored: a newer client may send them to an older worker.
import { DomainError } from '../domain-error';
import { strangeIn } from '../plain-text';
import type { StrangeCharacter } from '../problems/values';
import { addPeriod, type Instant, isPlainDate, isZone, type PlainDate, parseDuration } from '../time/time';

/** Checks a value. Answers where and what is wrong, such as `team.backup: is no text`; `undefined` where the value is valid. */
export interface Shape<in out T> {
  (value: unknown, path: string): string | undefined;
  /** Carries the type of a valid value. It has no value at run time. */
  readonly of?: T;
}

/** A field that may be absent. */
export interface Optional<in out T> {
  readonly optional: Shape<T>;
}

export const optional = <T>(shape: Shape<T>): Optional<T> => ({ optional: shape });

/** One shape for each field of `T`, optional where the field is. */
export type Fields<T> = {
  readonly [Name in keyof T]-?: Partial<Pick<T, Name>> extends Pick<T, Name> ? Optional<Exclude<T[Name], undefined>> : Shape<T[Name]>;
};

const wrong = (path: string, what: string): string => `${path === '' ? 'arguments' : path}: ${what}`;
const inside = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** A value for which `holds` is true; `what` is the complaint otherwise. */
export const that =
  <T>(what: string, holds: (value: unknown) => boolean): Shape<T> =>
  (value, path) =>
    holds(value) ? undefined : wrong(path, what);

/** A test of whether `read` accepts a text, that is, does not throw. */
const readable =
  (read: (text: string) => unknown) =>
  (value: unknown): boolean => {
    try {
      return typeof value === 'string' && (read(value), true);
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  };

/** A strange character in words, for the developer of the program that sent it. */
const called = ({ what, character }: StrangeCharacter): string =>
  `${what === 'half-a-character' ? '' : 'a '}${what.replaceAll('-', ' ')} (${character})`;

/** A text on one line, not empty. */
export const text =
  (longest = 200): Shape<string> =>
  (value, path) => {
    if (typeof value !== 'string' || value === '') return wrong(path, 'is no text');
    if (value.length > longest) return wrong(path, `is longer than ${longest} characters`);
    const strange = strangeIn(value, 'one');
    return strange === undefined ? undefined : wrong(path, `holds ${called(strange)}`);
  };

/** An id or a code of ours: a short text. */
export const id: Shape<string> = text();

/** Epoch milliseconds of the years 1900 to 2199. */
const [EARLIEST, LATEST] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)];
const isInstant = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= EARLIEST && (value as number) < LATEST;

export const instant: Shape<Instant> = that('is no instant (epoch milliseconds, of the years 1900 to 2199)', isInstant);
export const date: Shape<PlainDate> = that(
  'is no date (YYYY-MM-DD, of the years 1900 to 2199)',
  (value) => isPlainDate(value) && value >= '1900' && value < '2200',
);
export const zone: Shape<string> = that('is no time zone (such as Asia/Shanghai)', isZone);
export const flag: Shape<boolean> = that('is neither true nor false', (value) => typeof value === 'boolean');
/** A field that is only ever `true`. */
export const yes: Shape<true> = that('is not true', (value) => value === true);
export const period: Shape<string> = that(
  'is no period (such as P3M)',
  readable((value) => addPeriod('2000-01-01', value)),
);
export const duration: Shape<string> = that('is no duration (such as PT8H)', readable(parseDuration));

export const whole = (least: number, most: number): Shape<number> =>
  that(
    `is no whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  );
export const number = (least: number, most: number): Shape<number> =>
  that(`is no number from ${least} to ${most}`, (value) => typeof value === 'number' && value >= least && value <= most);

export const oneOf = <const T extends string>(codes: readonly T[]): Shape<T> =>
  that(`is none of ${codes.join(', ')}`, (value) => codes.some((code) => code === value));

/** A value that `check` accepts; its `DomainError` is the complaint. */
export const checked =
  <T>(check: (value: unknown) => void): Shape<T> =>
  (value, path) => {
    try {
      check(value);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return wrong(path, error.message);
      throw error;
    }
  };

const LONGEST_LIST = 10_000;

export const list =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) return wrong(path, 'is no list');
    if (value.length > LONGEST_LIST) return wrong(path, `has more than ${LONGEST_LIST} parts`);
    return first(value, (part, index) => shape(part, `${path}[${index}]`));
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const object =
  <T extends object>(fields: Fields<T>): Shape<T> =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, 'is no object');
    return first(Object.entries<Shape<never> | Optional<never>>(fields as never), ([name, field]) => {
      const part = value[name];
      if (typeof field === 'function') return field(part, inside(path, name));
      return part === undefined ? undefined : field.optional(part, inside(path, name));
    });
  };

/** An object with some of these keys and no others. */
export const partial =
  <const Key extends string, T>(keys: readonly Key[], shape: Shape<T>): Shape<Readonly<Partial<Record<Key, T>>>> =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, 'is no object');
    return first(Object.entries(value), ([name, part]) =>
      keys.some((key) => key === name) ? shape(part, inside(path, name)) : wrong(inside(path, name), `is none of ${keys.join(', ')}`),
    );
  };

/** An object whose keys are ids. */
export const record =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, 'is no object');
    return first(Object.entries(value), ([name, part]) => id(name, `${path} key`) ?? shape(part, inside(path, name)));
  };

/** One of several objects, told apart by `kind`. */
export const variants =
  <T extends { readonly kind: string }>(
    shapes: {
      readonly [Kind in T['kind']]: Shape<Extract<T, { readonly kind: Kind }>>;
    },
  ): Shape<T> =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, 'is no object');
    const { kind } = value;
    const all = shapes as unknown as Readonly<Record<string, Shape<never>>>;
    const shape = typeof kind === 'string' && Object.hasOwn(all, kind) ? all[kind] : undefined;
    return shape ? shape(value, path) : wrong(inside(path, 'kind'), `is none of ${Object.keys(all).join(', ')}`);
  };

function first<Part>(parts: readonly Part[], look: (part: Part, index: number) => string | undefined): string | undefined {
  for (const [index, part] of parts.entries()) {
    const found = look(part, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Throws `DomainError('bad-arguments')` that says what is wrong and where. `path`: the place of the value itself. */
export function checkShape<T>(shape: Shape<T>, value: unknown, path = ''): asserts value is T {
  const found = shape(value, path);
  if (found !== undefined) throw new DomainError('bad-arguments', { found });
}
