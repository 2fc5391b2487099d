// The compiled terms of one of our people as a shape.

import { number, object, type Shape } from '../decider/shape';
import { calendar, NAMED } from '../decider/terms-shape';
import type { PersonTerms } from './terms';

const YEAR_OF_MILLISECONDS = 366 * 86_400_000;

/** The rules that one of our people lives by. */
export const personTermsShape: Shape<PersonTerms> = object<PersonTerms>({
  ...NAMED,
  calendar,
  jitter: number(0, YEAR_OF_MILLISECONDS),
});
