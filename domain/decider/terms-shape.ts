// Shapes of what all compiled terms have in common.
import { type CalendarDefinition, calendarOf } from '../time/calendar';
import { checked, type Fields, id, list, number, record, type Shape } from './shape';

/** The ids of all terms. */
export const NAMED: Fields<{ readonly id: string; readonly playbook: string }> = { id, playbook: id };
/** Percentages at which people are notified. */
export const thresholds: Shape<readonly number[]> = list(number(0, 100));
/** The roles to notify, by threshold. */
export const notify: Shape<Readonly<Record<string, readonly string[]>>> = record(list(id));

/** A calendar definition. */
export const calendar: Shape<CalendarDefinition> = checked((value) => calendarOf(value as CalendarDefinition));
