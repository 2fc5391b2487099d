// What a route is: one plain record. Server, OpenAPI, command line and reference page read it, and nothing else.
import { z } from 'zod';
import { type Code, codes } from './problems';

export const ROLES = ['account-manager', 'support-lead', 'manager', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below `/api`, with `:name` for each of `params`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** Who may use it; `everybody`: who is signed in; `anybody`: it needs no token. */
  readonly roles: readonly Role[] | 'everybody' | 'anybody';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Of a `POST`. Fields that are null or an empty text are as good as absent. */
  readonly body?: z.ZodObject;
  readonly output: z.ZodType;
  /** Besides those of every route, see `codesOf`. */
  readonly problems: readonly Code[];
  /** Bytes that the body has at most; 1 MiB unless something is said. */
  readonly largest?: number;
  /** The status of the good answer; 200 unless something is said. */
  readonly status?: 202;
  /** The media type of an answer that is no JSON. */
  readonly media?: string;
  /** A command that comes to the same however often it is sent: clients need not give it a key, under which its answer would be kept. */
  readonly repeatable?: true;
  /** The handler gets the body as it came: a signature covers it. */
  readonly raw?: true;
}
export type Topic = Readonly<Record<string, Route>>;

/** A topic's routes with their own types: `const` keeps codes and paths. */
export const topic = <const T extends Topic>(routes: T): T => routes;

const EVERYWHERE = codes(
  'bad-request invalid-input too-large unsupported-media-type internal store-failed store-unreachable',
) satisfies readonly Code[];
const SIGNED_IN = codes('unauthorised') satisfies readonly Code[];
const KEYED = codes('key-reused answer-erased') satisfies readonly Code[];

/** All codes that a route may refuse with, each once. */
export const codesOf = ({ problems, method, roles }: Route): readonly Code[] =>
  Array.from(
    new Set([
      ...problems,
      ...(roles === 'anybody' ? [] : SIGNED_IN),
      ...(method === 'POST' && roles !== 'anybody' ? KEYED : []),
      ...EVERYWHERE,
    ]),
  );

/** What a command's answer has beside it where it is accepted and not shown yet: 202. */
export const pending = z.object({
  pending: z.literal(true).describe('accepted; what is shown is from before'),
  receipt: z.int().describe("the command's number in the entity's journal: shown once the history has come to it"),
  detail: z.string(),
});

type Parsed<S> = S extends z.ZodType ? z.output<S> : Readonly<Record<string, never>>;
/** What a route's handler is given. */
export interface Input<R extends Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: R extends { raw: true } ? string : Parsed<R['body']>;
}
/** What a route answers. */
export type Output<R extends Route> = z.output<R['output']>;

type Taken<S> = S extends z.ZodType ? z.input<S> : unknown;
/** What a client gives: all parts of the request in one object, as JSON has them. */
export type Asked<R extends Route> = Taken<R['params']> & Taken<R['query']> & Taken<R['body']>;
