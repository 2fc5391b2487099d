import { z } from 'zod';
import { id, reasoned, yes } from './given';
import { type Code, codes } from './problems';
import type { Route } from './route';
import { count } from './values';

export const revived = z
  .object({
    entity: z.string().describe('account/acme'),
    dryRun: z.boolean(),
    was: z
      .string()
      .describe('alive: there was nothing to do; forked: by a reset, the journal wins; gone, terminated, failed, …: how it had ended'),
    journalled: count.describe('events that the dead history held unwritten'),
    discarded: count.describe('events that contradict the journal'),
    sequence: count.describe('of the last event'),
    pending: z
      .array(z.object({ key: z.string(), type: z.string(), lane: z.string() }))
      .describe('effects that are done once it lives again'),
  })
  .meta({ id: 'Revival' });
export type Revival = z.infer<typeof revived>;

/** The route that revives what an operator terminated, or a reset forked. */
export const revival = <const P extends `/${string}`, const C extends Code>(path: P, unknown: C) =>
  ({
    method: 'POST',
    path,
    summary:
      'Bring it back from its journal after its workflow was ended from outside or reset, with a `reason`; `dryRun` says what that would do. `withoutHistory` gives up what the dead history held unwritten',
    roles: ['operator'],
    params: z.object({ id }),
    body: z.strictObject({ dryRun: yes.optional(), withoutHistory: yes.optional(), ...reasoned }),
    output: revived,
    problems: [
      unknown,
      ...codes('entity-ended revival-under-way unknown-terms identity-used entity-not-running refused'),
      ...codes('no-worker temporal-unavailable temporal-refused journal-gap journal-conflict'),
    ],
  }) as const satisfies Route;
