import { campaigns } from '../../api/campaigns';
import type { Routes } from '../app';
import { serve } from '../serve';
import { stated } from '../stated';
import { reviving } from './revivals';

export const campaignRoutes: Routes = (app, client) =>
  serve(app, campaigns, {
    list: async () => ({ campaigns: await client.campaigns.list() }),
    show: ({ params }) => client.campaigns.show(params.id),
    history: ({ params, query }) => client.campaigns.history(params.id, query),
    stop: ({ params, body }, context) => client.campaigns.stop(params.id, stated(body, context).statement),
    resume: ({ params, body }, context) => client.campaigns.resume(params.id, stated(body, context).statement),
    revive: reviving(client, 'campaign'),
  });
