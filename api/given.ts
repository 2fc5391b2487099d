// The types of what requests bring. Each takes a little more than it documents: codes in any case, numbers and truth as texts.
import { z } from 'zod';
import { suggest } from '../domain/playbook/nearest';

/** Says `missing` of what is not there, `wrong` of anything else that will not do. */
const saying =
  (wrong: string | ((given: string) => string), missing = 'Is missing.') =>
  ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? missing : typeof wrong === 'string' ? wrong : wrong(typeof input === 'string' ? input : JSON.stringify(input));

/** `shape` of what `read` makes of a value. Documented and typed as `shape` is. */
const reading = <T>(read: (given: unknown) => unknown, shape: z.ZodType<T>) => z.preprocess(read, shape) as unknown as z.ZodType<T, T>;

/** A text; `missing`: what is said where it is left out. How long it may be and what it may hold: server/texts.ts. */
export const text = (missing?: string) => z.string({ error: saying('Is a text.', missing) });
export const id = text();
export const handle = text().describe('a handle');

export const yes = reading(
  (given) => (given === 'true' ? true : given === 'false' ? false : given),
  z.boolean({ error: saying('Write true or false.') }),
);

/** One of `codes`, in upper or lower case. */
export const code = <const C extends readonly [string, ...string[]]>(codes: C) =>
  reading(
    (given) => (typeof given === 'string' ? (codes.find((one) => one.toLowerCase() === given.trim().toLowerCase()) ?? given) : given),
    z.enum(codes, { error: saying((given) => `Is unknown. ${suggest(given, codes)}`) }),
  );

/** One or more of `codes`, with commas, or `all`. */
export const some = <const C extends readonly [string, ...string[]]>(codes: C, fallback: string) =>
  z
    .string()
    .transform((given, context): readonly C[number][] | 'all' => {
      if (given === 'all') return given;
      const found = given.split(',').flatMap((one) => {
        const known = codes.find((code) => code === one.trim().toLowerCase());
        if (known === undefined) context.addIssue({ code: 'custom', message: `Is unknown. ${suggest(one, codes)}`, input: given });
        return known ?? [];
      });
      return Array.from(new Set(found));
    })
    .meta({ 'x-some-of': codes, description: `one or more of ${codes.join(', ')}, with commas; all; default: ${fallback}` });

/** Several words, with commas or as a list. */
export const words = reading((given) => (Array.isArray(given) ? given.join(',') : given), text());

/** A calendar date. Year first: `2026-01-05`, or as Excel writes it in China `2026/1/5`. */
export const date = reading(
  (given) => (typeof given === 'string' ? given.trim() : given),
  z
    .string({ error: saying('Is no date: write YYYY-MM-DD.') })
    .regex(/^\d{4}([-/])\d{1,2}\1\d{1,2}$/, 'Is no date: write YYYY-MM-DD.')
    .meta({ format: 'date' }),
);

/** A time; without Z or an offset it is meant in the zone of what it is about. */
export const moment = text().meta({ format: 'date-time', description: "ISO 8601; without Z a time of the account's zone" });
/** A time with Z or an offset. */
export const time = text().meta({ format: 'date-time', description: 'ISO 8601, with Z or an offset' });
/** A date, or a time. */
export const dateOrTime = text().describe('a date, or a time');

/** An amount, as text or as a number. */
export const decimal = reading(
  (given) => (typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : given),
  z
    .string({ error: saying('Is not a number: write 1200000 or 1200000.50.') })
    .regex(/^\d{1,15}(\.\d{1,4})?$/, 'Is not a number: write 1200000 or 1200000.50.')
    .meta({ format: 'decimal' }),
);

/** A whole number from 1 to `most`. */
export const upTo = (most: number) =>
  reading(
    (given) => (typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given),
    z
      .int({ error: saying('Is no whole number.') })
      .min(1, `Is a number from 1 to ${most}.`)
      .max(most, `Is a number from 1 to ${most}.`),
  );
/** How many a list has at most. */
export const limit = upTo(100_000);

/** A page of what happened: a cursor that does not move when more happens. */
export const page = {
  after: reading(
    (given) => (typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given),
    z.int({ error: saying('Is no whole number.') }).min(0, 'Is a number from 0.'),
  )
    .optional()
    .describe('`next` of the page before; default: from the beginning'),
  limit: limit.optional().describe('events of a page; default: all'),
};

/** Who says so, and which time they speak of: with every command. */
export const statement = {
  by: handle.optional().describe('who says so: a handle'),
  at: moment.optional().describe("the time it speaks of, not after now: ISO 8601; without Z a time of the account's zone"),
  reason: text().optional().describe('a text, for the record'),
  note: text().optional().describe('a text, for the record'),
};

/** The same where a reason must be given. */
export const reasoned = { ...statement, reason: text('Is missing: say why, it stays on record.').describe('a text, for the record') };
