// Reads texts from people and files. Every wrong cell is reported with its problem.

import { DomainError } from '../../domain/decider/decider';
import { PREFIXES, resembles } from '../../domain/ids';
import { strangeIn } from '../../domain/plain-text';
import { meantOrKnown, nearest } from '../../domain/playbook/nearest';
import type { ProblemData } from '../../domain/problems/coded';
import type { FieldError } from '../../domain/problems/fields';
import type { Problem } from '../../domain/problems/problems';
import type { StrangeCharacter } from '../../domain/problems/values';
import { isPlainDate, minutesOf, toInstant } from '../../domain/time/time';

/** Unusable input, with all wrong fields. */
export class InvalidInput extends DomainError {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid-input', { errors });
    this.name = 'InvalidInput';
  }
}

/** Turns a text into its value, or throws `NotUsable`. */
export type Cell<T> = (text: string) => T;

/** The problem of one text. */
export class NotUsable extends DomainError {}

/** A wrong field with its problem. */
export const wrongField = (column: string, value: string, ...[code, parameters]: Problem): FieldError =>
  fieldError(column, value, { code, parameters: parameters as FieldError['parameters'] });

/** A wrong field with a problem that exists already. */
export const fieldError = (column: string, value: string, { code, parameters }: ProblemData): FieldError => ({
  column,
  value,
  code,
  ...(parameters && { parameters }),
});

/** `InvalidInput` with one wrong field. */
export const wrongInput = (column: string, value: string, ...problem: Problem): InvalidInput =>
  new InvalidInput([wrongField(column, value, ...problem)]);

/** Reads the cells of one row, or the fields of one request, and collects the errors. */
export class Row {
  readonly errors: FieldError[] = [];

  /** `name` gives a column's name at its source: `signed_on` in a file, `signedOn` in a request. */
  constructor(
    private readonly values: Readonly<Record<string, string | undefined>>,
    private readonly name: (column: string) => string = (column) => column,
  ) {}

  text(column: string): string {
    return (this.values[column] ?? '').trim();
  }

  optional<T>(column: string, cell: Cell<T>): T | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    try {
      return cell(plain(text));
    } catch (error) {
      if (!(error instanceof NotUsable)) throw error;
      this.errors.push(fieldError(this.name(column), this.text(column), error));
      return undefined;
    }
  }

  required<T>(column: string, cell: Cell<T>): T | undefined {
    if (this.text(column) === '') this.refuse(column, 'missing');
    return this.optional(column, cell);
  }

  refuse(column: string, ...problem: Problem): void {
    this.errors.push(wrongField(this.name(column), this.text(column), ...problem));
  }
}

/** A request's fields by name: `signedOn` is the column `signed_on`. */
export type Fields = Readonly<Record<string, string | undefined>>;

export const camelCase = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snakeCase = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Reads a request's fields like a file's cells. Throws `InvalidInput` with all errors. */
export function readFields<T>(fields: Fields, read: (row: Row) => T): Exclude<T, undefined> {
  const row = new Row(Object.fromEntries(Object.entries(fields).map(([field, value]) => [snakeCase(field), value])), camelCase);
  const value = read(row);
  if (row.errors.length > 0 || value === undefined) throw new InvalidInput(row.errors);
  return value as Exclude<T, undefined>;
}

/** Throws `InvalidInput` for fields that are not among `columns`, so that a slip is noticed. */
export function checkFields(fields: Fields, columns: readonly string[]): void {
  const known = columns.map(camelCase);
  const strange = Object.entries(fields).filter(([field, value]) => value !== undefined && !known.includes(field));
  if (strange.length > 0)
    throw new InvalidInput(strange.map(([column, value = '']) => wrongField(column, value, 'no-such-field', meantOrKnown(column, known))));
}

const trueOrFalse: Cell<boolean> = (text) => {
  if (text !== 'true' && text !== 'false') throw new NotUsable('not-true-or-false');
  return text === 'true';
};

/**
 * Whether a request's `field` is true; false where absent. Throws `InvalidInput` for anything but `true` and `false`: a dry run must not depend on
 * a guess.
 */
export const isTrue = (fields: Fields, field: string): boolean =>
  readFields(fields, (row) => row.optional(snakeCase(field), trueOrFalse) ?? false);

/** Longest text on one line, and on several lines, in characters. */
export const LONGEST_LINE = 200;
export const LONGEST_PROSE = 20_000;

const without = (strange: StrangeCharacter | undefined, text: string): string => {
  if (strange !== undefined) throw new NotUsable('strange-character', strange);
  return text;
};

