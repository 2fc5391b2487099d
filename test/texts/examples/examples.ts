/** Parameters of every problem of a table: one that is missing does not compile. */
export type Examples<Table> = { readonly [Code in keyof Table]: readonly Table[Code][] };
