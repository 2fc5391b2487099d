// A person's commands as shapes: whatever else is sent is refused before it is decided about.
import type { Decider } from '../decider';
import type { PersonTerms } from '../playbook/person-terms';
import { personTermsShape } from '../playbook/terms-shapes';
import { id, object, whole } from '../shape';
import { STATEMENT } from '../statement-shape';
import type { PersonCommands, PersonEffect, PersonEvent, PersonState } from './types';

type Shapes = Decider<PersonState, PersonCommands, PersonEvent, PersonEffect, PersonTerms>['shapes'];
type Of<Name extends keyof PersonCommands> = PersonCommands[Name];

export const shapes: Shapes = {
  start: object<Of<'start'>>({ ...STATEMENT, rules: whole(0, 1_000_000), person: id, terms: personTermsShape }),
  adoptTerms: object<Of<'adoptTerms'>>({ ...STATEMENT, terms: personTermsShape }),
  offboard: object<Of<'offboard'>>(STATEMENT),
};
