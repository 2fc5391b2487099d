// What an engineer reads about an entity in Temporal's UI, in Markdown: ids and codes only.
import { formatInstant, type Instant } from '../time/time';

/** Where it stands: `**running**`. */
export const standing = (status: string | undefined): string => `**${status ?? 'not started'}**`;

/** When time next moves it: `next wake-up: 2026-01-15T01:00:00Z`. */
export const wakeUp = (due: Instant | undefined): string =>
  `next wake-up: ${due === undefined ? 'none, only people can move things' : formatInstant(due)}`;
