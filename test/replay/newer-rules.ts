// Workflows of a later release with rules one version newer; and an account of an old form that raised them at the start of a run.
import { workflowInfo } from '@temporalio/workflow';
import { account } from '../../domain/account/account';
import { raising } from '../../domain/decider/raising';
import { anyKind, KINDS } from '../../domain/kinds';
import { entity } from '../../workflows/entity';
import { newer } from '../support/newer';

const byType = new Map(
  KINDS.map((kind) => [anyKind(kind).workflow, entity(newer(anyKind(kind).decider) as ReturnType<typeof anyKind>['decider'])]),
);

export default function newerOfKind(opening: Parameters<ReturnType<typeof entity>>[0]): Promise<void> {
  return byType.get(workflowInfo().workflowType)?.(opening) ?? Promise.reject(new Error('There is no such kind.'));
}

const later = newer(account);
/** The first thing that a run does is to process time. */
export const accountRaisedAtStart = entity({
  ...later,
  tick: (state, now, terms) => [...(state.status === undefined ? [] : raising(state, now, later.rules)), ...later.tick(state, now, terms)],
});
