// The shapes of a handover's commands. Anything else is refused before `decide`.
import { succession, team } from '../account/shapes';
import { rolesShape } from '../account/terms-shape';
import type { Decider } from '../decider/decider';
import { id, number, object, oneOf, optional, type Shape, whole } from '../decider/shape';
import { STATEMENT } from '../decider/statement-shape';
import { NAMED, notify, thresholds } from '../decider/terms-shape';
import { type HandoverCommands, type HandoverEffect, type HandoverEvent, type HandoverState, type HandoverTerms, STEPS } from './types';

type Shapes = Decider<HandoverState, HandoverCommands, HandoverEvent, HandoverEffect, HandoverTerms>['shapes'];
type Of<Name extends keyof HandoverCommands> = HandoverCommands[Name];

const YEAR_OF_MILLISECONDS = 366 * 86_400_000;

const terms: Shape<HandoverTerms> = object<HandoverTerms>({
  ...NAMED,
  roles: rolesShape,
  within: number(0, YEAR_OF_MILLISECONDS),
  thresholds,
  notify,
});
const statement = object<Of<'accept'>>(STATEMENT);

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...STATEMENT,
    rules: whole(0, 1_000_000),
    terms,
    handover: id,
    account: id,
    succession,
    reason: id,
    team,
    offboarding: optional(id),
    visit: optional(id),
  }),
  accept: statement,
  refuse: statement,
  redirect: object<Of<'redirect'>>({ ...STATEMENT, to: id, team }),
  complete: object<Of<'complete'>>({ ...STATEMENT, step: oneOf(STEPS) }),
  changeTeam: object<Of<'changeTeam'>>({ ...STATEMENT, team, succession: optional(succession) }),
  withdraw: statement,
};
