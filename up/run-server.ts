// The HTTP API alone, for a deployment whose store and Temporal server run elsewhere.
import { connectPerennial, type Perennial } from '../client';
import { startServer } from '../server/server';
import { tokenIn } from '../server/token';
import { temporalTarget } from '../worker/temporal';
import { claimApiUrl } from './api-url';
import { newLogger, portOf, prepareHome, storeAt } from './configuration';
import { demoSpeed } from './demo-speed';
import { openStoreOf, openTemporal, type Stops, untilAsked } from './deployment';
import { atUsualPort } from './temporal-server';
import { ticketHookOf } from './ticketing';

const USUAL_PORT = 7400;

/**
 * Serves `client` on loopback and writes the address into the data directory, unless another server has done so. `port`: default PERENNIAL_PORT,
 * then the usual port or a free one. Throws `port-in-use`, `bad-address`, `bad-configuration`.
 */
export async function serve(
  stops: Stops,
  client: Perennial,
  home: string,
  port: number | undefined,
  say: (line: string) => void,
): Promise<{ url: string }> {
  const host = process.env.PERENNIAL_HOST ?? '127.0.0.1';
  const verifyHook = ticketHookOf(process.env);
  const listen = (at: number) =>
    startServer({ client, token: tokenIn(home), host, port: at, logger: newLogger(), ...(verifyHook && { verifyHook }) });
  const asked = port ?? portOf(process.env);
  const server = asked === undefined ? await atUsualPort(USUAL_PORT, listen) : await listen(asked);
  stops.add(() => server.close());
  stops.add(claimApiUrl(home, server.url, say));
  return server;
}

/**
 * Runs the API until it is asked to stop; returns the exit code. `speed`: that of a demonstration's store, such as `1mo=10s`; `port`: see `serve`.
 * Throws `wrong-clock`, and what `serve` throws.
 */
export async function runServer(speed?: string, port?: number): Promise<number> {
  return untilAsked(async (stops) => {
    const home = prepareHome(process.env.PERENNIAL_HOME ?? '.perennial');
    const { store, clock } = await openStoreOf(stops, storeAt(home), speed === undefined ? undefined : demoSpeed(speed));
    const temporal = await openTemporal(stops, temporalTarget(), false);
    const client = connectPerennial({ temporal, store, clock });
    const { url } = await serve(stops, client, home, port, say);
    // Starts digests of people who were added while Temporal was away, or before there were digests.
    await client.people.ensure();
    say(`perennial: the API listens at ${url}; Ctrl-C stops it`);
  }, say);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
