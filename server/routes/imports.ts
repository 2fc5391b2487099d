import { z } from 'zod';
import { IMPORT_KINDS } from '../../client/imports/imports';
import { importShape, rowShape } from '../../client/temporal/shapes';
import { answers, type Routes } from '../app';

/** Bytes: some tens of thousands of rows. */
const LARGEST = 32 * 1024 * 1024;

export const importRoutes: Routes = (app, client) => {
  app.post(
    '/import/:kind',
    {
      bodyLimit: LARGEST,
      schema: {
        tags: ['import'],
        summary: 'Check rows of a file and do them; nothing where a line is bad, unless `skipBad`; again does nothing twice',
        params: z.object({ kind: z.enum(IMPORT_KINDS) }),
        body: z.strictObject({ rows: z.array(rowShape), dryRun: z.boolean().optional(), skipBad: z.boolean().optional() }),
        response: answers(importShape),
      },
    },
    ({ params: { kind }, body }) => client.imports(kind, body),
  );
};
