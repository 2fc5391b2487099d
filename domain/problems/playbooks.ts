// Problems of published playbooks and of compiled terms. Faults in a playbook's file are a `PlaybookError`.

export interface PlaybookProblems {
  'no-playbook': undefined;
  'unknown-playbook': { readonly hash: string };
  /** In a playbook: `meant`, the nearest known id, or `known`, all ids. In terms: neither. */
  'unknown-calendar': { readonly calendar: string; readonly meant?: string; readonly known?: readonly string[] };
  /** All four are years. */
  'holidays-unknown': { readonly first: number; readonly last: number; readonly from: number; readonly to: number };
  'unknown-terms': { readonly entity: string };
}
