// Reads a request as its route's contract says. Every wrong field of the address, or of the body, is reported at once.
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

/** The input for the handler of `route`: first the address is read, then the body. Throws `InvalidInput`. */
export function read({ params, query = NOTHING, body, raw }: Route, given: Parts): Parts {
  const address = [
    part(params, given.params, unknownField),
    // An ignored parameter could turn a dry run into a command: unknown ones are refused.
    part(query, withoutBlanks(given.query), unknownParameter),
  ] as const;
  refuse(address.flatMap(({ wrong }) => wrong));
  const [readParams, readQuery] = address;
  if (raw) return { params: readParams.value, query: readQuery.value, body: typeof given.body === 'string' ? given.body : '' };
  const readBody = part(body, withoutBlanks(given.body ?? {}), unknownField);
  refuse(readBody.wrong);
  return { params: readParams.value, query: readQuery.value, body: readBody.value };
}

type Unknown = (name: string, known: readonly string[]) => string;

function part(
  shape: z.ZodObject | undefined,
  values: unknown,
  unknown: Unknown,
): { readonly value: unknown; readonly wrong: FieldError[] } {
  if (shape === undefined) return { value: {}, wrong: [] };
  const found = shape.safeParse(values, { reportInput: true, error: explained });
  if (found.success) return { value: found.data, wrong: [] };
  const known = Object.keys(shape.shape);
  return { value: undefined, wrong: found.error.issues.flatMap((issue) => errorsOf(issue, (name) => unknown(name, known))) };
}

function refuse(wrong: readonly FieldError[]): void {
  if (wrong.length > 0) throw new InvalidInput(wrong);
}

/** Null and empty texts count as absent. */
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

/** Our words for zod's errors, where the field has none of its own. */
const explained: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined ? 'Is missing.' : `Is no ${KINDS[issue.expected] ?? issue.expected}.`;
};

/** An unknown field is reported by its own name, not by its object's. */
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
