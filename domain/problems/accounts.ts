// Problems of accounts, their tasks and the links that act on them.

export interface AccountProblems {
  /** `role`: who answers for the account, at its start or by new terms. */
  'no-account-manager': { readonly role: string; readonly of: 'account' | 'terms' };
  'already-signed': { readonly on: string };
  'not-signed': undefined;
  'signed-in-future': { readonly on: string };
  'ends-before-signing': { readonly endsOn: string; readonly signedOn: string };
  'until-before-signing': { readonly until: string; readonly signedOn: string };
  /** `known`: the stages of the playbook; absent where new terms lack the account's own. */
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
  /** Without parameters: said by the account itself. */
  'account-closed': undefined | { readonly account: string; readonly then: 'contacts-stay' | 'nobody-added' };
  /** `entity`: any other than an account. */
  'identity-used': { readonly account: string; readonly then: 'there' | 'being-started' } | { readonly entity: string };
  /** `key`: within its account; `id`: as people name it. */
  'unknown-task': { readonly key: string } | { readonly id: string };
  'task-closed': { readonly task: string; readonly state: string };
  'task-open': { readonly task: string; readonly state: string };
  'task-cancelled': { readonly task: string };
  'case-there': { readonly case: string };
  'bad-link': { readonly why: 'gone' | 'broken' };
  'expired-link': undefined;
  'unknown-mail': { readonly mail: string };
}
