// Every error as problem details (RFC 9457): what is wrong, where, and what to do; never a stack.
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Unanswered } from '../client/temporal/entities';
import { InvalidInput } from '../client/temporal/input';
import { DomainError } from '../domain/decider/decider';
import { PlaybookError } from '../domain/playbook/load';

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string().describe('stable'),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), value: z.string().optional(), reason: z.string() })).optional(),
  problems: z
    .array(z.object({ file: z.string(), line: z.number(), column: z.number(), field: z.string(), problem: z.string(), remedy: z.string() }))
    .optional()
    .describe("a playbook's"),
  workers: z
    .number()
    .optional()
    .describe('of `no-worker`: how many ask for work; where there are some, the same key may still be answered'),
});
type Problem = z.infer<typeof problemShape>;

/** Refusals not named here are conflicts with the state that things are in: 409. */
const STATUS: Readonly<Record<string, number>> = {
  ...codes(
    404,
    'unknown-account unknown-absence unknown-offboarding unknown-task unknown-case unknown-handover unknown-person unknown-mail unknown-ticket unknown-effect unknown-playbook unknown-ticket-news not-found',
  ),
  ...codes(
    422,
    'invalid-input bad-playbook bad-date in-the-future not-in-the-future ends-before-signing signed-in-future until-before-signing',
  ),
  ...codes(
    422,
    'bad-arguments unknown-severity unknown-kind before-it-began unknown-zone unknown-stage unknown-calendar no-open-hours no-account-manager nothing-assessed same-person no-such-step message-id-used command-refused',
  ),
  ...codes(401, 'bad-signature stale-signature'),
  ...codes(410, 'answer-erased'),
  ...codes(422, 'key-reused'),
  ...codes(500, 'store-failed journal-gap journal-conflict'),
  ...codes(502, 'temporal-refused'),
  ...codes(503, 'temporal-unavailable store-unreachable no-worker'),
};

/** The status that a refusal's code is answered with. */
export const statusOf = (code: string): number => STATUS[code] ?? 409;

function codes(status: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(' ').map((name) => [name, status]));
}

/** What is worth a second try, and after how many seconds. */
const RETRY_AFTER = 5;

/** Answers an error of any origin. What is our fault is logged, by code and place, without its words: they may hold a name. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request.id);
  if (problem.status >= 500) {
    const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    request.log.error({ code: problem.code, name: error.name, at: problem.status === 500 ? at : undefined }, 'request failed');
  }
  return sendProblem(reply, problem);
}

/** Sends a problem with the headers that go with its status. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) void reply.header('retry-after', RETRY_AFTER);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="perennial"');
  // Serialised here: a route's own schema would not let these fields through.
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem);
}

/** A problem in words. */
export function problem(status: number, code: string, detail: string, requestId: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: `urn:perennial:problem:${code}`, title, status, detail, code, requestId };
}

function problemOf(error: FastifyError | Error, id: string): Problem {
  if (error instanceof InvalidInput) {
    const errors = error.errors.map(({ column, value, reason }) => ({ field: column, value: clipped(value), reason }));
    return { ...problem(422, error.code, error.message, id), errors };
  }
  if (error instanceof PlaybookError) return { ...problem(422, error.code, error.message, id), problems: [...error.problems] };
  if (error instanceof Unanswered) return { ...problem(503, error.code, error.message, id), workers: error.workers };
  if (error instanceof DomainError) return problem(statusOf(error.code), error.code, sentence(error.message), id);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body',
      reason: sentence(message ?? 'is not valid'),
    }));
    return { ...problem(422, 'invalid-input', errors.map(({ field, reason }) => `${field}: ${reason}`).join(' '), id), errors };
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  const known = BAD_REQUESTS[status];
  return known && status < 500
    ? problem(status, known[0], known[1], id)
    : problem(500, 'internal', 'Something went wrong here. The log of the server has more under this request id.', id);
}

/** What fastify itself refuses. */
const BAD_REQUESTS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['bad-request', 'The body is no JSON, or the address is not well formed.'],
  404: ['not-found', 'There is nothing at this address; /api/openapi.json has all addresses.'],
  413: ['too-large', 'The body is too large: send the rows of a file in smaller portions; a message to a hook has at most 16 KB.'],
  414: ['too-large', 'The address is too long.'],
  415: ['unsupported-media-type', 'Send JSON, with `content-type: application/json`.'],
};

/** What was wrong, said again: never more of it than a line, and nothing that does more than being read. */
const clipped = (value: string): string => value.slice(0, 200).replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');

const sentence = (text: string): string => {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?`]$/.test(upper) ? upper : `${upper}.`;
};
