// A person's terms: working hours, and how digests spread over the morning.
import type { CalendarDefinition } from '../time/calendar';

export interface PersonTerms {
  /** Content hash of all other fields. */
  readonly id: string;
  /** Content hash of the playbook, which has the texts. */
  readonly playbook: string;
  /** Working hours, as local hours in the person's zone. */
  readonly calendar: CalendarDefinition;
  /** Milliseconds after opening within which digests are sent; each person has a fixed moment in it. */
  readonly jitter: number;
}
