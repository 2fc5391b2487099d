// Compiles the terms of handovers from a playbook. Not for workflows.
import type { Roles } from '../account/roles';
import type { HandoverTerms } from '../handover/types';
import { parseDuration } from '../time/time';
import { rolesOf } from './codes';
import { contentHash } from './hash';
import type { Playbook } from './playbook';

const HOUR = 3_600_000;

/** The rules of requirement E2, for a playbook that has none. */
const usual = ({ oversees }: Roles): Pick<NonNullable<Playbook['handover']>, 'within' | 'notify'> => {
  const above = oversees === undefined ? [] : [oversees];
  return { within: 'PT24H', notify: { '50': ['successor', 'stand-in'], '75': ['successor', ...above], '100': ['successor', ...above] } };
};

/** A handover's terms. Equal content gives equal terms. */
export function compileHandover(playbook: Playbook): HandoverTerms {
  const roles = rolesOf(playbook);
  const { within, notify } = playbook.handover ?? usual(roles);
  const span = parseDuration(within);
  const rest = {
    playbook: contentHash(playbook),
    roles,
    within: 'milliseconds' in span ? span.milliseconds : span.days * 24 * HOUR,
    thresholds: Array.from(new Set([...Object.keys(notify).map(Number), 100])).sort((a, b) => a - b),
    notify,
  };
  return { id: contentHash(rest), ...rest };
}
