// Revives entities that an operator terminated, or a reset forked.
import type { Revival } from '../../api/revivals';
import type { Perennial } from '../../client';
import type { Context } from '../serve';
import { type Said, stated } from '../stated';

interface Asked {
  readonly params: { readonly id: string };
  readonly body: Said & { readonly dryRun?: boolean | undefined; readonly withoutHistory?: boolean | undefined };
}

/** The handler of `revive` for one kind. */
export const reviving =
  (client: Perennial, kind: Parameters<Perennial['revive']>[0]) =>
  ({ params, body: { dryRun = false, withoutHistory = false, ...said } }: Asked, context: Context): Promise<Revival> =>
    client.revive(kind, params.id, stated(said, context).statement, { isDryRun: dryRun, withoutHistory });
