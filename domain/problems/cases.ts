// Problems of service cases and their tickets.

export interface CaseProblems {
  'case-closed': undefined;
  'case-resolved': undefined;
  'case-waiting': undefined;
  'case-open': { readonly allowed: readonly string[] };
  'unknown-severity': { readonly severity: string; readonly known: readonly string[] };
  'unknown-kind': { readonly kind: string; readonly known: readonly string[] };
  /** `level`: a case's; `code`: an account's. */
  'unknown-level':
    | { readonly level: string; readonly known: readonly string[] }
    | { readonly code: string; readonly known: readonly string[] };
  'already-answered': undefined;
  'nothing-promised': undefined;
  'already-diagnosed': { readonly visit: boolean };
  'no-visit': undefined;
  'already-arrived': undefined;
  /** `account`: the account whose playbook has no cases. */
  'no-service': undefined | { readonly account: string };
  'unknown-ticket': { readonly ticket: string };
  'ticket-resolved': { readonly ticket: string; readonly state: string };
  'unknown-ticket-news': { readonly id: string };
  'ticket-news-behind': { readonly id: string; readonly first: string };
  'ticket-news-over': { readonly id: string; readonly state: string };
  'message-id-used': { readonly id: string };
}
