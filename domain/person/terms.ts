// The terms that one of our people lives by: when they work, and how digests are spread over the morning.
import type { CalendarDefinition } from '../time/calendar';

export interface PersonTerms {
  /** Content hash of all the rest. */
  readonly id: string;
  /** Content hash of the playbook that the texts are found in. */
  readonly playbook: string;
  /** Working hours are local hours where the person is: in the person's zone. */
  readonly calendar: CalendarDefinition;
  /** Digests go within so many milliseconds after opening, each person's at a moment of their own. */
  readonly jitter: number;
}
