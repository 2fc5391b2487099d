import { z } from 'zod';
import { code, yes } from './given';
import { ON_THE_WAY } from './refusals';
import { topic } from './route';
import { absent, coded, count } from './values';

export const IMPORT_KINDS = ['accounts', 'people', 'contacts'] as const;

const row = z.object({ line: z.number(), values: z.record(z.string(), z.string()) }).meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof row>;

const result = z
  .object({
    line: z.number(),
    id: absent(z.string()),
    outcome: z.enum(['started', 'added', 'updated', 'unchanged', 'bad']),
    errors: z.array(z.object({ column: z.string(), value: z.string(), reason: z.string(), ...coded })),
    late: count.optional().describe('of an account: touchpoints that fell due before its entry and are open at once'),
    skipped: count.optional().describe('of an account: touchpoints that fell due before its entry and are left out'),
  })
  .meta({ id: 'RowResult' });
export type RowResult = z.infer<typeof result>;

const report = z
  .object({
    results: z.array(result),
    notices: z.array(z.string()),
    applied: z
      .boolean()
      .describe('false: a dry run, or bad lines and no `skipBad`, and the outcomes then say what would be; or every line turned out bad'),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof report>;

export const imports = topic({
  bring: {
    method: 'POST',
    path: '/import/:kind',
    summary: 'Check rows of a file and do them; nothing where a line is bad, unless `skipBad`; again does nothing twice',
    roles: ['manager', 'operator'],
    params: z.object({ kind: code(IMPORT_KINDS) }),
    repeatable: true,
    // Room for some tens of thousands of rows.
    largest: 32 * 1024 * 1024,
    body: z.strictObject({ rows: z.array(row), dryRun: yes.optional(), skipBad: yes.optional() }),
    output: report,
    problems: [...ON_THE_WAY, 'no-playbook', 'identity-used'],
  },
});
