// Every error as problem details (RFC 9457): what is wrong, where, and what to do; never a stack.
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, statusOf } from '../api/problems';
import { codesOf } from '../api/route';
import { Unanswered } from '../client/temporal/entities';
import { InvalidInput } from '../client/temporal/input';
import { DomainError } from '../domain/decider/decider';
import { PlaybookError } from '../domain/playbook/load';
import { faultInWords } from '../texts/problems/playbook-faults';
import { problemWords } from '../texts/problems/words';

/** Seconds in `Retry-After`, which comes with every 503. */
const RETRY_AFTER = 5;

/** Log message for a refusal whose code the route's contract lacks. */
export const NOT_IN_CONTRACT = 'the contract does not name this code';

/** Answers any error with a problem. A 5xx is logged by code and place, without its message, which may contain a name. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request.id);
  const { route } = request.routeOptions.config;
  if (route && error instanceof DomainError && !(codesOf(route) as readonly string[]).includes(problem.code))
    request.log.error({ code: problem.code, route: `${route.method} ${route.path}` }, NOT_IN_CONTRACT);
  if (problem.status >= 500) {
    const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    request.log.error({ code: problem.code, name: error.name, at: problem.status === 500 ? at : undefined }, 'request failed');
  }
  return sendProblem(reply, problem);
}

/** Sends a problem, with `Retry-After` for 503 and `WWW-Authenticate` for 401. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) void reply.header('retry-after', RETRY_AFTER);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="perennial"');
  // Serialised here, because a route's own schema would drop these fields.
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem);
}

/** A problem of this status and code. `detail`: the sentence for people; `requestId` is also in the log. */
export function problem(status: number, code: string, detail: string, requestId: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: `urn:perennial:problem:${code}`, title, status, detail, code, requestId };
}

function problemOf(error: FastifyError | Error, id: string): Problem {
  if (error instanceof InvalidInput) {
    const errors = error.errors.map(({ column, value, ...wrong }) => ({
      field: column,
      value: clipped(value),
      reason: problemWords(wrong),
      ...wrong,
    }));
    return { ...problem(422, error.code, problemWords(error), id), errors };
  }
  if (error instanceof PlaybookError)
    return { ...problem(422, error.code, problemWords(error), id), problems: error.problems.map((one) => faultInWords(one)) };
  if (error instanceof Unanswered) return { ...problem(503, error.code, problemWords(error), id), workers: error.workers };
  if (error instanceof DomainError) return problem(statusOf(error.code), error.code, sentence(problemWords(error)), id);
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  const known = BAD_REQUESTS[status];
  return known && status < 500
    ? problem(status, known[0], known[1], id)
    : problem(500, 'internal', 'Something went wrong here. The log of the server has more under this request id.', id);
}

/** Problems of requests that fastify itself refuses, by status. */
const BAD_REQUESTS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['bad-request', 'The body is no JSON, or the address is not well formed.'],
  404: ['not-found', 'There is nothing at this address; /api/openapi.json has all addresses.'],
  413: ['too-large', 'The body is too large: send the rows of a file in smaller portions; a message to a hook has at most 16 KB.'],
  414: ['too-large', 'The address is too long.'],
  415: ['unsupported-media-type', 'Send JSON, with `content-type: application/json`.'],
};

/** A wrong value for the answer: at most one line, without control characters and marks that reverse text. */
const clipped = (value: string): string => value.slice(0, 200).replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');

const sentence = (text: string): string => {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?`]$/.test(upper) ? upper : `${upper}.`;
};
