// The workflows that this software runs, by their type's name.
import { account as accountDecider } from '../domain/account/account';
import { handover as handoverDecider } from '../domain/handover/handover';
import { person as personDecider } from '../domain/person/person';
import { serviceCase as caseDecider } from '../domain/service-case/service-case';
import { entity } from './entity';

export const account = entity(accountDecider);
export const handover = entity(handoverDecider);
export const serviceCase = entity(caseDecider);
export { offboarding } from './offboarding';
export const person = entity(personDecider);
export { ticketSync } from './ticket-sync';
