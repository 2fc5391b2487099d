// Requests to the HTTP API: finds its address, sends, retries, and turns refusals into errors.
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../domain/decider/decider';
import { given } from '../domain/given';
import { say } from './command';

const PATIENCE_MS = 60_000;
const AGAIN_MS = 1_000;

interface Place {
  readonly url: string;
  readonly token: string | undefined;
  readonly home?: string;
}

/** The data directory: `PERENNIAL_HOME`, by default `.perennial`. */
export const homeDirectory = (): string => process.env['PERENNIAL_HOME'] ?? '.perennial';

/** Possible addresses of the API, the likeliest first: `PERENNIAL_URL`, or else the data directory of `npm start`, then the demo's. */
function places(): Place[] {
  const url = process.env['PERENNIAL_URL'];
  const token = process.env['PERENNIAL_TOKEN'];
  if (url) return [{ url, token: token ?? read(join(homeDirectory(), 'token')) }];
  const homes = process.env['PERENNIAL_HOME'] ? [homeDirectory()] : [homeDirectory(), '.perennial-demo'];
  return homes.flatMap((home) => {
    const found = read(join(home, 'api-url'));
    return found ? [{ url: found, token: token ?? read(join(home, 'token')), home }] : [];
  });
}

const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);

let settled: Place | undefined;

/** A request. Its key stays the same when it is sent again, so that a command is carried out once. */
export interface Request {
  readonly method: string;
  /** The path, with its query. */
  readonly path: string;
  readonly payload?: unknown;
  readonly key?: string;
}

interface Response {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

/**
 * Sends to the first API that answers and returns its JSON. An API that does not listen has done nothing, so the next one is tried. Throws a
 * `DomainError` with the API's code and sentence, or `not-running`, `no-answer`, `unreachable`, `unauthorised`, `not-an-api`.
 */
export async function send(request: Request): Promise<unknown> {
  const candidates = settled ? [settled] : places();
  for (const place of candidates) {
    const response = await askUntilAnswered(place, request);
    if (response === undefined) continue;
    if (settled === undefined && place.home === '.perennial-demo')
      say('perennial: no .perennial is running here: this is the demo in .perennial-demo');
    settled = place;
    return answerOf(response);
  }
  throw new DomainError('not-running', candidates[0] === undefined ? { home: homeDirectory() } : { url: candidates[0].url });
}

/** Sends the same command again for up to a minute while workers are there but busy. */
async function askUntilAnswered(place: Place, request: Request): Promise<Response | undefined> {
  for (let end = Date.now() + PATIENCE_MS, isSaid = false; ; await sleep(AGAIN_MS)) {
    const response = await ask(place, request);
    if (response?.status !== 503 || request.key === undefined || Date.now() > end) return response;
    const { workers } = (parsed(response.text) ?? {}) as { readonly workers?: number };
    if (!workers) return response;
    if (!isSaid) say('perennial: the workers are busy; still waiting for the answer');
    isSaid = true;
  }
}

/** Sends one request and reads the whole answer; `undefined` where nothing listens. */
async function ask({ url: base, token }: Place, request: Request): Promise<Response | undefined> {
  try {
    const url = new URL(request.path, base);
    const response = await exchange(url, token, request);
    return { url: url.href, status: response.statusCode ?? 0, text: await whole(response) };
  } catch (error) {
    const { code, name, message } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') return undefined;
    if (code === 'ABORT_ERR' || name === 'TimeoutError') throw new DomainError('no-answer', { url: base, seconds: PATIENCE_MS / 1000 });
    throw new DomainError('unreachable', { url: base, code: code ?? message });
  }
}

/** With node:http, since `fetch` takes a tenth of a second to load. */
async function exchange(url: URL, token: string | undefined, { method, payload, key }: Request): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const body = payload === undefined ? undefined : JSON.stringify(payload);
  const headers = {
    accept: 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...given({ 'idempotency-key': key }),
  };
  return new Promise((resolve, reject) => {
    request(url, { method, headers, signal: AbortSignal.timeout(PATIENCE_MS) }, resolve)
      .on('error', reject)
      .end(body);
  });
}

async function whole(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answerOf({ url, status, text }: Response): unknown {
  const content = text === '' ? undefined : parsed(text);
  if (text !== '' && content === undefined) throw new DomainError('not-an-api', { url, status });
  if (status === 202) say('perennial: accepted; what is shown may lag');
  if (status >= 200 && status < 300) return content;
  const problem = (content ?? {}) as { readonly detail?: string; readonly title?: string; readonly code?: string };
  if (status === 401) throw new DomainError('unauthorised', { origin: new URL(url).origin });
  throw new DomainError(problem.code ?? 'failed', { inWords: problem.detail ?? problem.title ?? `${url} answered ${status}` });
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
