// What a file of routes is handed.
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Route } from '../api/route';
import type { Perennial } from '../client';

export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger>;
export type Routes = (app: App, client: Perennial) => void;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the contract says of it. */
    route?: Route;
  }
  interface FastifyRequest {
    /** Id of the command that the request is carried out as, where it has an `Idempotency-Key`. */
    command?: string;
  }
}
