// The service case's commands as shapes: whatever else is sent is refused before it is decided about.
import { team } from '../account/shapes';
import type { Decider } from '../decider';
import type { ServiceTerms } from '../playbook/service-terms';
import { serviceTermsShape } from '../playbook/terms-shapes';
import { SAID as SAID_ANYWHERE } from '../said-shape';
import { type Fields, flag, id, object, oneOf, optional, whole } from '../shape';
import type { CaseCommands, CaseEffect, CaseEvent, CaseState } from './types';

type Shapes = Decider<CaseState, CaseCommands, CaseEvent, CaseEffect, ServiceTerms>['shapes'];
type Of<Name extends keyof CaseCommands> = CaseCommands[Name];

const SAID: Fields<Of<'answer'>> = { ...SAID_ANYWHERE, via: optional(oneOf(['ticket'])) };
const said = object<Of<'answer'>>(SAID);

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...SAID,
    rules: whole(0, 1_000_000),
    terms: serviceTermsShape,
    case: id,
    account: id,
    level: id,
    severity: id,
    kind: id,
    stage: optional(id),
    segment: optional(id),
    team,
  }),
  take: object<Of<'take'>>({ ...SAID, to: optional(id) }),
  answer: said,
  diagnose: object<Of<'diagnose'>>({ ...SAID, visit: flag }),
  wait: said,
  resume: said,
  arrive: said,
  resolve: said,
  reopen: said,
  loseTicket: said,
  follow: object<Of<'follow'>>({
    ...SAID,
    level: optional(id),
    segment: optional(id),
    team: optional(team),
    passed: optional(object<NonNullable<Of<'follow'>['passed']>>({ from: id, to: id })),
  }),
  adoptTerms: object<Of<'adoptTerms'>>({ ...SAID, terms: serviceTermsShape }),
};
