// What an operator ended, or a reset forked, is brought back.
import type { Revival } from '../../api/revivals';
import type { Perennial } from '../../client';
import type { Context } from '../serve';
import { type Said, stated } from '../stated';

interface Asked {
  readonly params: { readonly id: string };
  readonly body: Said & { readonly dryRun?: boolean | undefined; readonly withoutHistory?: boolean | undefined };
}

/** The handler of a kind's `revive`. */
export const reviving =
  (client: Perennial, kind: Parameters<Perennial['revive']>[0]) =>
  ({ params, body: { dryRun = false, withoutHistory = false, ...said } }: Asked, context: Context): Promise<Revival> =>
    client.revive(kind, params.id, stated(said, context).statement, { isDryRun: dryRun, withoutHistory });
