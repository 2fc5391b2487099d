// Another company's playbook: five levels, three segments, its own roles, stages, severities and phases, in English only.
import { readFileSync } from 'node:fs';
import { parsePlaybook } from '../../domain/playbook/load';

export const SECOND = readFileSync('playbooks/examples/managed-logistics.yaml', 'utf8');

export const SECOND_PLAYBOOK = parsePlaybook(SECOND, 'managed-logistics.yaml');
