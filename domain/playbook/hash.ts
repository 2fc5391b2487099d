// Content hashes: equal content has the same hash, whatever its layout. Not for workflows.
import { createHash } from 'node:crypto';

/** JSON with the keys of every object sorted. Where order has a meaning, the data must be an array. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** First 16 hex digits of the SHA-256 of a JSON value's canonical form. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
