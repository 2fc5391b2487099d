// Reads a request as its route's contract says. Every wrong field of the address, or of the body, is reported at once.
import { z } from 'zod';
import type { Route } from '../api/route';
import { InvalidInput, wrongField } from '../client/temporal/input';
import { meantOrKnown } from '../domain/playbook/nearest';
import { fromMessage, toMessage } from '../domain/problems/coded';
import type { FieldError } from '../domain/problems/fields';
import type { Problem } from '../domain/problems/problems';

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

type Unknown = (name: string, known: readonly string[]) => Problem;

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

const unknownField: Unknown = (name, known) => ['not-a-field-here', meantOrKnown(name, known)];
const unknownParameter: Unknown = (name, known) =>
  known.length === 0 ? ['no-query-parameters'] : ['not-a-query-parameter', meantOrKnown(name, known)];

/** Our problem for an error of zod, where the field defines none. */
const explained: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined ? toMessage('missing') : toMessage('wrong-type', { expected: issue.expected });
};

/** An unknown field is reported by its own name, not by its object's. */
const errorsOf = (issue: z.core.$ZodIssue, unknown: (name: string) => Problem): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => wrongField([...issue.path, key].join('.'), '', ...unknown(key)))
    : [wrongField(issue.path.join('.') || 'body', valueOf(issue.input), ...problemIn(issue.message))];

/** The problem in a message of the schema. zod's own messages have no code: they become `not-fitting`. */
const problemIn = (message: string): Problem => (fromMessage(message) as Problem | undefined) ?? ['not-fitting', { said: message }];

const valueOf = (input: unknown): string =>
  typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean' ? String(input) : '';
