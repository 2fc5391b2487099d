// Compiled terms of service: how soon what is owed to a customer who reports something. Rules, calendars and codes only.
import type { CalendarDefinition } from '../time/calendar';
import type { Count } from '../time/clock';

export const MILESTONES = ['response', 'diagnosis', 'on-site', 'resolution'] as const;
export type MilestoneName = (typeof MILESTONES)[number];

/** Targets for the cases that it holds for: absent lists hold for all. */
export interface TargetRule {
  /** `level/platinum`, `severity/critical`, `promise/green-channel`. */
  readonly id: string;
  readonly levels?: readonly string[];
  readonly severities?: readonly string[];
  readonly kinds?: readonly string[];
  readonly stages?: readonly string[];
  readonly segments?: readonly string[];
  /** Id of the calendar whose hours are its window; absent: the intake window of the case's level. */
  readonly window?: string;
  /** Absent: as the case's level counts. */
  readonly count?: Count;
  /** ISO 8601: `PT8H` counts hours, `P1D` business days. */
  readonly targets: Readonly<Partial<Record<MilestoneName, string>>>;
}

export interface ServiceTerms {
  /** Content hash of all the rest. */
  readonly id: string;
  /** Content hash of the playbook that the texts are found in. */
  readonly playbook: string;
  readonly calendars: Readonly<Record<string, CalendarDefinition>>;
  /** By service level: its intake window, a calendar's id, and how its clocks count. */
  readonly levels: Readonly<Record<string, { readonly window: string; readonly count: Count }>>;
  /** Roles that work on a case which nobody has taken: the first that somebody has. */
  readonly firstLine: readonly string[];
  readonly severities: readonly string[];
  readonly kinds: readonly string[];
  readonly rules: readonly TargetRule[];
  /** Percentages of a target at which people are warned, ascending; the last is 100. */
  readonly thresholds: readonly number[];
  /** Roles that are notified: at each threshold, and when a case is `opened`. `engineer`: who has taken the case, else its first line. */
  readonly notify: Readonly<Record<string, readonly string[]>>;
  /** Days for which a resolved case can be reopened; then it ends for ever. */
  readonly reopenDays: number;
}
