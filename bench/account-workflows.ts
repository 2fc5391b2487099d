// Our account workflow, and a workflow that collects garbage in the workflow thread.
import { account as decider } from '../domain/account/account';
import { entity } from '../workflows/entity';

export { collectGarbage } from './collect-garbage';
export const account = entity(decider);
