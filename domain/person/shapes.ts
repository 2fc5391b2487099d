// The shapes of a person's commands. Anything else is refused before `decide`.
import type { Decider } from '../decider/decider';
import { id, object, whole } from '../decider/shape';
import { STATEMENT } from '../decider/statement-shape';
import type { PersonTerms } from './terms';
import { personTermsShape } from './terms-shape';
import type { PersonCommands, PersonEffect, PersonEvent, PersonState } from './types';

type Shapes = Decider<PersonState, PersonCommands, PersonEvent, PersonEffect, PersonTerms>['shapes'];
type Of<Name extends keyof PersonCommands> = PersonCommands[Name];

export const shapes: Shapes = {
  start: object<Of<'start'>>({ ...STATEMENT, rules: whole(0, 1_000_000), person: id, terms: personTermsShape }),
  adoptTerms: object<Of<'adoptTerms'>>({ ...STATEMENT, terms: personTermsShape }),
  offboard: object<Of<'offboard'>>(STATEMENT),
};
