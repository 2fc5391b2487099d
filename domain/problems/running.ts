// Problems of running parts: workflows, workers, effects, the journal, idempotency keys.

export interface RunningProblems {
  refused: undefined;
  'command-refused': undefined;
  /** `query`: the query that it was asked. */
  'entity-not-running': { readonly entity: string; readonly query?: string };
  /** `revive`: the command that revives it. */
  'entity-terminated': { readonly entity: string; readonly revive: string };
  'entity-in-trouble': { readonly entity: string; readonly code: string; readonly revive: string };
  'entity-ended': { readonly kind: string; readonly id: string };
  'revival-under-way': { readonly kind: string; readonly id: string };
  /** Without parameters: the server does not answer. `address`: it does not answer there. `namespace`: that namespace lacks search attributes. */
  'temporal-unavailable': undefined | { readonly address: string } | { readonly namespace: string; readonly missing: readonly string[] };
  'temporal-refused': { readonly details: string };
  /** What waits for a worker: live states, the page of everybody, a command (for `seconds`), or the start of `title`. */
  'no-worker':
    | { readonly waits: 'states' }
    | { readonly waits: 'pages'; readonly taskQueue: string }
    | { readonly waits: 'command'; readonly workers: number; readonly seconds: number }
    | { readonly waits: 'start'; readonly workers: number; readonly title: string };
  /** `running`: the versions in use, with the workers that use each. */
  'zone-rules-differ': { readonly running: readonly { readonly version: string; readonly who: readonly string[] }[] };
  'rules-too-new': { readonly entity: string; readonly rules: number; readonly known: number };
  'bad-page-turn': undefined;
  'journal-differs': undefined;
  'journal-behind':
    | { readonly account: string; readonly handover: string }
    | { readonly entity: string; readonly sequence: number }
    | { readonly events: number; readonly unwritten: number };
  'journal-gap': { readonly entity: string; readonly last: number; readonly from: number };
  'journal-conflict': { readonly entity: string; readonly sequence: number; readonly there: string; readonly type: string };
  'unknown-effect': { readonly key: string; readonly isUnclaimed?: boolean };
  'effect-over': { readonly key: string; readonly state: string };
  'key-reused': { readonly key: string };
  'answer-erased': undefined;
}
