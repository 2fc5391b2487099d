import { z } from 'zod';
import { TASK_ACTIONS, type TaskAction } from '../../client/accounts/tasks';
import { taskShape, whyShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, language, limit, type Routes, STATEMENT, statementOf } from '../app';

const tags = ['tasks'];
const params = z.object({ id: z.string().describe('account:touchpoint:nominal') });

const FIELDS: Record<TaskAction, readonly string[]> = {
  done: ['outcome'],
  snooze: ['until'],
  skip: [],
  reassign: ['to'],
  move: ['to'],
  reopen: [],
};

const SUMMARIES: Record<TaskAction, string> = {
  done: 'It is done; `outcome` is a code of the playbook, or a text',
  snooze: 'Remind again at `until`',
  skip: 'Leave it out this time, with a reason',
  reassign: 'Give it to somebody else',
  move: "Due at `to`, whatever the playbook says: ISO 8601, without Z a time of the account's zone",
  reopen: 'It is to be done after all',
};

export const taskRoutes: Routes = (app, client) => {
  app.get(
    '/tasks',
    {
      schema: {
        tags,
        summary: 'Tasks, the most urgent first',
        querystring: z.object({
          owner: z.string().optional().describe('a handle'),
          account: z.string().optional(),
          state: z
            .string()
            .optional()
            .describe('one or more of planned, open, done, skipped, cancelled, with commas; all; default: planned,open'),
          dueBefore: z.string().optional().describe('ISO 8601'),
          limit,
          language,
        }),
        response: answers(z.object({ tasks: z.array(taskShape) })),
      },
    },
    async ({ query }) => ({ tasks: await client.tasks.list(query) }),
  );

  app.get(
    '/tasks/:id',
    { schema: { tags, summary: 'One task', params, querystring: z.object({ language }), response: answers(taskShape) } },
    ({ params: { id }, query }) => client.tasks.show(id, query.language),
  );

  for (const action of TASK_ACTIONS)
    app.post(
      `/tasks/:id/${action}`,
      { schema: { tags, summary: SUMMARIES[action], params, body: body(...FIELDS[action], ...STATEMENT), response: answers(taskShape) } },
      (request) => {
        const fields = fieldsOf(request.body);
        return client.tasks.act(request.params.id, action, fields, statementOf(fields, request));
      },
    );

  app.get(
    '/why/:id',
    {
      schema: {
        tags,
        summary: "A task's, a case's, a handover's or an account's due times with their reasons",
        params: z.object({ id: z.string().describe('a task, a case, a handover or an account') }),
        querystring: z.object({ language }),
        response: answers(whyShape),
      },
    },
    ({ params: { id }, query }) => client.why(id, query.language),
  );
};
