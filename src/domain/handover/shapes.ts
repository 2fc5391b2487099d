// The handover's commands as shapes: whatever else is sent is refused before it is decided about.
import { passing, team } from '../account/shapes';
import type { Decider } from '../decider';
import { NAMED, tell, thresholds } from '../playbook/terms-shapes';
import { SAID } from '../said-shape';
import { id, number, object, oneOf, optional, type Shape, whole } from '../shape';
import { type HandoverCommands, type HandoverEffect, type HandoverEvent, type HandoverState, type HandoverTerms, STEPS } from './types';

type Shapes = Decider<HandoverState, HandoverCommands, HandoverEvent, HandoverEffect, HandoverTerms>['shapes'];
type Of<Name extends keyof HandoverCommands> = HandoverCommands[Name];

const YEAR_OF_MILLISECONDS = 366 * 86_400_000;

const terms: Shape<HandoverTerms> = object<HandoverTerms>({ ...NAMED, within: number(0, YEAR_OF_MILLISECONDS), thresholds, tell });
const said = object<Of<'accept'>>(SAID);

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...SAID,
    rules: whole(0, 1_000_000),
    terms,
    handover: id,
    account: id,
    passing,
    reason: id,
    team,
    leave: optional(id),
    visit: optional(id),
  }),
  accept: said,
  refuse: said,
  redirect: object<Of<'redirect'>>({ ...SAID, to: id, team }),
  complete: object<Of<'complete'>>({ ...SAID, step: oneOf(STEPS) }),
  follow: object<Of<'follow'>>({ ...SAID, team, passing: optional(passing) }),
  withdraw: said,
};
