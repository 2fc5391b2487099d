/** The kinds of things that a problem can be about. */
export type EntityKind = 'account' | 'campaign' | 'case' | 'handover' | 'person';
