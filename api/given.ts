// The types of requests' fields. Each accepts a little more than it documents: codes in any case, and numbers and truth values as texts.
import { z } from 'zod';
import { meantOrKnown } from '../domain/playbook/nearest';
import { toMessage } from '../domain/problems/coded';
import type { Problem } from '../domain/problems/problems';
import type { ValueProblems } from '../domain/problems/values';

/** A problem as the message of a schema. */
const wrong = (...[code, parameters]: Problem): string => toMessage(code, parameters);
const unknownCode = (given: string, codes: readonly string[]): string => wrong('unknown-code', meantOrKnown(given, codes));

/** The messages of a field: `missing` where it is absent, `message` for any other bad value. */
const saying =
  (message: string | ((given: string) => string), missing = wrong('missing')) =>
  ({ input }: { readonly input?: unknown }): string => {
    if (input === undefined) return missing;
    return typeof message === 'string' ? message : message(typeof input === 'string' ? input : JSON.stringify(input));
  };

/** A field that `read` turns into `shape`. It is documented and typed as `shape`. */
const reading = <T>(read: (given: unknown) => unknown, shape: z.ZodType<T>) => z.preprocess(read, shape) as unknown as z.ZodType<T, T>;

/** A text; `say`: its subject, for the sentence where it is absent. server/texts.ts limits its length and characters. */
export const text = (say?: Exclude<ValueProblems['missing'], undefined>['say']) =>
  z.string({ error: saying(wrong('not-text'), say === undefined ? undefined : wrong('missing', { say })) });
/** An id, as a text. Whether it exists is the handler's to find out. */
export const id = text();
export const handle = text().describe('a handle');

/** True or false, also as the texts `true` and `false`. */
export const yes = reading(
  (given) => (given === 'true' ? true : given === 'false' ? false : given),
  z.boolean({ error: saying(wrong('not-true-or-false')) }),
);

/** One of `codes`, in any case. */
export const code = <const C extends readonly [string, ...string[]]>(codes: C) =>
  reading(
    (given) => (typeof given === 'string' ? (codes.find((one) => one.toLowerCase() === given.trim().toLowerCase()) ?? given) : given),
    z.enum(codes, { error: saying((given) => unknownCode(given, codes)) }),
  );

/** One or more of `codes`, separated by commas, or `all`. */
export const some = <const C extends readonly [string, ...string[]]>(codes: C, fallback: string) =>
  z
    .string()
    .transform((given, context): readonly C[number][] | 'all' => {
      if (given === 'all') return given;
      const found = given.split(',').flatMap((one) => {
        const known = codes.find((code) => code === one.trim().toLowerCase());
        if (known === undefined) context.addIssue({ code: 'custom', message: unknownCode(one, codes), input: given });
        return known ?? [];
      });
      return Array.from(new Set(found));
    })
    .meta({ 'x-some-of': codes, description: `one or more of ${codes.join(', ')}, with commas; all; default: ${fallback}` });

/** Several words, separated by commas or as a list. */
export const words = reading((given) => (Array.isArray(given) ? given.join(',') : given), text());

/** A calendar date, year first: `2026-01-05`, or `2026/1/5` as Excel in China writes it. */
export const date = reading(
  (given) => (typeof given === 'string' ? given.trim() : given),
  z
    .string({ error: saying(wrong('not-a-date')) })
    .regex(/^\d{4}([-/])\d{1,2}\1\d{1,2}$/, wrong('not-a-date'))
    .meta({ format: 'date' }),
);

/** A time; without Z or an offset it is local time in the zone of its subject. */
export const moment = text().meta({ format: 'date-time', description: "ISO 8601; without Z a time of the account's zone" });
/** A time with Z or an offset. */
export const time = text().meta({ format: 'date-time', description: 'ISO 8601, with Z or an offset' });
/** A date or a time. */
export const dateOrTime = text().describe('a date, or a time');

/** A decimal amount, as a text or a number. */
export const decimal = reading(
  (given) => (typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : given),
  z
    .string({ error: saying(wrong('not-a-number')) })
    .regex(/^\d{1,15}(\.\d{1,4})?$/, wrong('not-a-number'))
    .meta({ format: 'decimal' }),
);

/** A whole number from 1 to `most`. */
export const upTo = (most: number) =>
  reading(
    (given) => (typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given),
    z
      .int({ error: saying(wrong('not-whole-number')) })
      .min(1, wrong('out-of-range', { least: 1, most }))
      .max(most, wrong('out-of-range', { least: 1, most })),
  );
/** The most entries of a list. */
export const limit = upTo(100_000);

const from0 = reading(
  (given) => (typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given),
  z
    .int({ error: saying(wrong('not-whole-number')) })
    .min(0, wrong('out-of-range', { least: 0 }))
    .max(999_999_999, wrong('out-of-range', { least: 0, most: 999_999_999 })),
);

/** A window of a table that a person scrolls. The answer contains the number of all rows: `inAll` in `values.ts`. */
export const window = {
  offset: from0.optional().describe('rows left out before the first; default: 0'),
  limit: limit.optional().describe('rows at most; default: all'),
};

/** A page of a history. Its cursor stays valid when events are added. */
export const page = {
  after: from0.optional().describe('`next` of the page before; default: from the beginning'),
  limit: limit.optional().describe('events of a page; default: all'),
};

/** The statement of every command: its author, and the time that it is about. */
export const statement = {
  by: handle.optional().describe('who says so: a handle'),
  at: moment.optional().describe("the time it speaks of, not after now: ISO 8601; without Z a time of the account's zone"),
  reason: text().optional().describe('a text, for the record'),
  note: text().optional().describe('a text, for the record'),
};

/** A statement with a required reason. */
export const reasoned = { ...statement, reason: text('why').describe('a text, for the record') };
