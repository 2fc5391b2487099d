// Registers a topic's routes, each with a handler of the contract's types.
import type { FastifyRequest } from 'fastify';
import type { Input, Output, Route, Topic } from '../api/route';
import type { App } from './app';
import { read } from './read';

/** What a handler gets beside its input. */
export interface Context {
  /** Id of the request's command, for a request with an `Idempotency-Key`. A repeat has the same id, so that it does no harm. */
  readonly key: string | undefined;
  readonly headers: FastifyRequest['headers'];
}
type Handler<R extends Route> = (input: Input<R>, context: Context) => Output<R> | Promise<Output<R>>;
/** One handler for each route of a topic. */
export type Handlers<T extends Topic> = { readonly [Name in keyof T]: Handler<T[Name]> };

/** The same handler for several routes; it gets the route's name. */
export const each = <Name extends string, H>(names: readonly Name[], handler: (name: Name) => H): Readonly<Record<Name, H>> =>
  Object.fromEntries(names.map((name) => [name, handler(name)])) as Record<Name, H>;

/** Registers every route of `topic` with its handler. Input and output are checked against the contract. */
export function serve<T extends Topic>(app: App, topic: T, handlers: Handlers<T>): void {
  for (const [name, route] of Object.entries(topic)) {
    const handler = handlers[name] as unknown as Handler<Route>;
    const given = new WeakMap<FastifyRequest, Input<Route>>();
    app.route({
      method: route.method,
      url: route.path,
      config: { route },
      ...(route.largest !== undefined && { bodyLimit: route.largest }),
      preValidation: (request, _reply, done) => {
        given.set(request, read(route, request) as Input<Route>);
        done();
      },
      handler: async (request, reply) => {
        const input = given.get(request) as Input<Route>;
        const answer = await handler(input, { key: request.command, headers: request.headers });
        if (route.media !== undefined) void reply.type(route.media);
        return reply.code(route.status ?? 200).send(checked(route, answer, request));
      },
    });
  }
}

/** Log message for an answer that does not fit the contract. */
export const NOT_AS_PROMISED = 'the answer is not as the contract says';

/** The answer without fields that the contract lacks. Throws where it does not fit the contract. */
function checked({ output, method, path }: Route, answer: unknown, { log }: FastifyRequest): unknown {
  const found = output.safeParse(answer);
  if (found.success) return found.data;
  const fields = found.error.issues.map((issue) => issue.path.join('.'));
  log.error({ route: `${method} ${path}`, fields }, NOT_AS_PROMISED);
  throw new Error(NOT_AS_PROMISED);
}
