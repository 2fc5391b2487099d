// Shapes of an errand's commands. A command of any other shape is refused before `decide`.
import type { Decider } from '../decider/decider';
import { id, instant, object, whole } from '../decider/shape';
import { STATEMENT } from '../decider/statement-shape';
import type { ErrandCommands, ErrandEffect, ErrandEvent, ErrandState, ErrandTerms } from './types';

type Shapes = Decider<ErrandState, ErrandCommands, ErrandEvent, ErrandEffect, ErrandTerms>['shapes'];
type Of<Name extends keyof ErrandCommands> = ErrandCommands[Name];

const YEAR = 366 * 86_400_000;

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...STATEMENT,
    rules: whole(0, 1_000_000),
    errand: id,
    to: id,
    due: instant,
    terms: object<ErrandTerms>({ every: whole(1, YEAR) }),
  }),
  done: object<Of<'done'>>(STATEMENT),
};
