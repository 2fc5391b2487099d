// The shapes of a service case's commands. Anything else is refused before `decide`.
import { team } from '../account/shapes';
import type { Decider } from '../decider/decider';
import { type Fields, flag, id, object, oneOf, optional, whole } from '../decider/shape';
import { STATEMENT as PLAIN_STATEMENT } from '../decider/statement-shape';
import type { ServiceTerms } from './terms';
import { serviceTermsShape } from './terms-shape';
import type { CaseCommands, CaseEffect, CaseEvent, CaseState } from './types';

type Shapes = Decider<CaseState, CaseCommands, CaseEvent, CaseEffect, ServiceTerms>['shapes'];
type Of<Name extends keyof CaseCommands> = CaseCommands[Name];

const STATEMENT: Fields<Of<'answer'>> = { ...PLAIN_STATEMENT, via: optional(oneOf(['ticket'])) };
const statement = object<Of<'answer'>>(STATEMENT);

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...STATEMENT,
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
  take: object<Of<'take'>>({ ...STATEMENT, to: optional(id) }),
  answer: statement,
  diagnose: object<Of<'diagnose'>>({ ...STATEMENT, visit: flag }),
  wait: statement,
  resume: statement,
  arrive: statement,
  resolve: statement,
  reopen: statement,
  loseTicket: statement,
  amend: object<Of<'amend'>>({
    ...STATEMENT,
    level: optional(id),
    segment: optional(id),
    team: optional(team),
    reassigned: optional(object<NonNullable<Of<'amend'>['reassigned']>>({ from: id, to: id })),
  }),
  adoptTerms: object<Of<'adoptTerms'>>({ ...STATEMENT, terms: serviceTermsShape }),
};
