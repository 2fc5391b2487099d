/** What a problem may be about. */
export type EntityKind = 'account' | 'case' | 'handover' | 'person';
