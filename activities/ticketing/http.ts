// One request to a ticketing system, with a time limit and an error code for each way to fail.
import { DomainError } from '../../domain/decider/decider';

/** Milliseconds. An attempt at an effect takes at most 30 s and may need several requests. */
const PATIENCE = 12_000;

export interface Answer {
  readonly status: number;
  /** Parsed JSON; `undefined` where the answer is not JSON. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent unchanged. */
  readonly body?: string;
  readonly patience?: number;
}

/**
 * Returns every answer to the request itself: 2xx, 3xx, and 4xx except 401, 403 and 429. Throws `DomainError`: `wrong-token` (401, 403),
 * `ticketing-failed` (5xx, 429), `ticketing-slow`, `ticketing-unreachable`.
 */
export async function request(
  url: URL | string,
  { method = 'GET', headers = {}, body, patience = PATIENCE }: Request = {},
): Promise<Answer> {
  let response: Response;
  let text: string;
  const signal = AbortSignal.timeout(patience);
  try {
    response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
      redirect: 'manual',
      signal,
    });
    text = await response.text();
  } catch {
    throw signal.aborted ? new DomainError('ticketing-slow', { seconds: patience / 1000 }) : new DomainError('ticketing-unreachable');
  }
  const { status } = response;
  if (status === 401 || status === 403) throw new DomainError('wrong-token', { status });
  if (status >= 500 || status === 429) throw new DomainError('ticketing-failed', { status });
  return { status, body: parsed(text), headers: response.headers };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
