// Optional fields: what is not known is absent, never `undefined`.

/** The fields of `T` that have a value. */
export type Given<T> = { -readonly [Name in keyof T]?: Exclude<T[Name], undefined> };

/** A copy of `fields` without those that are `undefined`, in the same order. */
export function given<const T extends object>(fields: T): Given<T> {
  const kept: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as Given<T>;
}
