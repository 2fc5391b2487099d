// Foreign processes, servers side by side, and parts that fail: real processes, real ports.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '../../domain/decider/decider';
import { birthOf } from '../../store';
import { claimApiUrl } from '../../up/api-url';
import { portOf } from '../../up/configuration';
import { untilAsked } from '../../up/deployment';
import { atUsualPort, freePort, startTemporalServer } from '../../up/temporal-server';

let folder: string;
let stranger: ChildProcess;
let foreign: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-up-'));
  stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
  await once(stranger, 'spawn');
  foreign = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  stranger.kill('SIGKILL');
  await new Promise((resolve) => foreign.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const strangerPid = (): number => stranger.pid ?? 0;
const foreignPort = (): number => (foreign.address() as AddressInfo).port;

describe('a word of a Temporal server that has gone', () => {
  it.each([
    ['as earlier versions left it', () => ({})],
    ['of another birth', () => ({ born: 'another boot 12345' })],
    ['with a birth that is right, and another command', () => ({ born: birthOf(strangerPid()) })],
  ])(
    'whose process and port belong to others now, %s: neither is used nor touched',
    async (_, more) => {
      writeFileSync(join(folder, 'temporal.json'), JSON.stringify({ port: foreignPort(), pid: strangerPid(), ...more() }));
      const lines: string[] = [];
      const server = await startTemporalServer({ folder, say: (line) => void lines.push(line) });
      expect(server.pid).not.toBe(strangerPid());
      expect(server.address).not.toBe(`127.0.0.1:${foreignPort()}`);
      expect(lines.join('\n')).toContain(`process ${strangerPid()}, which temporal.json names, is not ours`);

      // The next caller takes over a running server of ours.
      const again = await startTemporalServer({ folder, say: () => undefined });
      expect([again.pid, again.address]).toEqual([server.pid, server.address]);
      await again.stop();
      expect([server.isAlive(), stranger.exitCode, stranger.signalCode]).toEqual([false, null, null]);
      expect(existsSync(join(folder, 'temporal.json'))).toBe(false);
    },
    60_000,
  );
});

describe('two that start in one moment', () => {
  it('have Temporal servers of their own, though both find the usual port free', async () => {
    const usualPort = await freePort();
    const homes = ['one', 'two'].map((name) => join(folder, name));
    for (const home of homes) mkdirSync(home);
    const servers = await Promise.all(homes.map((home) => startTemporalServer({ folder: home, usualPort, say: () => undefined })));
    expect(new Set(servers.map(({ address }) => address)).size).toBe(2);
    expect(servers.map((server) => server.isAlive())).toEqual([true, true]);
    await Promise.all(servers.map((server) => server.stop()));
  }, 60_000);

  it('listen at ports of their own', async () => {
    const usual = await freePort();
    const listen = (port: number) =>
      new Promise<Server>((resolve, reject) => {
        const server = createServer();
        server.once('error', () => reject(new DomainError('port-in-use', { inWords: `port ${port} is taken` })));
        server.listen(port, '127.0.0.1', () => resolve(server));
      });
    const servers = await Promise.all([atUsualPort(usual, listen), atUsualPort(usual, listen)]);
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    expect([ports.includes(usual), new Set(ports).size]).toEqual([true, 2]);
    for (const server of servers) server.close();
  });
});

describe('where the API of a data directory listens', () => {
  const files = () => ['api-url', 'api-owner'].map((name) => existsSync(join(folder, name)));

  it('is said by the first server; a second one leaves it alone, also when it ends', () => {
    const lines: string[] = [];
    const owner = { pid: strangerPid(), born: birthOf(strangerPid()), url: 'http://127.0.0.1:7400' };
    writeFileSync(join(folder, 'api-owner'), JSON.stringify(owner));
    writeFileSync(join(folder, 'api-url'), `${owner.url}\n`);
    const release = claimApiUrl(folder, 'http://127.0.0.1:7401', (line) => void lines.push(line));
    release();
    expect(readFileSync(join(folder, 'api-url'), 'utf8')).toBe('http://127.0.0.1:7400\n');
    expect(lines).toEqual([expect.stringContaining(`process ${strangerPid()} serves this data directory already`)]);
  });

  it('is said anew where the server that said it is dead', () => {
    writeFileSync(
      join(folder, 'api-owner'),
      JSON.stringify({ pid: strangerPid(), born: 'another boot 12345', url: 'http://127.0.0.1:7400' }),
    );
    const release = claimApiUrl(folder, 'http://127.0.0.1:7402', () => undefined);
    expect(readFileSync(join(folder, 'api-url'), 'utf8')).toBe('http://127.0.0.1:7402\n');
    release();
    expect(files()).toEqual([false, false]);
  });
});

it('PERENNIAL_PORT is read, and refused where it is no port', () => {
  expect([portOf({}), portOf({ PERENNIAL_PORT: '' }), portOf({ PERENNIAL_PORT: '7411' })]).toEqual([undefined, undefined, 7411]);
  for (const text of ['http', '-1', '65536', '74.1'])
    expect(() => portOf({ PERENNIAL_PORT: text })).toThrow(expect.objectContaining({ code: 'bad-configuration' }));
});

describe('stopping', () => {
  it('goes on with the other parts where one fails, names each failure, and is a failure', async () => {
    const [stopped, lines]: [string[], string[]] = [[], []];
    const code = await untilAsked(
      (stops) => {
        for (const part of ['store', 'mailbox', 'worker'])
          stops.add(() => {
            stopped.push(part);
            if (part !== 'store') throw new Error(`The ${part} does not close.`);
          });
        process.emit('SIGTERM');
        return Promise.resolve();
      },
      (line) => void lines.push(line),
    );
    expect({ code, stopped }).toEqual({ code: 1, stopped: ['worker', 'mailbox', 'store'] });
    expect(lines).toEqual(['worker', 'mailbox'].map((part) => `perennial: stopping failed in a part: The ${part} does not close.`));
  });

  it('happens where a part has failed by itself, and what failed is thrown', async () => {
    const stopped: string[] = [];
    const running = untilAsked(
      (stops) => {
        stops.add(() => void stopped.push('store'));
        stops.fail(new Error('The worker has ended.'));
        return Promise.resolve();
      },
      () => undefined,
    );
    await expect(running).rejects.toThrow('The worker has ended.');
    expect(stopped).toEqual(['store']);
  });
});
