// Our workflows, and a way to collect garbage where they live.
export { account } from '../src/workflows';
export { collectGarbage } from './collect-garbage';
