// Problems of playbooks: of their files, of published playbooks, and of terms.
import type { PlaybookProblem } from './playbook-faults';

export interface PlaybookProblems {
  /** All faults of a file, or the number of them. */
  'bad-playbook': { readonly problems: readonly PlaybookProblem[] } | { readonly file: string; readonly count: number };
  'no-playbook': undefined;
  'unknown-playbook': { readonly hash: string };
  /** In a playbook: `meant`, the nearest known id, or `known`, all ids. In terms: neither. */
  'unknown-calendar': { readonly calendar: string; readonly meant?: string; readonly known?: readonly string[] };
  /** All four are years. */
  'holidays-unknown': { readonly first: number; readonly last: number; readonly from: number; readonly to: number };
  'unknown-terms': { readonly entity: string };
}
