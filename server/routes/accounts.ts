import { z } from 'zod';
import { ACCOUNT_ACTIONS, type AccountAction } from '../../client/accounts/account-actions';
import { ACCOUNT_COLUMNS } from '../../client/accounts/account-entry';
import { camelCase } from '../../client/temporal/input';
import { accountShape, happeningShape, occurrenceShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, language, type Routes, STATEMENT, statementOf } from '../app';

const tags = ['accounts'];
const params = z.object({ id: z.string() });

const FIELDS: Partial<Record<AccountAction, readonly string[]>> = {
  promote: ['to', 'undo', 'dryRun'],
  assess: ['phase', 'demand', 'industry', 'pain'],
  mark: ['to'],
  sign: ['signedOn', 'promisedDeliveryOn', 'contractEndsOn'],
  amend: ['level', 'segment'],
  adopt: ['playbook'],
};

const SUMMARIES: Record<AccountAction, string> = {
  pause: 'Stop reminders; the record goes on',
  resume: 'Go on after a pause; the answer says in `missed` what fell due meanwhile',
  promote:
    'Move to a later stage before its time, with a reason; `undo` takes that back; `dryRun` only says what would be cancelled, kept, restored',
  hold: 'Stay in this stage although its time is over, with a reason',
  release: 'End a hold: time decides again',
  assess: 'Record an assessment',
  mark: 'Mark it dormant, lost, won-back or active',
  sign: 'A prospect signs',
  amend: 'Change its service level or segment; its open cases are reckoned anew',
  close: 'End it for good',
  adopt: 'Live by a published playbook, by default the latest',
};

export const accountRoutes: Routes = (app, client) => {
  app.get(
    '/accounts',
    {
      schema: {
        tags,
        summary: 'Accounts by id',
        querystring: z.object({
          status: z.string().optional(),
          stage: z.string().optional(),
          level: z.string().optional(),
          segment: z.string().optional(),
          manager: z.string().optional().describe('handle of the account manager'),
        }),
        response: answers(z.object({ accounts: z.array(accountShape) })),
      },
    },
    async ({ query }) => ({ accounts: await client.accounts.list(query) }),
  );

  app.post(
    '/accounts',
    {
      schema: {
        tags,
        summary: "Start an account; the fields are the import file's columns",
        body: body(...ACCOUNT_COLUMNS.map(camelCase), ...STATEMENT),
        response: answers(accountShape),
      },
    },
    (request) => {
      const { by, at, reason, note, ...fields } = fieldsOf(request.body);
      return client.accounts.start(fields, statementOf({ by, at, reason, note }, request));
    },
  );

  app.get('/accounts/:id', { schema: { tags, summary: 'One account', params, response: answers(accountShape) } }, ({ params: { id } }) =>
    client.accounts.show(id),
  );

  app.get(
    '/accounts/:id/agenda',
    {
      schema: {
        tags,
        summary: 'What is planned, and what will be',
        params,
        querystring: z.object({ until: z.string().optional().describe('last nominal date; default: a year ahead'), language }),
        response: answers(z.object({ agenda: z.array(occurrenceShape) })),
      },
    },
    async ({ params: { id }, query }) => ({ agenda: await client.accounts.agenda(id, query) }),
  );

  app.get(
    '/accounts/:id/history',
    { schema: { tags, summary: 'Everything that happened', params, response: answers(z.object({ history: z.array(happeningShape) })) } },
    async ({ params: { id } }) => ({ history: await client.accounts.history(id) }),
  );

  for (const action of ACCOUNT_ACTIONS)
    app.post(
      `/accounts/:id/${action}`,
      {
        schema: {
          tags,
          summary: SUMMARIES[action],
          params,
          body: body(...(FIELDS[action] ?? []), ...STATEMENT),
          response: answers(accountShape),
        },
      },
      (request) => {
        const fields = fieldsOf(request.body);
        return client.accounts.act(request.params.id, action, fields, statementOf(fields, request));
      },
    );
};
