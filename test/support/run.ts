// A test run, in jest's own process: its folder, the servers that its files share, and their end.
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

/** One run: it begins before the first test file and ends after the last. */
export class Run {
  private readonly started = new Map<string, Promise<Started<keyof Shared>>>();

  private constructor(
    private readonly watchdog: ChildProcess,
    private readonly server: Server,
  ) {}

  /**
   * Every process of the tests inherits the run's mark. `scripts/watchdog.js` uses it to find the processes that are left after the run, also after
   * an interrupted one. Every temporary file is in the run's folder.
   */
  static async begin(): Promise<Run> {
    const id = randomUUID();
    const folder = mkdtempSync(join(tmpdir(), 'perennial-tests-'));
    // PostgreSQL may have to run as another user.
    chmodSync(folder, 0o755);
    const stdio = ['pipe', 'pipe', 'inherit'] as const;
    const watchdog = spawn(process.execPath, [WATCHDOG, id, folder], { detached: true, stdio: [...stdio] });
    process.env.PERENNIAL_TEST_RUN = id;
    process.env.TMPDIR = folder;
    const server = createServer((request, response) => {
      // A kept connection may close just when the next file asks.
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

  /** Stops what is shared. Returns a line for each process that test files left behind and that was killed. */
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
