/** What a problem may be about. */
export type EntityKind = 'account' | 'campaign' | 'case' | 'handover' | 'person';
