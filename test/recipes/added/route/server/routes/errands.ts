import { errands } from '../../api/errands';
import type { Routes } from '../app';
import { serve } from '../serve';
import { stated } from '../stated';
import { reviving } from './revivals';

export const errandRoutes: Routes = (app, client) =>
  serve(app, errands, {
    list: async () => ({ errands: await client.errands.list() }),
    start: ({ body: { by, ...errand } }) => client.errands.start(errand, { by }),
    done: ({ params, body }, context) => client.errands.done(params.id, stated(body, context).statement),
    revive: reviving(client, 'errand'),
  });
