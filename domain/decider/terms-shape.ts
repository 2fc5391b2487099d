// What the compiled terms of every kind have in common, as shapes.
import { type CalendarDefinition, calendarOf } from '../time/calendar';
import { checked, type Fields, id, list, number, record, type Shape } from './shape';

/** What all terms are known by. */
export const NAMED: Fields<{ readonly id: string; readonly playbook: string }> = { id, playbook: id };
/** Percentages at which people are warned. */
export const thresholds: Shape<readonly number[]> = list(number(0, 100));
/** Who is notified of a threshold. */
export const notify: Shape<Readonly<Record<string, readonly string[]>>> = record(list(id));

/** When it is open. */
export const calendar: Shape<CalendarDefinition> = checked((value) => calendarOf(value as CalendarDefinition));
