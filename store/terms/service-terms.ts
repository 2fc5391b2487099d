// Terms of service.
import { keptTerms } from './kept-terms';

export const { put, get } = keptTerms('serviceTerms');