/** What every cell must satisfy. */
const plain: Cell<string> = (text) => without(strangeIn(text, 'many'), text);

/** A text of up to `longest` characters on one line. */
export const words =
  (longest = LONGEST_LINE): Cell<string> =>
  (text) => {
    if (text.length > longest) throw new NotUsable('too-long', { longest });
    return without(strangeIn(text, 'one'), text);
  };

/** A text of up to `longest` characters on several lines. */
export const prose =
  (longest = LONGEST_PROSE): Cell<string> =>
  (text) => {
    if (text.length > longest) throw new NotUsable('too-long', { longest });
    return plain(text);
  };

const meant = (text: string, known: readonly string[]): { readonly meant?: string } => {
  const found = nearest(text, known);
  return found === undefined ? {} : { meant: found };
};

/** An account's id, which is also part of addresses and workflow ids. */
export const identity: Cell<string> = (text) => {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text)) throw new NotUsable('not-an-id');
  return text;
};

/** The years of dates and instants; any other year is a slip. */
const [EARLIEST, LATEST] = [1900, 2199];

/** The id of a new account. It must not look like an id of a case, handover, person or other kind. */
export const accountIdentity: Cell<string> = (text) => {
  const other = resembles(identity(text));
  if (other !== undefined) throw new NotUsable('like-another-id', { kind: other, example: `${PREFIXES[other]}-12` });
  return text;
};

/** A calendar date, year first: ISO 8601 as `2026-01-05`, or as Excel in China writes it, `2026/1/5`. */
export const date: Cell<string> = (text) => {
  const [, year, month, day] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text)?.filter((_, index) => index !== 2) ?? [];
  if (!year || !month || !day) throw new NotUsable('not-a-date');
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso)) throw new NotUsable('not-in-the-calendar', { what: 'date' });
  if (Number(year) < EARLIEST || Number(year) > LATEST) throw new NotUsable('outside-years', { first: EARLIEST, last: LATEST });
  return iso;
};

/** An instant in epoch milliseconds, from ISO 8601 with `Z` or an offset. */
export const instant: Cell<number> = (text) => {
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  // JavaScript reads 31 September as the 1st of October.
  if (isInstant && !isPlainDate(text.slice(0, 10))) throw new NotUsable('not-in-the-calendar', { what: 'instant' });
  const time = isInstant ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new NotUsable('not-an-instant');
  if (time < Date.UTC(EARLIEST, 0) || time >= Date.UTC(LATEST + 1, 0))
    throw new NotUsable('outside-years', { first: EARLIEST, last: LATEST });
  return time;
};

/** An instant in epoch milliseconds; without an offset it is local time in `zone`: `2026-12-01T10:00`. */
export const instantIn =
  (zone: string): Cell<number> =>
  (text) => {
    const [, day, time] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?$/.exec(text) ?? [];
    if (day === undefined || time === undefined) return instant(text.replace(' ', 'T'));
    if (!isPlainDate(day) || minutesOf(time) === undefined) throw new NotUsable('not-in-the-calendar', { what: 'time' });
    return toInstant(day, time, zone);
  };

/** The runtime's zones, by name in lower case. */
const ZONES: ReadonlyMap<string, string> = new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));

/** An IANA time zone's name. */
export const zone: Cell<string> = (text) => {
  const known = ZONES.get(text.toLowerCase());
  if (known !== undefined) return known;
  try {
    if (/^[A-Za-z]/.test(text)) {
      // Older names of zones are accepted too.
      new Intl.DateTimeFormat('en', { timeZone: text });
      return text;
    }
  } catch {
    // Not a zone: refused below.
  }
  throw new NotUsable('not-a-zone', meant(text, [...ZONES.values()]));
};

/** A decimal number as written, without separators for thousands. */
export const money: Cell<string> = (text) => {
  if (!/^\d{1,15}(\.\d{1,4})?$/.test(text)) throw new NotUsable('not-a-number');
  return text;
};

const CURRENCIES = Intl.supportedValuesOf('currency');

export const currency: Cell<string> = (text) => {
  const code = text.toUpperCase();
  if (!CURRENCIES.includes(code)) throw new NotUsable('not-a-currency', meant(code, CURRENCIES));
  return code;
};

export const email: Cell<string> = (text) => {
  if (text.length > 254 || !/^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+$/.test(text))
    throw new NotUsable('not-a-mail-address');
  return text;
};

/** One of a few codes; upper and lower case are equal. */
export const oneOf =
  <T extends string>(codes: readonly T[]): Cell<T> =>
  (text) => {
    const found = codes.find((code) => code.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new NotUsable('unknown-code', meantOrKnown(text, codes));
    return found;
  };
