// The way to the HTTP API: where it is, how to ask, and what its refusals mean.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../domain/decider/decider';
import { say } from './command';

const PATIENCE_MS = 60_000;
const AGAIN_MS = 1_000;

interface Place {
  readonly url: string;
  readonly token: string | undefined;
  readonly home?: string;
}

type Query = Readonly<Record<string, string | undefined>>;

/** The data directory of a plain `npm start`: `PERENNIAL_HOME`, by default `.perennial`. */
export const homeDirectory = (): string => process.env['PERENNIAL_HOME'] ?? '.perennial';

/** Where an API may be, the likeliest first: `PERENNIAL_URL`, or the data directory of a running `npm start`, or of a demo. */
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

/** A request. Its key is the same however often it is sent, so that a command is carried out once. */
interface Request {
  readonly method: string;
  readonly path: string;
  readonly payload?: unknown;
  readonly key?: string;
}

/** Sends to the first API that answers; one that is not there cannot have done anything, so the next may be tried. */
async function send(request: Request): Promise<unknown> {
  const candidates = settled ? [settled] : places();
  for (const place of candidates) {
    const response = await askUntilAnswered(place, request);
    if (response === undefined) continue;
    if (settled === undefined && place.home === '.perennial-demo')
      say('perennial: no .perennial is running here: this is the demo in .perennial-demo');
    settled = place;
    return answerOf(response);
  }
  const where = candidates[0] === undefined ? `no API is known in ${homeDirectory()}` : `no API answers at ${candidates[0].url}`;
  throw new DomainError('not-running', `${where}: start it with \`npm start\` (or set PERENNIAL_URL and PERENNIAL_TOKEN)`);
}

/** Workers that are there but busy may still answer: the same command is sent again for a minute. */
async function askUntilAnswered(place: Place, request: Request): Promise<Response | undefined> {
  for (let end = Date.now() + PATIENCE_MS, isSaid = false; ; await sleep(AGAIN_MS)) {
    const response = await ask(place, request);
    if (response?.status !== 503 || request.key === undefined || Date.now() > end) return response;
    const problem = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { readonly workers?: number };
    if (!problem.workers) return response;
    if (!isSaid) say('perennial: the workers are busy; still waiting for the answer');
    isSaid = true;
  }
}

async function ask({ url, token }: Place, { method, path, payload, key }: Request): Promise<Response | undefined> {
  try {
    return await fetch(new URL(`/api${path}`, url), {
      method,
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
    if (cause?.code === 'ECONNREFUSED') return undefined;
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new DomainError('no-answer', `${url} did not answer within ${PATIENCE_MS / 1000} s: \`perennial doctor\` may tell why`);
    }
    throw new DomainError(
      'unreachable',
      `${url} cannot be reached (${cause?.code ?? cause?.message ?? String(error)}): is PERENNIAL_URL right?`,
    );
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  let content: unknown;
  try {
    content = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new DomainError(
      'not-an-api',
      `${response.url} answered ${response.status} with something that is no JSON: is PERENNIAL_URL right?`,
    );
  }
  if (response.status === 202) say('perennial: accepted; what is shown may lag');
  if (response.ok) return content;
  const problem = (content ?? {}) as { detail?: string; title?: string; code?: string };
  if (response.status === 401) {
    throw new DomainError(
      'unauthorised',
      `${new URL(response.url).origin} refuses the token: set PERENNIAL_TOKEN, or PERENNIAL_HOME to its data directory`,
    );
  }
  throw new DomainError(problem.code ?? 'failed', problem.detail ?? problem.title ?? `${response.url} answered ${response.status}`);
}

const withQuery = (path: string, query: Query): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** One thing. Throws `DomainError` with the API's own code and words, or `not-running`, `no-answer`, `unreachable`, `unauthorised`. */
export const get = async <T>(path: string, query: Query = {}): Promise<T> =>
  (await send({ method: 'GET', path: withQuery(path, query) })) as T;

/** A list, which the API names like the last part of its path: `/accounts` answers `{accounts: […]}`. */
export async function list<T>(path: string, query: Query = {}): Promise<readonly T[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const items = (await get<Record<string, readonly T[] | undefined>>(path, query))[name];
  if (items === undefined)
    throw new DomainError('not-an-api', `the API answered ${path} without ${name}: does its version match this one?`);
  return items;
}

/** A command, and its answer; it is carried out once, however often it has to be sent. */
export const post = async <T>(path: string, payload: object = {}): Promise<T> =>
  (await send({ method: 'POST', path, payload, key: randomUUID() })) as T;

/** Rows of a file, which come to the same however often they are sent: their long answers need not be kept under a key. */
export const postRows = async <T>(path: string, payload: object): Promise<T> => (await send({ method: 'POST', path, payload })) as T;

/** An id as a part of a path. */
export const part = (id: string): string => encodeURIComponent(id);

/** The zone of what is of no account and of nobody: that of the newest playbook, UTC where none is published. */
export const deploymentZone = async (): Promise<string> =>
  (await list<{ readonly defaultZone?: string }>('/playbooks'))[0]?.defaultZone ?? 'UTC';
