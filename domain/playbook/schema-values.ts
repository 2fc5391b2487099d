// The schemas of single values in a playbook, each with its remedy.
import { z } from 'zod';

/** These messages are remedies: they tell the author what to write instead. */
const PERIOD = 'Write whole years, months, weeks or days in ISO 8601, such as P1Y, P3M, P2W or -P90D.';

/** In business days. The planner does not look further ahead for a first reminder (touchpoints.ts). */
const LONGEST_REMINDER = 30;

export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'Use lower-case letters, digits and hyphens, a letter first.');
const nonEmpty = z.string().regex(/\S/, 'Write the text.');
export const LANGUAGES = ['en', 'zh'] as const;
/** A text as written. The playbook says which languages it has; load.ts checks them. */
export const written = z.strictObject({ en: nonEmpty.exactOptional(), zh: nonEmpty.exactOptional() });
export const text = written
  // Where one language is missing, the other one stands for it.
  .transform(({ en = '', zh = '' }) => ({ en: en || zh, zh: zh || en }))
  .describe('The text in English and in Chinese, or in the one language that the playbook has.');
export const period = z
  .string()
  .regex(/^-?P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, PERIOD)
  .describe('ISO 8601 period of years, months, weeks and days.');
export const target = z
  .string()
  .regex(/^P(?=.*[1-9])(T(?=\d)(\d{1,4}H)?(\d{1,5}M)?|\d{1,3}D)$/, 'Write hours and minutes as PT24H or PT30M, or business days as P5D.')
  .describe('PT24H counts hours and minutes, P5D business days.')
  .exactOptional();
export const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the hour as HH:MM, such as 09:30.');
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as YYYY-MM-DD.');
export const anchor = z
  .string()
  .regex(
    /^(signing|promised-delivery|contract-end|won-back|handover|done:[a-z][a-z0-9-]*)$/,
    'Use signing, promised-delivery, contract-end, won-back, handover, or done:TOUCHPOINT.',
  );

export const requirement = z.string().optional().describe('Where this entry comes from; for the reader only.');
export const stages = z.array(z.string()).min(1, 'Name a stage, or leave the field out: then it holds in all.').exactOptional();
export const segments = z.array(z.string()).min(1, 'Name a segment, or leave the field out: then it holds for all.').exactOptional();
export const levels = z.array(z.string()).min(1, 'Name a service level, or leave the field out: then it holds for all.').exactOptional();
export const severities = z.array(z.string()).min(1, 'Name a severity, or leave the field out: then it holds for all.').exactOptional();
export const kinds = z.array(z.string()).min(1, 'Name a kind of case, or leave the field out: then it holds for all.').exactOptional();
export const roll = z.enum(['following', 'preceding', 'modified-following', 'none']).describe('Where a date goes that is no business day.');
export const catchUp = z.enum(['once', 'skip', 'all']).describe('What becomes of occurrences that fell due while the account was paused.');
export const remind = z
  .array(
    z
      .int('Use whole business days.')
      .min(0, 'Reminders go before the due day: use 0 or more.')
      .max(LONGEST_REMINDER, `Remind at most ${LONGEST_REMINDER} business days ahead.`),
  )
  .describe('Business days before the due day, the earliest first: [3, 0].');

export const duration = z
  .string()
  .regex(/^PT(?=.*[1-9])(?=\d)(\d{1,2}H)?(\d{1,3}M)?$/, 'Write hours and minutes, such as PT1H or PT90M.')
  .describe('Hours and minutes: PT1H, PT90M.');
