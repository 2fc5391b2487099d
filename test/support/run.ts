// A run of tests, seen from jest's own process: its folder, the servers that its files share, and their end.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporalServer } from '../../up/temporal-server';
import { startPostgres } from './postgres';
import { SHARED_AT, type Shared } from './shared';

const WATCHDOG = join(__dirname, '../../scripts/watchdog.js');

interface Started<Name extends keyof Shared> {
  readonly how: Shared[Name];
  readonly stop: () => Promise<void>;
}

const STARTS: { readonly [Name in keyof Shared]: () => Promise<Started<Name>> } = {
  async temporal() {
    const server = await startTemporalServer({ say: () => undefined });
    return { how: { address: server.address }, stop: () => server.stop() };
  },
  async postgres() {
    const server = await startPostgres();
    return { how: { url: server.url }, stop: () => server.stop() };
  },
};

/** One run: begun before the first test file, ended after the last. */
export class Run {
  private readonly started = new Map<string, Promise<Started<keyof Shared>>>();

  private constructor(
    private readonly watchdog: ChildProcess,
    private readonly server: Server,
  ) {}

  /**
   * Every process of the tests inherits the run's mark, by which `scripts/watchdog.js` finds those that are left when the run is over, also
   * where it was interrupted; every temporary file lies in the run's folder.
   */
  static async begin(): Promise<Run> {
    const id = randomUUID();
    const folder = mkdtempSync(join(tmpdir(), 'perennial-tests-'));
    // PostgreSQL may have to run as somebody else.
    chmodSync(folder, 0o755);
    const stdio = ['pipe', 'pipe', 'inherit'] as const;
    const watchdog = spawn(process.execPath, [WATCHDOG, id, folder], { detached: true, stdio: [...stdio] });
    process.env.PERENNIAL_TEST_RUN = id;
    process.env.TMPDIR = folder;
    const server = createServer((request, response) => {
      // A connection that is kept may close in the moment in which the next file asks.
      response.shouldKeepAlive = false;
      const name = (request.url ?? '').slice(1) as keyof Shared;
      run.sharedThing(name).then(
        ({ how }) => response.end(JSON.stringify(how)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    const run = new Run(watchdog, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env[SHARED_AT] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return run;
  }

  private sharedThing(name: keyof Shared): Promise<Started<keyof Shared>> {
    const there = this.started.get(name) ?? STARTS[name]();
    this.started.set(name, there);
    return there;
  }

  /** Stops what is shared; answers the processes, a line each, that test files had left behind and that were killed. */
  async end(): Promise<string[]> {
    const all = await Promise.allSettled(this.started.values());
    await Promise.all(all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop()] : [])));
    this.server.closeAllConnections();
    this.server.close();
    let output = '';
    this.watchdog.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    const gone = once(this.watchdog, 'close');
    this.watchdog.stdin?.end();
    await gone;
    return output.split('\n').filter((line) => line !== '');
  }
}
