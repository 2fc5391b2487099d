// A request is read as its route says. Every wrong field is named, in all parts of the request at once.
import { z } from 'zod';
import type { Route } from '../api/route';
import { type FieldError, InvalidInput } from '../client/temporal/input';
import { suggest } from '../domain/playbook/nearest';

interface Parts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const NOTHING = z.strictObject({});

/** What the handler of `route` is given. Throws `InvalidInput`. */
export function read({ params, query = NOTHING, body, raw }: Route, given: Parts): Parts {
  const wrong: FieldError[] = [];
  const part = (shape: z.ZodObject | undefined, values: unknown, unknown: (name: string, known: readonly string[]) => string): unknown => {
    if (shape === undefined) return {};
    const found = shape.safeParse(values, { reportInput: true, error: explained });
    if (!found.success)
      wrong.push(...found.error.issues.flatMap((issue) => errorsOf(issue, (name) => unknown(name, Object.keys(shape.shape)))));
    return found.data;
  };
  const parts = {
    params: part(params, given.params, unknownField),
    // A parameter that is ignored would let a command act where a dry run was asked for.
    query: part(query, withoutBlanks(given.query), unknownParameter),
    body: raw ? (typeof given.body === 'string' ? given.body : '') : part(body, withoutBlanks(given.body ?? {}), unknownField),
  };
  if (wrong.length > 0) throw new InvalidInput(wrong);
  return parts;
}

/** Null and an empty text are as good as absent. */
const withoutBlanks = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''))
    : given;

const unknownField = (name: string, known: readonly string[]): string => `Is no field here. ${suggest(name, known)}`;
const unknownParameter = (name: string, known: readonly string[]): string =>
  known.length === 0 ? 'This address takes no query parameters.' : `Is no query parameter here. ${suggest(name, known)}`;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  int: 'whole number',
  array: 'list',
  object: 'object',
};

/** What zod says in words of ours, where the field does not say it itself. */
const explained: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined ? 'Is missing.' : `Is no ${KINDS[issue.expected] ?? issue.expected}.`;
};

/** An unknown field is named itself, not the object that it is in. */
const errorsOf = (issue: z.core.$ZodIssue, unknown: (name: string) => string): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ column: [...issue.path, key].join('.'), value: '', reason: unknown(key) }))
    : [
        {
          column: issue.path.join('.') || 'body',
          value: valueOf(issue.input),
          reason: /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`,
        },
      ];

const valueOf = (input: unknown): string =>
  typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean' ? String(input) : '';
