// The HTTP API: the only door for the command line, the console and other programs.
import { randomUUID } from 'node:crypto';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { destination, pino } from 'pino';
import type { Perennial } from '../client';
import { DomainError } from '../domain/decider/decider';
import type { App, Routes } from './app';
import { carryOutOnce } from './once';
import { sayWhatLags } from './pending';
import { answerError, problem, sendProblem } from './problem';
import { accountRoutes } from './routes/accounts';
import { campaignRoutes } from './routes/campaigns';
import { caseRoutes } from './routes/cases';
import { handoverRoutes } from './routes/handovers';
import { hookRoutes, type VerifyHook } from './routes/hooks';
import { importRoutes } from './routes/imports';
import { linkRoutes } from './routes/links';
import { mailRoutes } from './routes/mails';
import { offboardingRoutes } from './routes/offboardings';
import { openRoutes, operationRoutes } from './routes/operations';
import { peopleRoutes } from './routes/people';
import { taskRoutes } from './routes/tasks';
import { ticketRoutes } from './routes/tickets';
import { checkTexts } from './texts';
import { brings } from './token';
import { answerUnknown } from './unknown-address';
import { logUnshowable } from './unshowable';

export interface ServerOptions {
  readonly client: Perennial;
  readonly token: string;
  /** Default: `PERENNIAL_HOST`, or the loopback interface. */
  readonly host?: string;
  /** 0 (the default): any free port. */
  readonly port?: number;
  /** Verifies the messages of a ticketing system; absent: none is accepted. */
  readonly verifyHook?: VerifyHook;
  /** Default: a logger of warnings to standard error. */
  readonly logger?: FastifyBaseLogger;
}

const LOOPBACK = '127.0.0.1';
const ROUTES: readonly Routes[] = [
  campaignRoutes,
  accountRoutes,
  caseRoutes,
  taskRoutes,
  handoverRoutes,
  peopleRoutes,
  offboardingRoutes,
  importRoutes,
  mailRoutes,
  ticketRoutes,
  operationRoutes,
];

/** Starts the API and its pages. `url` has the real port; `close` waits for requests under way. Throws `port-in-use`, `bad-address`. */
export async function startServer(options: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { host = process.env.PERENNIAL_HOST || LOOPBACK, port = 0 } = options;
  const app = await buildServer(options);
  try {
    const url = await app.listen({ host, port });
    if (![LOOPBACK, '::1', 'localhost'].includes(host))
      app.log.warn({ host }, 'the API listens beyond this machine: put TLS before it, whoever has the token may do everything');
    return { url, close: () => app.close() };
  } catch (error) {
    await app.close();
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw code === 'EADDRINUSE' ? new DomainError('port-in-use', { host, port }) : new DomainError('bad-address', { host, port, code });
  }
}

/** The API and its pages without a socket, ready for `inject`. */
export async function buildServer({ client, token, logger, verifyHook }: Omit<ServerOptions, 'host' | 'port'>): Promise<App> {
  const app = fastify({
    loggerInstance: logger ?? (pino({ level: 'warn' }, destination(2)) as FastifyBaseLogger),
    // An address may contain a handle, so only route patterns are logged, below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 400 },
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknown);
  app.addHook('preValidation', (request, _reply, done) => {
    try {
      checkTexts(request);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, id } = request;
    request.log.info(
      { id, method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  await app.register(
    (api, _options, done) => {
      openRoutes(api, client);
      api.register((hooks, _hookOptions, ready) => {
        hookRoutes(hooks, client, verifyHook);
        ready();
      });
      api.register((guarded, _guardedOptions, ready) => {
        sayWhatLags(guarded);
        logUnshowable(guarded);
        guarded.addHook('onRequest', async (request, reply) => {
          if (brings(request.headers.authorization, token)) return;
          const detail = 'This needs the token: `Authorization: Bearer TOKEN`; it is in the file `token` of the data directory.';
          await sendProblem(reply, problem(401, 'unauthorised', detail, request.id));
        });
        carryOutOnce(guarded, client);
        for (const routes of ROUTES) routes(guarded, client);
        ready();
      });
      done();
    },
    { prefix: '/api' },
  );
  await app.register((pages, _pageOptions, done) => {
    linkRoutes(pages, client);
    done();
  });
  await app.ready();
  return app;
}
