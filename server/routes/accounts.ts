import { accounts } from '../../api/accounts';
import { ACCOUNT_ACTIONS } from '../../client/accounts/account-actions';
import type { Routes } from '../app';
import { type Context, each, serve } from '../serve';
import { type Said, stated } from '../stated';
import { windowed } from '../windowed';
import { reviving } from './revivals';

export const accountRoutes: Routes = (app, client) =>
  serve(app, accounts, {
    list: async ({ query }) => windowed('accounts', await client.accounts.window(query)),
    start({ body }, context) {
      const { fields, statement } = stated(body, context);
      return client.accounts.start(fields, statement);
    },
    show: ({ params }) => client.accounts.show(params.id),
    agenda: async ({ params, query }) => ({ agenda: await client.accounts.agenda(params.id, query) }),
    history: ({ params, query }) => client.accounts.history(params.id, query),
    ...each(ACCOUNT_ACTIONS, (action) => ({ params, body }: { params: { id: string }; body: Said }, context: Context) => {
      const { fields, statement } = stated(body, context);
      return client.accounts.act(params.id, action, fields, statement);
    }),
    revive: reviving(client, 'account'),
  });
