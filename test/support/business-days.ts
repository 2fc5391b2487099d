// The standard playbook's business days in China, for expectations with any start.

import { compilePerson } from '../../domain/playbook/compile-person';
import { loadPlaybook } from '../../domain/playbook/load';
import { type Calendar, calendarOf } from '../../domain/time/calendar';
import { START, ZONE } from './start';

const terms = compilePerson(loadPlaybook('playbooks/key-account.yaml'), { zone: ZONE, calendar: null }, 2025);
if (!terms) throw new Error('the standard playbook sends digests');

export const CHINA: Calendar = calendarOf(terms.calendar);

/** Whether the doctor is expected to fail `check`: the standard playbook's holidays end with 2026. */
export const isExpected = (check: string): boolean => check === 'holidays' && START >= Date.parse('2026-12-31');
