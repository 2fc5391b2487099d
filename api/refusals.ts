// Problem codes that several routes share.
import { type Code, codes } from './problems';

/** Codes of getting a command to its entity. */
export const ON_THE_WAY = codes(
  'temporal-unavailable temporal-refused no-worker command-refused refused entity-in-trouble entity-terminated not-started',
) satisfies readonly Code[];

/** Codes of every command's statement and arguments. */
const ASKED = codes('bad-arguments in-the-future before-it-began') satisfies readonly Code[];

/** Codes of computing a due time. */
const RECKONED = codes(
  'no-open-hours closed-day span-too-long unknown-calendar unknown-zone holidays-unknown bad-date',
) satisfies readonly Code[];

/** Codes of every command to an account. */
export const ON_ACCOUNT = [
  ...ON_THE_WAY,
  ...ASKED,
  ...RECKONED,
  ...codes('unknown-account account-ended account-closed not-signed unknown-level unknown-segment unknown-phase unknown-role'),
] satisfies readonly Code[];

/** Codes of every command to a case. */
export const ON_CASE = [
  ...ON_THE_WAY,
  ...ASKED,
  ...RECKONED,
  ...codes('unknown-case case-ended case-closed case-resolved unknown-level no-service'),
] satisfies readonly Code[];

/** Codes of every command to a handover. */
export const ON_HANDOVER = [
  ...ON_THE_WAY,
  ...ASKED,
  ...codes('unknown-handover handover-done handover-withdrawn'),
] satisfies readonly Code[];
