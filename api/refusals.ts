// Codes that several routes refuse with.
import type { Code } from './problems';

/** What a command to an entity may meet on its way. */
export const ON_THE_WAY = [
  ...(['temporal-unavailable', 'temporal-refused', 'no-worker', 'command-refused', 'refused'] as const),
  ...(['entity-in-trouble', 'entity-terminated', 'not-started'] as const),
] satisfies readonly Code[];

/** What a command may be refused for whatever it asks: what it says, when it speaks of. */
const ASKED = ['bad-arguments', 'in-the-future', 'before-it-began'] satisfies readonly Code[];

/** What stands in the way of working out a due time. */
const RECKONED = [
  ...(['no-open-hours', 'closed-day', 'span-too-long', 'unknown-calendar', 'unknown-zone', 'holidays-unknown', 'bad-date'] as const),
] satisfies readonly Code[];

/** Of every command to an account. */
export const ON_ACCOUNT = [
  ...ON_THE_WAY,
  ...ASKED,
  ...RECKONED,
  ...(['unknown-account', 'account-ended', 'account-closed', 'not-signed'] as const),
  ...(['unknown-level', 'unknown-segment', 'unknown-phase', 'unknown-role'] as const),
] satisfies readonly Code[];

/** Of every command to a case. */
export const ON_CASE = [
  ...ON_THE_WAY,
  ...ASKED,
  ...RECKONED,
  ...(['unknown-case', 'case-ended', 'case-closed', 'case-resolved', 'unknown-level', 'no-service'] as const),
] satisfies readonly Code[];

/** Of every command to a handover. */
export const ON_HANDOVER = [...ON_THE_WAY, ...ASKED, 'unknown-handover', 'handover-done', 'handover-withdrawn'] satisfies readonly Code[];
