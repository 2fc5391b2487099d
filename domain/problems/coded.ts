/** A code of `Table` with the parameters of its sentence. A wrong pair does not compile. */
export type Coded<Table> = {
  readonly [Code in keyof Table]: undefined extends Table[Code]
    ? readonly [code: Code, parameters?: Exclude<Table[Code], undefined> | undefined]
    : readonly [code: Code, parameters: Table[Code]];
}[keyof Table];

/** A problem as data: how it travels, and how it stands in another problem. `message` says what no sentence of ours does. */
export interface ProblemData {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly message?: string;
}

/** What was probably meant by an unknown word, else all known ones. */
export type Suggestion = { readonly meant: string } | { readonly known: readonly string[] };

/** A code and its parameters as the message of a schema: the library for shapes takes only texts. */
export const toMessage = (code: string, parameters?: object): string =>
  JSON.stringify(parameters === undefined ? [code] : [code, parameters]);

/** What `toMessage` was given; `undefined` for a message of the library's own. */
export const fromMessage = (message: string): readonly [code: string, parameters?: object] | undefined =>
  message.startsWith('["') ? (JSON.parse(message) as [string, object?]) : undefined;
