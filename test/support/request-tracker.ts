// A real Request Tracker for tests, with people who use it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../up/temporal-server';

const SCRIPT = join(__dirname, '../../scripts/request-tracker.sh');

type Who = 'ours' | 'colleague' | 'customer';

export interface RequestTracker {
  readonly url: string;
  readonly queue: string;
  readonly tokens: Readonly<Record<Who, string>>;
  /** Sends a REST 2.0 request as `who`; returns the JSON, whose type the caller knows. Throws for a refusal's status. */
  ask<Answer = void>(who: Who, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** Kills it. Its data stay. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Starts one with fresh data on a free loopback port. Throws, with the remedy, where it is not installed. */
export async function startRequestTracker(): Promise<RequestTracker> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-request-tracker-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let server = await serve(directory, port).catch(async (error: unknown) => {
    await rm(directory, { recursive: true, force: true });
    throw error;
  });
  const end = (): void => void server.kill('SIGKILL');
  process.once('exit', end);
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    end();
    await ended;
  };
  const access = JSON.parse(await readFile(join(directory, 'access.json'), 'utf8')) as Record<Who, { token: string }> & { queue: string };
  const tokens = { ours: access.ours.token, colleague: access.colleague.token, customer: access.customer.token };
  return {
    url,
    queue: access.queue,
    tokens,
    async ask(who, method, path, body) {
      const headers = { authorization: `token ${tokens[who]}`, 'content-type': 'application/json' };
      const answer = await fetch(`${url}/REST/2.0/${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    kill,
    async restart() {
      server = await serve(directory, port);
    },
    async stop() {
      if (server.exitCode === null && server.signalCode === null) await kill();
      process.off('exit', end);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const serve = async (directory: string, port: number): Promise<ChildProcess> => {
  const server = spawn(SCRIPT, ['start', directory, String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  server.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-10_000)));
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!(await fetch(`http://127.0.0.1:${port}/REST/2.0/rt`).catch(() => undefined))) {
    if (isOver) throw new Error(`Request Tracker did not start: ${output}`);
    await sleep(100);
  }
  return server;
};

/** What goes wrong on the way to a server. It can be changed during use. */
interface Trouble {
  /** Answers every request with this status; none reaches the server. */
  status?: number | undefined;
  /** Answers no request. */
  isMute?: boolean;
  onRequest?: ((body: string) => string) | undefined;
  onAnswer?: ((body: string) => string) | undefined;
}

interface Proxy {
  readonly url: string;
  readonly trouble: Trouble;
  /** Number of requests so far. */
  count(): number;
}

/** Puts a proxy before `target` during `use`. */
export async function withProxy(target: string, trouble: Trouble, use: (proxy: Proxy) => Promise<void>): Promise<void> {
  let count = 0;
  const forward = async (method: string, path: string, authorization: string, body: string) => {
    const sent = trouble.onRequest?.(body) ?? body;
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(`${target}${path}`, { method, headers, ...(sent !== '' && { body: sent }) });
    const text = await answer.text();
    return { status: answer.status, text: trouble.onAnswer?.(text) ?? text };
  };
  const proxy = createServer((request, response) => {
    count += 1;
    if (trouble.isMute) return;
    if (trouble.status !== undefined) return void response.writeHead(trouble.status).end();
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      void forward(request.method ?? '', request.url ?? '', request.headers.authorization ?? '', body).then(({ status, text }) =>
        response.writeHead(status).end(text),
      );
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    await use({ url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, trouble, count: () => count });
  } finally {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
}
