// The playbook of another company: five levels, three segments, roles, stages, severities and phases of its own, in English only.
import { readFileSync } from 'node:fs';
import { parsePlaybook } from '../../domain/playbook/load';

export const SECOND = readFileSync('playbooks/examples/managed-logistics.yaml', 'utf8');

export const SECOND_PLAYBOOK = parsePlaybook(SECOND, 'managed-logistics.yaml');
