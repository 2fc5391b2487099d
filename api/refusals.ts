// Codes that several routes refuse with.
import { type Code, codes } from './problems';

/** What a command to an entity may meet on its way. */
export const ON_THE_WAY = codes(
  'temporal-unavailable temporal-refused no-worker command-refused refused entity-in-trouble entity-terminated not-started',
) satisfies readonly Code[];

/** What a command may be refused for whatever it asks: what it says, when it speaks of. */
const ASKED = codes('bad-arguments in-the-future before-it-began') satisfies readonly Code[];

/** What stands in the way of working out a due time. */
const RECKONED = codes(
  'no-open-hours closed-day span-too-long unknown-calendar unknown-zone holidays-unknown bad-date',
) satisfies readonly Code[];

/** Of every command to an account. */
export const ON_ACCOUNT = [
  ...ON_THE_WAY,
  ...ASKED,
  ...RECKONED,
  ...codes('unknown-account account-ended account-closed not-signed unknown-level unknown-segment unknown-phase unknown-role'),
] satisfies readonly Code[];

/** Of every command to a case. */
export const ON_CASE = [
  ...ON_THE_WAY,
  ...ASKED,
  ...RECKONED,
  ...codes('unknown-case case-ended case-closed case-resolved unknown-level no-service'),
] satisfies readonly Code[];

/** Of every command to a handover. */
export const ON_HANDOVER = [
  ...ON_THE_WAY,
  ...ASKED,
  ...codes('unknown-handover handover-done handover-withdrawn'),
] satisfies readonly Code[];
