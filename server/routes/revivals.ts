// What an operator ended, or a reset forked, is brought back.
import { z } from 'zod';
import { isTrue } from '../../client/temporal/input';
import { revivalShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, type Routes, STATEMENT, statementOf } from '../app';

const PLACES = [
  { path: 'accounts', kind: 'account' },
  { path: 'cases', kind: 'case' },
  { path: 'handovers', kind: 'handover' },
  { path: 'people', kind: 'person' },
] as const;

export const revivalRoutes: Routes = (app, client) => {
  for (const { path, kind } of PLACES)
    app.post(
      `/${path}/:id/revive`,
      {
        schema: {
          tags: [path],
          summary:
            'Bring it back from its journal after its workflow was ended from outside or reset, with a `reason`; `dryRun` says what that would do. `withoutHistory` gives up what the dead history held unwritten',
          params: z.object({ id: z.string() }),
          body: body('dryRun', 'withoutHistory', ...STATEMENT),
          response: answers(revivalShape),
        },
      },
      (request) => {
        const fields = fieldsOf(request.body);
        const options = { isDryRun: isTrue(fields, 'dryRun'), withoutHistory: isTrue(fields, 'withoutHistory') };
        return client.revive(kind, request.params.id, statementOf(fields, request), options);
      },
    );
};
