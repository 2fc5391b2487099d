// The workflows that this software runs, by their type's name: one a kind, and those that are no entities.
import { anyKind, KINDS } from '../domain/kinds';
import { entity } from './entity';
import { offboarding } from './offboarding';
import { ticketSync } from './ticket-sync';

const ofKinds = Object.fromEntries(KINDS.map((kind) => [anyKind(kind).workflow, entity(anyKind(kind).decider)]));

export = { ...ofKinds, offboarding, ticketSync };
