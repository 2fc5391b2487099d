import { z } from 'zod';
import { leavePlanShape, leaveShape } from '../../client/shapes';
import { answers, body, fieldsOf, type Routes, SAID, statementOf } from '../app';

const tags = ['people'];
const params = z.object({ id: z.string().describe("a departure's id, or the handle of who leaves") });
const FIELDS = ['person', 'to'] as const;

export const leaveRoutes: Routes = (app, client) => {
  app.post(
    '/leaves',
    {
      schema: {
        tags,
        summary: 'Somebody leaves: hand over all that they have. `to`: handles with commas, each with conditions where it takes not all',
        body: body(...FIELDS, ...SAID),
        response: answers(leaveShape),
      },
    },
    (request) => {
      const fields = fieldsOf(request.body);
      return client.leaves.begin(fields, statementOf(fields, request));
    },
  );

  app.post(
    '/leaves/plan',
    {
      schema: {
        tags,
        summary: 'What would go to whom; nothing is done',
        body: body(...FIELDS, ...SAID),
        response: answers(leavePlanShape),
      },
    },
    ({ body: given }) => client.leaves.plan(fieldsOf(given)),
  );

  app.get(
    '/leaves',
    { schema: { tags, summary: 'Departures, the latest first', response: answers(z.object({ leaves: z.array(leaveShape) })) } },
    async () => ({ leaves: await client.leaves.list() }),
  );

  app.get(
    '/leaves/:id',
    { schema: { tags, summary: 'How far a departure is', params, response: answers(leaveShape) } },
    ({ params: { id } }) => client.leaves.show(id),
  );

  app.post(
    '/leaves/:id/accept',
    {
      schema: {
        tags,
        summary: 'The successor who says so (`by`) takes over all that awaits them',
        params,
        body: body(...SAID),
        response: answers(leaveShape),
      },
    },
    (request) => client.leaves.accept(request.params.id, statementOf(fieldsOf(request.body), request)),
  );

  app.post(
    '/leaves/:id/stop',
    { schema: { tags, summary: 'Begin no other account; those under way end', params, response: answers(leaveShape) } },
    ({ params: { id } }) => client.leaves.stop(id),
  );

  app.post(
    '/leaves/:id/resume',
    {
      schema: {
        tags,
        summary: 'Go on, also with what was refused; `to`: other successors of all that is not handed over yet',
        params,
        body: body('to'),
        response: answers(leaveShape),
      },
    },
    (request) => client.leaves.resume(request.params.id, fieldsOf(request.body)),
  );
};
