/** A code of `Table` with the parameters of its sentence. A wrong pair does not compile. */
export type Coded<Table> = {
  readonly [Code in keyof Table]: undefined extends Table[Code]
    ? readonly [code: Code, parameters?: Exclude<Table[Code], undefined> | undefined]
    : readonly [code: Code, parameters: Table[Code]];
}[keyof Table];

/** A problem as data, as it is sent to another process or put inside another problem. `message`: the words of a library or an unknown code. */
export interface ProblemData {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly message?: string;
}

/** What an unknown word was probably meant to be; otherwise all known words. */
export type Suggestion = { readonly meant: string } | { readonly known: readonly string[] };

/** A code and its parameters as the message of a schema. The schema library accepts only texts as messages. */
export const toMessage = (code: string, parameters?: object): string =>
  JSON.stringify(parameters === undefined ? [code] : [code, parameters]);

/** The code and parameters that `toMessage` was given; `undefined` for the schema library's own message. */
export const fromMessage = (message: string): readonly [code: string, parameters?: object] | undefined =>
  message.startsWith('["') ? (JSON.parse(message) as [string, object?]) : undefined;
