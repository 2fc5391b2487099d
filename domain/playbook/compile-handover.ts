// From a playbook to the terms that a handover lives by. Not for workflows.
import type { HandoverTerms } from '../handover/types';
import { parseDuration } from '../time/time';
import { contentHash } from './hash';
import type { Playbook } from './playbook';

const HOUR = 3_600_000;
/** What E2 asks for, where a playbook says nothing. */
const USUAL: NonNullable<Playbook['handover']> = {
  within: 'PT24H',
  'stand-in': ['backup', 'account-manager', 'sales-manager'],
  notify: {
    '50': ['successor', 'stand-in'],
    '75': ['successor', 'sales-manager'],
    '100': ['successor', 'sales-manager', 'executive-sponsor'],
  },
  reasons: {},
};

/** Equal content gives equal terms. */
export function compileHandover(playbook: Playbook): HandoverTerms {
  const { within, notify } = playbook.handover ?? USUAL;
  const span = parseDuration(within);
  const rest = {
    playbook: contentHash(playbook),
    within: 'milliseconds' in span ? span.milliseconds : span.days * 24 * HOUR,
    thresholds: Array.from(new Set([...Object.keys(notify).map(Number), 100])).sort((a, b) => a - b),
    notify,
  };
  return { id: contentHash(rest), ...rest };
}
