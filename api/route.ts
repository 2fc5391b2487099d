// What a route is: a plain record, the one source for server, OpenAPI, command line and reference page.
import { z } from 'zod';
import { type Code, codes } from './problems';

/** The roles of users. Routes name those who may use them; nothing enforces it yet. */
export const ROLES = ['account-manager', 'support-lead', 'manager', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** One route of the HTTP API. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** The path below `/api`, with `:name` for each of `params`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** Who may use it. `everybody`: whoever is signed in; `anybody`: no token is needed. */
  readonly roles: readonly Role[] | 'everybody' | 'anybody';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** The body of a `POST`. Fields that are null or an empty text count as absent. */
  readonly body?: z.ZodObject;
  readonly output: z.ZodType;
  /** Problem codes beside those of every route, see `codesOf`. */
  readonly problems: readonly Code[];
  /** The largest body in bytes; default 1 MiB. */
  readonly largest?: number;
  /** The status of a good answer; default 200. */
  readonly status?: 202;
  /** The media type of an answer that is not JSON. */
  readonly media?: string;
  /** Repeating it has the same result. Clients need not send an `Idempotency-Key`, with which the answer would be kept. */
  readonly repeatable?: true;
  /** The handler gets the raw body, since a signature covers it. */
  readonly raw?: true;
}
/** The routes of a topic, by name. */
export type Topic = Readonly<Record<string, Route>>;

/** A topic's routes with their exact types: `const` keeps codes and paths. */
export const topic = <const T extends Topic>(routes: T): T => routes;

const EVERYWHERE = codes(
  'bad-request invalid-input too-large unsupported-media-type internal store-failed store-unreachable',
) satisfies readonly Code[];
const SIGNED_IN = codes('unauthorised') satisfies readonly Code[];
const KEYED = codes('key-reused answer-erased') satisfies readonly Code[];

/** All codes that a route may answer with, each once. */
export const codesOf = ({ problems, method, roles }: Route): readonly Code[] =>
  Array.from(
    new Set([
      ...problems,
      ...(roles === 'anybody' ? [] : SIGNED_IN),
      ...(method === 'POST' && roles !== 'anybody' ? KEYED : []),
      ...EVERYWHERE,
    ]),
  );

/** The extra fields of a 202: the command was accepted, and the answer shows an older state. */
export const pending = z.object({
  pending: z.literal(true).describe('accepted; what is shown is from before'),
  receipt: z.int().describe("the command's number in the entity's journal: shown once the history has come to it"),
  detail: z.string(),
});

type Parsed<S> = S extends z.ZodType ? z.output<S> : Readonly<Record<string, never>>;
/** The input of a route's handler. */
export interface Input<R extends Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: R extends { raw: true } ? string : Parsed<R['body']>;
}
/** The answer of a route. */
export type Output<R extends Route> = z.output<R['output']>;

type Taken<S> = S extends z.ZodType ? z.input<S> : unknown;
/** The request of a client: the fields of path, query and body in one object, before parsing. */
export type Asked<R extends Route> = Taken<R['params']> & Taken<R['query']> & Taken<R['body']>;
