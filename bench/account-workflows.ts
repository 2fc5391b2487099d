// Our workflows, and a way to collect garbage where they live.
import { account as decider } from '../domain/account/account';
import { entity } from '../workflows/entity';

export { collectGarbage } from './collect-garbage';
export const account = entity(decider);
