// The standard playbook's working days in China, for what the rules say about any start.

import { compilePerson } from '../../domain/playbook/compile-person';
import { loadPlaybook } from '../../domain/playbook/load';
import { type Calendar, calendarOf } from '../../domain/time/calendar';
import { START, ZONE } from './start';

const terms = compilePerson(loadPlaybook('playbooks/key-account.yaml'), { zone: ZONE, calendar: null }, 2025);
if (!terms) throw new Error('the standard playbook sends digests');

export const CHINA: Calendar = calendarOf(terms.calendar);

/** The standard playbook's holidays in China end with 2026: the doctor says so on the last day, and then is right not to be content. */
export const isExpected = (check: string): boolean => check === 'holidays' && START >= Date.parse('2026-12-31');
