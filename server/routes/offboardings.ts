import { z } from 'zod';
import { offboardingPlanShape, offboardingShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, type Routes, STATEMENT, statementOf } from '../app';

const tags = ['people'];
const params = z.object({ id: z.string().describe("an offboarding's id, or the handle of who leaves") });
const FIELDS = ['person', 'to'] as const;

export const offboardingRoutes: Routes = (app, client) => {
  app.post(
    '/offboardings',
    {
      schema: {
        tags,
        summary: 'Somebody leaves: hand over all that they have. `to`: handles with commas, each with conditions where it takes not all',
        body: body(...FIELDS, ...STATEMENT),
        response: answers(offboardingShape),
      },
    },
    (request) => {
      const fields = fieldsOf(request.body);
      return client.offboardings.begin(fields, statementOf(fields, request));
    },
  );

  app.post(
    '/offboardings/plan',
    {
      schema: {
        tags,
        summary: 'What would go to whom; nothing is done',
        body: body(...FIELDS, ...STATEMENT),
        response: answers(offboardingPlanShape),
      },
    },
    ({ body: given }) => client.offboardings.plan(fieldsOf(given)),
  );

  app.get(
    '/offboardings',
    {
      schema: { tags, summary: 'Offboardings, the latest first', response: answers(z.object({ offboardings: z.array(offboardingShape) })) },
    },
    async () => ({ offboardings: await client.offboardings.list() }),
  );

  app.get(
    '/offboardings/:id',
    { schema: { tags, summary: 'How far an offboarding is', params, response: answers(offboardingShape) } },
    ({ params: { id } }) => client.offboardings.show(id),
  );

  app.post(
    '/offboardings/:id/accept',
    {
      schema: {
        tags,
        summary: 'The successor who says so (`by`) takes over all that awaits them',
        params,
        body: body(...STATEMENT),
        response: answers(offboardingShape),
      },
    },
    (request) => client.offboardings.accept(request.params.id, statementOf(fieldsOf(request.body), request)),
  );

  app.post(
    '/offboardings/:id/stop',
    { schema: { tags, summary: 'Begin no other account; those under way end', params, response: answers(offboardingShape) } },
    ({ params: { id } }) => client.offboardings.stop(id),
  );

  app.post(
    '/offboardings/:id/resume',
    {
      schema: {
        tags,
        summary: 'Go on, also with what was refused; `to`: other successors of all that is not handed over yet',
        params,
        body: body('to'),
        response: answers(offboardingShape),
      },
    },
    (request) => client.offboardings.resume(request.params.id, fieldsOf(request.body)),
  );
};
