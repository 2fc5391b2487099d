// One request to a ticketing system: bounded in time, its failures told apart by code.
import { DomainError } from '../../domain/decider/decider';

/** Milliseconds; an attempt at an effect lasts 30 s at the most, and may need more than one request. */
const PATIENCE = 12_000;

export interface Answer {
  readonly status: number;
  /** Parsed JSON, or `undefined` where the answer holds none. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body?: string;
  readonly patience?: number;
}

/**
 * Answers whatever the system says that is no fault of the way to it: 2xx, 3xx, and 4xx other than the token's. Throws `DomainError`:
 * `wrong-token` (401, 403), `ticketing-failed` (5xx, 429), `ticketing-slow`, `ticketing-unreachable`.
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
