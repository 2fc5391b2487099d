// The types of answers' fields beyond JSON. Times are ISO 8601 UTC, dates YYYY-MM-DD, money a decimal string, texts are in both languages.
import { z } from 'zod';

export const LANGUAGES = ['en', 'zh'] as const;

export const instant = z.iso.datetime().meta({ id: 'Instant', description: 'ISO 8601 UTC' });
export const day = z.iso.date().meta({ id: 'Day', description: 'YYYY-MM-DD' });
export const decimal = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
  .meta({ id: 'Decimal', format: 'decimal', description: 'a decimal number, as text' });
export const count = z.int().min(0);
export const texts = z.object({ en: z.string(), zh: z.string() }).meta({ id: 'Texts' });
export type Texts = z.infer<typeof texts>;
export type Language = keyof Texts;
/** The number of all rows, for the answer of a route that takes a `window`. */
export const inAll = { total: count.describe('rows in all that match, whatever the window shows') };
/** A field that is null where it has no value. */
export const absent = <T extends z.ZodType>(shape: T) => shape.nullable();

/** Why something is due at its time, in sentences. */
export const because = z.array(z.string()).describe('why, in sentences');

/** The troubles of an entity. */
export const trouble = z
  .array(z.object({ type: z.string(), code: z.string(), attempts: count, since: instant }))
  .describe('`workflow`: it was ended from outside, or cannot write, and takes no command until it is revived');
export type Trouble = z.infer<typeof trouble>[number];

/** The problem of a row that cannot be shown completely. */
export const problem = z
  .string()
  .optional()
  .describe(
    'code of why it is not shown whole: what is worked out from its state (clocks, steps, reasons) is left empty; absent where all is shown',
  );

/** The time that a command spoke of, and the zone in which it was read. */
export const at = instant.optional().describe('of a command that spoke of a time: that time');
export const zoneOfAt = z
  .string()
  .optional()
  .describe('of a command that spoke of a time: the zone in which it was read where it had no offset');

/** An event of an entity's journal, for people. */
export const happening = z
  .object({
    sequence: z.int(),
    at: instant,
    type: z.string(),
    by: absent(z.string()).describe('a handle; null: time itself, or the system'),
    note: absent(z.string()).describe('the text given with it'),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Happening' });
export type Happening = z.infer<typeof happening>;
/** A page of an entity's events, the oldest first. */
export const history = z
  .object({
    history: z.array(happening),
    next: absent(z.int()).describe('`after` of the next page; null at the end'),
  })
  .meta({ id: 'History' });
export type History = z.infer<typeof history>;

/** A sentence's code and parameters, for programs. */
export const coded = {
  code: z.string().describe('stable'),
  parameters: z.record(z.string(), z.unknown()).optional().describe('what the sentence is made from'),
};
