import { z } from 'zod';
import { NEWCOMER_FIELDS } from '../../client/handovers/contact-change';
import { HANDOVER_ACTIONS, type HandoverAction } from '../../client/handovers/handovers';
import { foreseenChangeShape, handoverShape, happeningShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, type Routes, STATEMENT, statementOf } from '../app';

const tags = ['handovers'];
const params = z.object({ id: z.string().describe('H-7') });
const yes = z.literal('true').optional();

const SUMMARIES: Record<HandoverAction, string> = {
  accept: 'The successor takes over',
  refuse: "The successor won't, with a reason",
  complete: 'Somebody has done what a mail could not: `step`',
};

export const handoverRoutes: Routes = (app, client) => {
  app.post(
    '/accounts/:id/handovers',
    {
      schema: {
        tags,
        summary:
          "A contact changes. `kind` ours: `roles` (with commas), `to` (a handle); theirs: `from`, `to` (contacts' ids), or a new one's name instead of `to`. `reason` is a code of the playbook, or words. Answers the handover that it became; with `dryRun` what would move",
        params: z.object({ id: z.string().describe('of the account') }),
        querystring: z.object({ dryRun: yes }),
        body: body('kind', 'roles', 'from', 'to', 'dryRun', ...NEWCOMER_FIELDS, ...STATEMENT),
        response: answers(z.union([handoverShape, foreseenChangeShape])),
      },
    },
    (request) => {
      const { by, at, reason, note, ...fields } = fieldsOf(request.body);
      const dryRun = request.query.dryRun ?? fields.dryRun;
      return client.handovers.change(request.params.id, { ...fields, dryRun }, statementOf({ by, at, reason, note }, request));
    },
  );

  app.get(
    '/handovers',
    {
      schema: {
        tags,
        summary: 'Handovers under way, the most urgent first',
        querystring: z.object({
          account: z.string().optional(),
          to: z.string().optional().describe('handle of the successor'),
          late: yes.describe('only those whose time is over'),
          all: yes.describe('those that have ended, too'),
        }),
        response: answers(z.object({ handovers: z.array(handoverShape) })),
      },
    },
    async ({ query: { account, to, late, all } }) => ({
      handovers: await client.handovers.list({ account, to, late: late === 'true', all: all === 'true' }),
    }),
  );

  app.get('/handovers/:id', { schema: { tags, summary: 'One handover', params, response: answers(handoverShape) } }, ({ params: { id } }) =>
    client.handovers.show(id),
  );

  app.get(
    '/handovers/:id/history',
    { schema: { tags, summary: 'Everything that happened', params, response: answers(z.object({ history: z.array(happeningShape) })) } },
    async ({ params: { id } }) => ({ history: await client.handovers.history(id) }),
  );

  for (const action of HANDOVER_ACTIONS)
    app.post(
      `/handovers/:id/${action}`,
      {
        schema: {
          tags,
          summary: SUMMARIES[action],
          params,
          body: body(...(action === 'complete' ? ['step'] : []), ...STATEMENT),
          response: answers(handoverShape),
        },
      },
      (request) => {
        const fields = fieldsOf(request.body);
        return client.handovers.act(request.params.id, action, fields, statementOf(fields, request));
      },
    );
};
