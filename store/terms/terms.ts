// The terms of accounts.
import { keptTerms } from './kept-terms';

export const { put, get } = keptTerms('terms');
