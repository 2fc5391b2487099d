import type { Problem } from './problems/problems';

/** A sentence from another process: an API (cli/http.ts), or a workflow of another build (client/temporal/refusal.ts). Only these two may use it. */
type InWords = readonly [code: string, parameters: { readonly inWords: string }];

/**
 * A refusal that a person can act on. `code` is stable. texts/problems turns code and `parameters` into a sentence in the reader's language: what
 * is wrong, where, and what to do. `message` is for developers.
 */
export class DomainError extends Error {
  readonly code: string;
  /** Ids, codes, numbers and dates. `inWords`: the sentence, where another process has worded it. */
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
