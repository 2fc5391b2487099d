// A small real HTTP server with the part of docs/api.md that the command line's tests need. It remembers its requests.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { perennial, type Ran } from './perennial';

export const TOKEN = 'right-token';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Answer = (asked: Asked) => unknown;

/** A problem document like the API's. */
export class Problem {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly workers?: number,
  ) {}
}

/** A list says how many there are in all: as many as it has. */
function withTotal(answer: unknown): unknown {
  const [rows, ...others] = Object.values((answer ?? {}) as Record<string, unknown>);
  return Array.isArray(rows) && others.length === 0 ? { ...(answer as object), total: rows.length } : answer;
}

export class SmallApi {
  readonly asked: Asked[] = [];
  /** The keys of the requests, in order. */
  readonly keys: unknown[] = [];
  private readonly server: Server;

  /** `answers` by `METHOD /path`, without `/api` and query. A missing one is 404; a `pending` one is 202. */
  constructor(private readonly answers: Record<string, Answer>) {
    this.server = createServer((request, response) => {
      void this.answer(request).then((answer) => {
        const problem = answer instanceof Problem;
        const isPending = typeof answer === 'object' && answer !== null && 'pending' in answer;
        response.writeHead(problem ? answer.status : isPending ? 202 : 200, {
          'content-type': problem ? 'application/problem+json' : 'application/json',
        });
        response.end(JSON.stringify(problem ? { type: 'about:blank', title: answer.code, ...answer } : answer));
      });
    });
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const path = decodeURIComponent((request.url ?? '').replace(/^\/api/, ''));
    const asked = { method: request.method ?? '', path, body: text === '' ? undefined : JSON.parse(text) };
    this.asked.push(asked);
    this.keys.push(request.headers['idempotency-key']);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return new Problem(401, 'unauthorised', 'The token is wrong.');
    const answer = this.answers[`${asked.method} ${path.replace(/\?.*$/, '')}`];
    return answer ? withTotal(answer(asked)) : new Problem(404, 'not-found', `There is no ${path}.`);
  }

  /** Listens on a free loopback port; returns the environment for the command. */
  async listen(): Promise<{ PERENNIAL_URL: string; PERENNIAL_TOKEN: string }> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return { PERENNIAL_URL: `http://127.0.0.1:${port}`, PERENNIAL_TOKEN: TOKEN };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** The command line of a test file, which `answers` to it as long as the file runs. */
export function commandLine(answers: Record<string, Answer>) {
  const api = new SmallApi(answers);
  let env: Record<string, string>;
  beforeAll(async () => {
    env = await api.listen();
  });
  afterAll(() => api.close());

  /** Runs a command; `asked` is what it asked of the API. */
  const run = async (...args: string[]): Promise<Ran & { readonly asked: readonly Asked[] }> => {
    const from = api.asked.length;
    const ran = await perennial(args, { env });
    return { ...ran, asked: api.asked.slice(from) };
  };

  return {
    run,
    /** What a command prints. */
    read: async (...args: string[]): Promise<string> => (await run(...args)).out,
    /** With `--json` a command succeeds, prints JSON and asks `request` of the API, with `body` where one is given. Answers all that it asked. */
    asks: async (args: readonly string[], request: string, body?: unknown): Promise<readonly Asked[]> => {
      const { code, out, err, asked } = await run(...args, '--json');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(JSON.parse(out)).toBeDefined();
      expect(asked.map(({ method, path }) => `${method} ${path}`)).toContain(request);
      if (body !== undefined) expect(asked.find(({ method }) => method === 'POST')?.body).toEqual(body);
      return asked;
    },
  };
}
