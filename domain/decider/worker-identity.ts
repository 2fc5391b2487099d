// What a worker is called at the Temporal server: who it is, and which zone rules its runtime brings, so that others can see it.

const MARK = ' zone-rules=';

/** `4711@host zone-rules=2026a`. */
export const workerIdentity = (name: string, zoneRules: string): string => `${name}${MARK}${zoneRules}`;

/** The zone rules that a worker's identity names; `undefined` where it names none. */
export const zoneRulesOf = (identity: string): string | undefined => {
  const at = identity.lastIndexOf(MARK);
  return at < 0 ? undefined : identity.slice(at + MARK.length);
};
