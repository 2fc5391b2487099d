import { cases, REPORT_KEYS } from '../../api/cases';
import { CASE_ACTIONS } from '../../client/cases/case-actions';
import type { Routes } from '../app';
import { type Context, each, serve } from '../serve';
import { asTexts, type Said, stated } from '../stated';
import { windowed } from '../windowed';
import { reviving } from './revivals';

export const caseRoutes: Routes = (app, client) =>
  serve(app, cases, {
    list: async ({ query }) => windowed('cases', await client.cases.window(query)),
    open({ body: { account, ...body } }, context) {
      const { fields, statement } = stated(body, context);
      return client.cases.open(account, fields, statement);
    },
    async report({ query: { by, ...dates } }) {
      const keys = by === 'all' ? REPORT_KEYS : by;
      return { report: await client.cases.report(asTexts({ ...dates, by: keys?.join(',') })) };
    },
    recompute: ({ body: { account, dryRun, ...said } }, context) =>
      client.cases.recompute({ account, dryRun }, stated(said, context).statement),
    show: ({ params, query }) => client.cases.show(params.id, query.language),
    history: ({ params, query }) => client.cases.history(params.id, query),
    ...each(CASE_ACTIONS, (action) => ({ params, body }: { params: { id: string }; body: Said }, context: Context) => {
      const { fields, statement } = stated(body, context);
      return client.cases.act(params.id, action, fields, statement);
    }),
    revive: reviving(client, 'case'),
  });
