// The standard playbook for tests, as it is and without digests: then each reminder is a mail of its own.
import { readFileSync } from 'node:fs';

export const STANDARD = readFileSync('playbooks/key-account.yaml', 'utf8');

export const WITHOUT_DIGEST = STANDARD.replace(/^digest:\n(?: {2}.*\n)+/m, '');
