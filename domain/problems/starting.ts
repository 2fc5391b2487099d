// Problems of starting programs, and of the command line with the API and with files.

export interface StartingProblems {
  /** `route`: a route that the command line does not know; without it, the workflow bundle is missing. */
  'not-built': undefined | { readonly route: string };
  'port-in-use': { readonly host: string; readonly port: number };
  'port-taken': { readonly host: string; readonly port: number; readonly code: string };
  'bad-address': { readonly host: string; readonly port: number; readonly code: string };
  'bad-token-file': { readonly file: string; readonly why: string };
  'bad-speed': { readonly text: string };
  /** `cached`: where a cached copy would be; `module`: the Go module that can be installed. */
  'no-temporal-server':
    | { readonly why: 'nowhere'; readonly cached: string; readonly module: string }
    | { readonly why: 'broken'; readonly details: string }
    | { readonly why: 'silent'; readonly port: number };
  'temporal-server-ended': { readonly code: string; readonly port: number };
  'worker-failed': { readonly details?: string };
  /** `store`: the clock that the store was made with, which differs from ours. `start`: ISO 8601 UTC. */
  'wrong-clock':
    | { readonly store: 'real' }
    | { readonly store: 'demo'; readonly speed: number }
    | { readonly store: 'untested' }
    | { readonly store: 'tested'; readonly start: string };
  /** `home` or `url`: where an API was expected. */
  'not-running': { readonly home: string } | { readonly url: string };
  'no-answer': { readonly url: string; readonly seconds: number };
  unreachable: { readonly url: string; readonly code: string };
  unauthorised: { readonly origin: string };
  /** `status`: the answer is not JSON; `list`: the answer lacks this list. */
  'not-an-api': { readonly url: string; readonly status: number } | { readonly path: string; readonly list: string };
  'cannot-read': { readonly file: string; readonly code: string };
  'cannot-write': { readonly file: string; readonly code: string };
  'no-html': { readonly mail: string };
  'mail-server-refuses': undefined;
}
