// Our workflows, and a way to collect garbage where they live.
export { account } from '../workflows';
export { collectGarbage } from './collect-garbage';
