// The shape of a person's compiled terms.

import { number, object, type Shape } from '../decider/shape';
import { calendar, NAMED } from '../decider/terms-shape';
import type { PersonTerms } from './terms';

const YEAR_OF_MILLISECONDS = 366 * 86_400_000;

/** The rules of one of our people. */
export const personTermsShape: Shape<PersonTerms> = object<PersonTerms>({
  ...NAMED,
  calendar,
  jitter: number(0, YEAR_OF_MILLISECONDS),
});
