// Reads texts from people and files. Every wrong cell is reported, with its reason.

import { DomainError } from '../../domain/decider/decider';
import { PREFIXES, resembles } from '../../domain/ids';
import { strangeIn } from '../../domain/plain-text';
import { nearest, suggest } from '../../domain/playbook/nearest';
import { isPlainDate, minutesOf, toInstant } from '../../domain/time/time';

/** One wrong field of a request, or wrong cell of a file: its value and why it is refused. */
export interface FieldError {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** Unusable input, with all wrong fields. */
export class InvalidInput extends DomainError {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid-input', { inWords: errors.map(({ column, reason }) => `${column}: ${reason}`).join(' ') });
    this.name = 'InvalidInput';
  }
}

/** Turns a text into its value, or throws `NotUsable` with the reason in plain words. */
export type Cell<T> = (text: string) => T;

export class NotUsable extends Error {}

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
      this.refuse(column, error.message);
      return undefined;
    }
  }

  required<T>(column: string, cell: Cell<T>): T | undefined {
    if (this.text(column) === '') this.refuse(column, 'Is missing.');
    return this.optional(column, cell);
  }

  refuse(column: string, reason: string): void {
    this.errors.push({ column: this.name(column), value: this.text(column), reason });
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
    throw new InvalidInput(
      strange.map(([column, value = '']) => ({ column, value, reason: `There is no such field. ${suggest(column, known)}` })),
    );
}

const trueOrFalse: Cell<boolean> = (text) => {
  if (text !== 'true' && text !== 'false') throw new NotUsable('Write true or false.');
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

const without = (strange: string | undefined, text: string): string => {
  if (strange !== undefined) throw new NotUsable(`Holds ${strange}.`);
  return text;
};

/** What every cell must satisfy. */
const plain: Cell<string> = (text) => without(strangeIn(text, 'many'), text);

/** A text of up to `longest` characters on one line. */
export const words =
  (longest = LONGEST_LINE): Cell<string> =>
  (text) => {
    if (text.length > longest) throw new NotUsable(`Is longer than ${longest} characters.`);
    return without(strangeIn(text, 'one'), text);
  };

/** A text of up to `longest` characters on several lines. */
export const prose =
  (longest = LONGEST_PROSE): Cell<string> =>
  (text) => {
    if (text.length > longest) throw new NotUsable(`Is longer than ${longest} characters.`);
    return plain(text);
  };

const didYouMean = (text: string, known: readonly string[]): string => {
  const found = nearest(text, known);
  return found === undefined ? '' : ` Did you mean ${found}?`;
};

/** An account's id, which is also part of addresses and workflow ids. */
export const identity: Cell<string> = (text) => {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text))
    throw new NotUsable('Is no id: use up to 64 letters, digits, "-" and "_", beginning with a letter or digit.');
  return text;
};

/** The years of dates and instants; any other year is a slip. */
const [EARLIEST, LATEST] = [1900, 2199];

/** The id of a new account. It must not look like an id of a case, handover, person or other kind. */
export const accountIdentity: Cell<string> = (text) => {
  const other = resembles(identity(text));
  if (other !== undefined)
    throw new NotUsable(
      `Looks like the id of ${other === 'offboarding' || other === 'absence' ? 'an' : 'a'} ${other.replace('-', ' ')} (${PREFIXES[other]}-12): choose one with a name in it.`,
    );
  return text;
};

/** A calendar date, year first: ISO 8601 as `2026-01-05`, or as Excel in China writes it, `2026/1/5`. */
export const date: Cell<string> = (text) => {
  const [, year, month, day] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text)?.filter((_, index) => index !== 2) ?? [];
  if (!year || !month || !day) throw new NotUsable('Is no date: write YYYY-MM-DD.');
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso))
    throw new NotUsable('Is no date of the calendar: check month and day.');
  if (Number(year) < EARLIEST || Number(year) > LATEST) throw new NotUsable(`Lies outside the years ${EARLIEST} to ${LATEST}.`);
  return iso;
};

/** An instant in epoch milliseconds, from ISO 8601 with `Z` or an offset. */
export const instant: Cell<number> = (text) => {
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  // JavaScript reads 31 September as the 1st of October.
  if (isInstant && !isPlainDate(text.slice(0, 10))) throw new NotUsable('Is no instant of the calendar: check month and day.');
  const time = isInstant ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new NotUsable('Is no instant: write 2026-01-05T09:00:00Z.');
  if (time < Date.UTC(EARLIEST, 0) || time >= Date.UTC(LATEST + 1, 0))
    throw new NotUsable(`Lies outside the years ${EARLIEST} to ${LATEST}.`);
  return time;
};

/** The same; without an offset it is local time in `zone`: `2026-12-01T10:00`. */
export const instantIn =
  (zone: string): Cell<number> =>
  (text) => {
    const [, day, time] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?$/.exec(text) ?? [];
    if (day === undefined || time === undefined) return instant(text.replace(' ', 'T'));
    if (!isPlainDate(day) || minutesOf(time) === undefined) throw new NotUsable('Is no time of the calendar: write 2026-12-01T10:00.');
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
  throw new NotUsable(`Is no time zone: write an IANA name such as Asia/Shanghai.${didYouMean(text, [...ZONES.values()])}`);
};

/** A decimal number as written, without separators for thousands. */
export const money: Cell<string> = (text) => {
  if (!/^\d{1,15}(\.\d{1,4})?$/.test(text)) throw new NotUsable('Is not a number: write 1200000 or 1200000.50.');
  return text;
};

const CURRENCIES = Intl.supportedValuesOf('currency');

export const currency: Cell<string> = (text) => {
  const code = text.toUpperCase();
  if (!CURRENCIES.includes(code)) throw new NotUsable(`Is no currency: write a code such as CNY.${didYouMean(code, CURRENCIES)}`);
  return code;
};

export const email: Cell<string> = (text) => {
  if (text.length > 254 || !/^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+$/.test(text))
    throw new NotUsable('Is no mail address.');
  return text;
};

/** One of a few codes; upper and lower case are equal. */
export const oneOf =
  <T extends string>(codes: readonly T[]): Cell<T> =>
  (text) => {
    const found = codes.find((code) => code.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new NotUsable(`Is unknown. ${suggest(text, codes)}`);
    return found;
  };
