// Compiled terms of service: the targets for customers' reports. Rules, calendars and codes only.
import type { Thresholds } from '../decider/thresholds';
import type { CalendarDefinition } from '../time/calendar';
import type { Count } from '../time/clock';

export const MILESTONES = ['response', 'diagnosis', 'on-site', 'resolution'] as const;
export type MilestoneName = (typeof MILESTONES)[number];

/** Targets, and the cases that they apply to. An absent list applies to all. */
export interface TargetRule {
  /** `level/platinum`, `severity/critical`, `promise/green-channel`. */
  readonly id: string;
  readonly levels?: readonly string[];
  readonly severities?: readonly string[];
  readonly kinds?: readonly string[];
  readonly stages?: readonly string[];
  readonly segments?: readonly string[];
  /** Id of the calendar that is its window; absent: the intake window of the case's level. */
  readonly window?: string;
  /** How it counts; absent: as the case's level does. */
  readonly count?: Count;
  /** ISO 8601: `PT8H` counts hours, `P1D` business days. */
  readonly targets: Readonly<Partial<Record<MilestoneName, string>>>;
}

/** `notify` also has roles under `opened`, for a new case. `engineer`: who took the case, else its first line. */
export interface ServiceTerms extends Thresholds {
  /** Content hash of all other fields. */
  readonly id: string;
  /** Content hash of the playbook, which has the texts. */
  readonly playbook: string;
  readonly calendars: Readonly<Record<string, CalendarDefinition>>;
  /** By service level: the calendar id of its intake window, and how its clocks count. */
  readonly levels: Readonly<Record<string, { readonly window: string; readonly count: Count }>>;
  /** Roles that work on a case until somebody takes it: the first that somebody has. */
  readonly firstLine: readonly string[];
  readonly severities: readonly string[];
  readonly kinds: readonly string[];
  readonly rules: readonly TargetRule[];
  /** Days in which a resolved case can be reopened; after them it closes for ever. */
  readonly reopenDays: number;
}
