// The identity of a worker at the Temporal server: its name and its runtime's zone rules, for others to see.

const MARK = ' zone-rules=';

/** `4711@host zone-rules=2026a`. */
export const workerIdentity = (name: string, zoneRules: string): string => `${name}${MARK}${zoneRules}`;

/** The zone rules in a worker's identity; `undefined` where it names none. */
export const zoneRulesOf = (identity: string): string | undefined => {
  const at = identity.lastIndexOf(MARK);
  return at < 0 ? undefined : identity.slice(at + MARK.length);
};
