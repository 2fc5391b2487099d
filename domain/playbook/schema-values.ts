// The schemas of single values in a playbook, each with its remedy.
import { z } from 'zod';
import type { PlaybookRemedies } from '../problems/playbook-faults';
import { remedy } from './remedy';

/** In business days. The planner does not look further ahead for a first reminder (touchpoints.ts). */
const LONGEST_REMINDER = 30;

export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, remedy('id'));
const nonEmpty = z.string().regex(/\S/, remedy('text'));
export const LANGUAGES = ['en', 'zh'] as const;
/** A text as written. The playbook says which languages it has; load.ts checks them. */
export const written = z.strictObject({ en: nonEmpty.exactOptional(), zh: nonEmpty.exactOptional() });
export const text = written
  // Where one language is missing, the other one stands for it.
  .transform(({ en = '', zh = '' }) => ({ en: en || zh, zh: zh || en }))
  .describe('The text in English and in Chinese, or in the one language that the playbook has.');
export const period = z
  .string()
  .regex(/^-?P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, remedy('period'))
  .describe('ISO 8601 period of years, months, weeks and days.');
export const target = z
  .string()
  .regex(/^P(?=.*[1-9])(T(?=\d)(\d{1,4}H)?(\d{1,5}M)?|\d{1,3}D)$/, remedy('target'))
  .describe('PT24H counts hours and minutes, P5D business days.')
  .exactOptional();
export const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, remedy('hour'));
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, remedy('date'));
export const anchor = z
  .string()
  .regex(/^(signing|promised-delivery|contract-end|won-back|handover|done:[a-z][a-z0-9-]*)$/, remedy('anchor'));

export const requirement = z.string().optional().describe('Where this entry comes from; for the reader only.');
const someOf = (what: PlaybookRemedies['name-one']['what']) => z.array(z.string()).min(1, remedy('name-one', { what })).exactOptional();
export const stages = someOf('stage');
export const segments = someOf('segment');
export const levels = someOf('service-level');
export const severities = someOf('severity');
export const kinds = someOf('case-kind');
export const roll = z.enum(['following', 'preceding', 'modified-following', 'none']).describe('Where a date goes that is no business day.');
export const catchUp = z.enum(['once', 'skip', 'all']).describe('What becomes of occurrences that fell due while the account was paused.');
export const remind = z
  .array(
    z
      .int(remedy('whole-business-days'))
      .min(0, remedy('reminder-before'))
      .max(LONGEST_REMINDER, remedy('reminder-ahead', { most: LONGEST_REMINDER })),
  )
  .describe('Business days before the due day, the earliest first: [3, 0].');

export const duration = z
  .string()
  .regex(/^PT(?=.*[1-9])(?=\d)(\d{1,2}H)?(\d{1,3}M)?$/, remedy('hours-and-minutes'))
  .describe('Hours and minutes: PT1H, PT90M.');
