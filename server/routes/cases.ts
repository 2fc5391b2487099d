import { z } from 'zod';
import { CASE_ACTIONS, type CaseAction } from '../../client/cases/case-actions';
import { attainmentShape, caseShape, happeningShape, recomputedShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, language, limit, type Routes, STATEMENT, statementOf } from '../app';

const tags = ['cases'];
const params = z.object({ id: z.string().describe('C-12') });

const FIELDS: Partial<Record<CaseAction, readonly string[]>> = { take: ['to'], diagnose: ['visit'] };

const SUMMARIES: Record<CaseAction, string> = {
  take: 'Somebody works on it: `to`, or whoever says so; that answers the customer',
  answer: 'The customer has an answer',
  diagnose: 'The preliminary diagnosis is made; `visit`: true where an engineer must come',
  wait: 'The customer is awaited: its clocks pause',
  resume: 'The customer has answered: its clocks go on',
  arrive: 'An engineer is on site',
  resolve: 'It is solved',
  reopen: 'It is not solved after all',
};

export const caseRoutes: Routes = (app, client) => {
  app.get(
    '/cases',
    {
      schema: {
        tags,
        summary: 'Cases, the most urgent first',
        querystring: z.object({
          account: z.string().optional(),
          state: z.string().optional().describe('one or more of open, waiting, resolved, closed, with commas; all; default: open,waiting'),
          level: z.string().optional(),
          severity: z.string().optional(),
          breaching: z.string().optional().describe('ISO 8601: a clock that runs is used up before, or was'),
          owner: z.string().optional().describe('a handle'),
          limit,
          language,
        }),
        response: answers(z.object({ cases: z.array(caseShape) })),
      },
    },
    async ({ query }) => ({ cases: await client.cases.list(query) }),
  );

  app.post(
    '/cases',
    {
      schema: {
        tags,
        summary: 'A customer reports something; `severity` and `kind` are codes of the playbook, `at` is when it was reported',
        body: body('account', 'severity', 'kind', 'text', ...STATEMENT),
        response: answers(caseShape),
      },
    },
    (request) => {
      const { account = '', severity, kind, text, ...statement } = fieldsOf(request.body);
      return client.cases.open(account, { severity, kind, text }, statementOf(statement, request));
    },
  );

  app.get(
    '/cases/report',
    {
      schema: {
        tags,
        summary: 'Attainment: met / (met + breached) of the clocks that were due in a time',
        querystring: z.object({
          from: z.string().optional().describe("first date, in the account's zone"),
          to: z.string().optional().describe('last date'),
          by: z.string().optional().describe('one or more of level, account, month, milestone, severity, with commas; default: all in one'),
        }),
        response: answers(z.object({ report: z.array(attainmentShape) })),
      },
    },
    async ({ query }) => ({ report: await client.cases.report(query) }),
  );

  app.post(
    '/cases/recompute',
    {
      schema: {
        tags,
        summary: 'Date open cases anew by the latest playbook; answers which clocks moved. `dryRun` only says so',
        body: z
          .strictObject({
            account: z.string().optional(),
            dryRun: z.boolean().optional(),
            by: z.string().optional(),
            reason: z.string().optional(),
          })
          .nullish(),
        response: answers(recomputedShape),
      },
    },
    (request) => {
      const { account, dryRun, ...statement } = request.body ?? {};
      return client.cases.recompute({ account, dryRun }, statementOf(statement, request));
    },
  );

  app.get(
    '/cases/:id',
    { schema: { tags, summary: 'One case', params, querystring: z.object({ language }), response: answers(caseShape) } },
    ({ params: { id }, query }) => client.cases.show(id, query.language),
  );

  app.get(
    '/cases/:id/history',
    { schema: { tags, summary: 'Everything that happened', params, response: answers(z.object({ history: z.array(happeningShape) })) } },
    async ({ params: { id } }) => ({ history: await client.cases.history(id) }),
  );

  for (const action of CASE_ACTIONS)
    app.post(
      `/cases/:id/${action}`,
      {
        schema: {
          tags,
          summary: SUMMARIES[action],
          params,
          body: body(...(FIELDS[action] ?? []), ...STATEMENT),
          response: answers(caseShape),
        },
      },
      (request) => {
        const fields = fieldsOf(request.body);
        return client.cases.act(request.params.id, action, fields, statementOf(fields, request));
      },
    );
};
