// A request's body for the library: its statement (who, when, why), and its other fields as texts.
import type { Fields } from '../client/temporal/input';
import type { AskedStatement } from '../client/temporal/statement';
import type { Context } from './serve';

type Value = string | number | boolean | undefined;
/** The fields of a statement in a request's body. */
export interface Said {
  readonly by?: string | undefined;
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}

/** Fields as texts; undefined ones are left out. */
export const asTexts = (fields: Readonly<Record<string, Value>>): Fields =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));

/** The fields of a body, and its statement with the request's key. */
export function stated<B extends Said>(
  { by, at, reason, note, ...fields }: B,
  { key }: Context,
): { readonly fields: Fields; readonly statement: AskedStatement } {
  return { fields: asTexts(fields as Readonly<Record<string, Value>>), statement: { by, at, reason, note, key } };
}
