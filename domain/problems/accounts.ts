// Problems of accounts, their tasks and the links that act on them.

export interface AccountProblems {
  /** `role`: the role that answers for the account, missing at its start or in new terms. */
  'no-account-manager': { readonly role: string; readonly of: 'account' | 'terms' };
  'already-signed': { readonly on: string };
  'not-signed': undefined;
  'signed-in-future': { readonly on: string };
  'ends-before-signing': { readonly endsOn: string; readonly signedOn: string };
  'until-before-signing': { readonly until: string; readonly signedOn: string };
  /** `known`: the playbook's stages; absent where new terms lack the account's current stage. */
  'unknown-stage': { readonly stage: string; readonly known?: readonly string[] };
  'unknown-segment': { readonly code: string; readonly known: readonly string[] };
  'unknown-role': { readonly code: string; readonly known: readonly string[] };
  'unknown-phase': { readonly code: string; readonly known: readonly string[] };
  'stage-held': { readonly stage: string; readonly then: 'already' | 'release' };
  'not-held': undefined;
  'not-later': { readonly stage: string; readonly to: string };
  'not-promoted': undefined;
  'promotion-over': { readonly stage: string };
  'nothing-assessed': undefined;
  'not-active': { readonly status: string };
  'not-paused': { readonly status: string };
  'not-allowed': { readonly from: string; readonly to: string; readonly allowed: readonly string[] };
  /** Without parameters where the account itself refuses. */
  'account-closed': undefined | { readonly account: string; readonly then: 'contacts-stay' | 'nobody-added' };
  /** `entity`: an entity of another kind that uses the id. */
  'identity-used': { readonly account: string; readonly then: 'there' | 'being-started' } | { readonly entity: string };
  /** `key`: the task's key within its account; `id`: the task as people name it. */
  'unknown-task': { readonly key: string } | { readonly id: string };
  'task-closed': { readonly task: string; readonly state: string };
  'task-open': { readonly task: string; readonly state: string };
  'task-cancelled': { readonly task: string };
  'case-there': { readonly case: string };
  'bad-link': { readonly why: 'gone' | 'broken' };
  'expired-link': undefined;
  'unknown-mail': { readonly mail: string };
}
