// A real Request Tracker for tests, with people who use it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../up/temporal-server';
import { type ServerProcess, startServerProcess } from './server-process';

const SCRIPT = join(__dirname, '../../scripts/request-tracker.sh');

type Who = 'ours' | 'colleague' | 'customer';

export interface RequestTracker extends ServerProcess {
  readonly url: string;
  readonly queue: string;
  readonly tokens: Readonly<Record<Who, string>>;
  /** Sends a REST 2.0 request as `who`; returns the JSON, whose type the caller knows. Throws for a refusal's status. */
  ask<Answer = void>(who: Who, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
}

/** Starts one with fresh data on a free loopback port. Throws, with the remedy, where it is not installed. */
export async function startRequestTracker(): Promise<RequestTracker> {
  const home = await mkdtemp(join(tmpdir(), 'perennial-request-tracker-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startServerProcess({
    name: 'Request Tracker',
    home,
    spawn: () => spawn(SCRIPT, ['start', home, String(port)], { stdio: ['ignore', 'ignore', 'pipe'] }),
    answers: () =>
      fetch(`${url}/REST/2.0/rt`).then(
        () => true,
        () => false,
      ),
  });
  const access = JSON.parse(await readFile(join(home, 'access.json'), 'utf8')) as Record<Who, { token: string }> & { queue: string };
  const tokens = { ours: access.ours.token, colleague: access.colleague.token, customer: access.customer.token };
  return {
    ...server,
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
  };
}

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
