// The fastify app, as files of routes get it.
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Route } from '../api/route';
import type { Perennial } from '../client';

/** The fastify app, with node's plain HTTP types. */
export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger>;
/** Registers the routes of a topic. */
export type Routes = (app: App, client: Perennial) => void;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's entry in the contract. */
    route?: Route;
  }
  interface FastifyRequest {
    /** Id of the request's command, for a request with an `Idempotency-Key`. */
    command?: string;
  }
}
