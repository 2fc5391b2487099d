// Problems of published playbooks and of what is compiled from them. What is wrong in a playbook's file: `PlaybookError`.

export interface PlaybookProblems {
  'no-playbook': undefined;
  'unknown-playbook': { readonly hash: string };
  /** In the playbook: `meant`, the id that is most like it, else `known`, all of them. In terms: neither. */
  'unknown-calendar': { readonly calendar: string; readonly meant?: string; readonly known?: readonly string[] };
  /** Years. */
  'holidays-unknown': { readonly first: number; readonly last: number; readonly from: number; readonly to: number };
  'unknown-terms': { readonly entity: string };
}
