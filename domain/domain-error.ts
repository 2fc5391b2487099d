import type { Problem } from './problems/problems';

/** What brings its sentence along: made of parts that have no code of their own, or received from another process. */
type InWords = readonly [code: string, parameters: { readonly inWords: string }];

/**
 * A refusal that a person can act on: `code` is stable, texts/problems says what, where and what to do, in the reader's language, from
 * `parameters`. `message` is for whoever debugs.
 */
export class DomainError extends Error {
  readonly code: string;
  /** Ids, codes, numbers and dates; `inWords` where it brings its sentence along. */
  readonly parameters: Readonly<Record<string, unknown>> | undefined;

  constructor(...[code, parameters]: Problem | InWords) {
    super(messageOf(code, parameters));
    this.name = 'DomainError';
    this.code = code;
    this.parameters = parameters as DomainError['parameters'];
  }
}

const messageOf = (code: string, parameters: object | undefined): string => {
  if (parameters === undefined) return code;
  return 'inWords' in parameters ? String(parameters.inWords) : `${code} ${JSON.stringify(parameters)}`;
};
