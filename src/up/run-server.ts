// The HTTP API of a deployment whose store and Temporal server run elsewhere.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectPerennial, type Perennial } from '../client';
import { startServer } from '../server/server';
import { tokenIn } from '../server/token';
import { temporalTarget } from '../worker/temporal';
import { newLogger, prepareHome, storeAt } from './configuration';
import { demoSpeed } from './demo-speed';
import { openStoreOf, openTemporal, Stops, untilStopped } from './deployment';
import { freePort } from './temporal-server';
import { ticketHookOf } from './ticketing';

const USUAL_PORT = 7400;

/** Serves `client` on loopback, and leaves word of where in the data directory, for the command line. */
export async function serve(stops: Stops, client: Perennial, home: string, port?: number): Promise<{ url: string }> {
  const host = process.env.PERENNIAL_HOST ?? '127.0.0.1';
  const verifyHook = ticketHookOf(process.env);
  const server = await startServer({
    client,
    token: tokenIn(home),
    host,
    port: port ?? (await freePort(USUAL_PORT)),
    logger: newLogger(),
    ...(verifyHook && { verifyHook }),
  });
  stops.add(() => server.close());
  const file = join(home, 'api-url');
  writeFileSync(file, `${server.url}\n`);
  stops.add(() => rmSync(file, { force: true }));
  return server;
}

/** Runs until it is asked to stop; answers the exit code. `speed` is that of a demonstration's store, such as `1mo=10s`. Throws `wrong-clock`. */
export async function runServer(speed?: string): Promise<number> {
  const stops = new Stops();
  const stopped = untilStopped();
  try {
    const home = prepareHome(process.env.PERENNIAL_HOME ?? '.perennial');
    const { store, clock } = await openStoreOf(stops, storeAt(home), speed === undefined ? undefined : demoSpeed(speed));
    const temporal = await openTemporal(stops, temporalTarget(), false);
    const client = connectPerennial({ temporal, store, clock });
    const { url } = await serve(stops, client, home);
    // Those who were there before digests were, or were added while Temporal was away.
    await client.people.ensure();
    process.stderr.write(`perennial: the API listens at ${url}; Ctrl-C stops it\n`);
    await stopped;
    return 0;
  } finally {
    await stops.run();
  }
}
