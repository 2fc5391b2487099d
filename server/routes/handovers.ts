import { handovers } from '../../api/handovers';
import { HANDOVER_ACTIONS } from '../../client/handovers/handovers';
import type { Routes } from '../app';
import { type Context, each, serve } from '../serve';
import { type Said, stated } from '../stated';
import { windowed } from '../windowed';
import { reviving } from './revivals';

export const handoverRoutes: Routes = (app, client) =>
  serve(app, handovers, {
    change({ params, query, body }, context) {
      const { fields, statement } = stated({ ...body, dryRun: query.dryRun ?? body.dryRun }, context);
      return client.handovers.change(params.id, fields, statement);
    },
    list: async ({ query }) => windowed('handovers', await client.handovers.window(query)),
    show: ({ params }) => client.handovers.show(params.id),
    history: ({ params, query }) => client.handovers.history(params.id, query),
    ...each(HANDOVER_ACTIONS, (action) => ({ params, body }: { params: { id: string }; body: Said }, context: Context) => {
      const { fields, statement } = stated(body, context);
      return client.handovers.act(params.id, action, fields, statement);
    }),
    revive: reviving(client, 'handover'),
  });
