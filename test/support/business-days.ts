// The standard playbook's working days in China, for what the rules say about any start.
import { type Calendar, calendarOf } from '../../src/domain/calendar';
import { compilePerson } from '../../src/domain/playbook/compile-person';
import { loadPlaybook } from '../../src/domain/playbook/load';
import { ZONE } from './start';

const terms = compilePerson(loadPlaybook('playbooks/key-account.yaml'), { zone: ZONE, calendar: null }, 2025);
if (!terms) throw new Error('the standard playbook sends digests');

export const CHINA: Calendar = calendarOf(terms.calendar);
