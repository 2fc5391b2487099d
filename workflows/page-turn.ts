// The request to an entity to end its chapter, and when it is refused.
import { DomainError } from '../domain/decider/decider';
import type { Ruled } from '../domain/decider/rules';

/**
 * The conditions for ending a chapter. They come with the update and are compared with the state, never with the code: a newer worker that replays
 * the update decides the same.
 */
export interface PageTurn {
  /** Only where the state has older rules than this, or other zone rules. Absent: always. */
  readonly rules?: number;
  readonly zoneRules?: {
    /** The version to adopt, such as `2026a`. */
    readonly version: string;
    /**
     * The state as the journal has it after `sequence` events. A replay by another worker computes dates by its own zone rules; only the journal
     * keeps the original dates.
     */
    readonly sequence: number;
    readonly journaled: unknown;
  };
}

/** Whether the chapter should end. */
export const isWanted = ({ rules, zoneRules }: PageTurn, state: Ruled): boolean =>
  (rules === undefined && zoneRules === undefined) ||
  (rules !== undefined && state.rules < rules) ||
  (zoneRules !== undefined && state.zoneRules !== zoneRules.version);

/**
 * Throws `bad-page-turn`; `journal-behind` where the journal lacks events; `journal-differs` where the states differ in more than times, which zone
 * rules cannot explain.
 */
export function checkPageTurn(
  turn: PageTurn,
  live: { readonly state: Ruled; readonly sequence: number; readonly unwritten: number },
): void {
  const { rules, zoneRules } = (isObject(turn) ? turn : {}) as { readonly [Name in keyof PageTurn]?: unknown };
  const given = zoneRules as Partial<NonNullable<PageTurn['zoneRules']>> | undefined;
  const isReadable =
    isObject(turn) &&
    (rules === undefined || Number.isSafeInteger(rules)) &&
    (zoneRules === undefined || (isObject(zoneRules) && typeof given?.version === 'string' && Number.isSafeInteger(given.sequence)));
  if (!isReadable) throw new DomainError('bad-page-turn');
  if (given === undefined || !isWanted(turn, live.state)) return;
  if (given.sequence !== live.sequence || live.unwritten > 0)
    throw new DomainError('journal-behind', { events: live.sequence, unwritten: live.unwritten });
  const { rules: journaledRules } = (given.journaled ?? {}) as Partial<Ruled>;
  if (journaledRules !== live.state.rules || !isSameButForTimes(live.state, given.journaled)) throw new DomainError('journal-differs');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Whether both have the same keys, texts and lengths. Numbers may differ; the order of keys does not matter. */
function isSameButForTimes(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Number.isFinite(other);
  if (!isObject(one) || !isObject(other)) return Object.is(one, other);
  const keys = Object.keys(one).filter((key) => one[key] !== undefined);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).filter((key) => other[key] !== undefined).length &&
    keys.every((key) => isSameButForTimes(one[key], other[key]))
  );
}
