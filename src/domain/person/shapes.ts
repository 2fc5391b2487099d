// A person's commands as shapes: whatever else is sent is refused before it is decided about.
import type { Decider } from '../decider';
import type { PersonTerms } from '../playbook/person-terms';
import { personTermsShape } from '../playbook/terms-shapes';
import { SAID } from '../said-shape';
import { id, object, whole } from '../shape';
import type { PersonCommands, PersonEffect, PersonEvent, PersonState } from './types';

type Shapes = Decider<PersonState, PersonCommands, PersonEvent, PersonEffect, PersonTerms>['shapes'];
type Of<Name extends keyof PersonCommands> = PersonCommands[Name];

export const shapes: Shapes = {
  start: object<Of<'start'>>({ ...SAID, rules: whole(0, 1_000_000), person: id, terms: personTermsShape }),
  follow: object<Of<'follow'>>({ ...SAID, terms: personTermsShape }),
  leave: object<Of<'leave'>>(SAID),
};
