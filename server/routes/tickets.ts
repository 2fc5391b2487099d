import { tickets } from '../../api/tickets';
import { TICKET_ACTIONS } from '../../client/cases/tickets';
import type { Routes } from '../app';
import { type Context, each, serve } from '../serve';
import { type Said, stated } from '../stated';

export const ticketRoutes: Routes = (app, client) =>
  serve(app, tickets, {
    list: async ({ query }) => ({ tickets: await client.tickets.list(query) }),
    listAside: async ({ query }) => ({ aside: await client.ticketNews.list(query) }),
    showAside: ({ params }) => client.ticketNews.show(params.id),
    retryAside: ({ params }) => client.ticketNews.retry(params.id),
    dropAside: ({ params, body }) => client.ticketNews.drop(params.id, body),
    show: ({ params }) => client.tickets.show(params.id),
    ...each(
      TICKET_ACTIONS,
      (action) =>
        ({ params, body }: { params: { id: string }; body: Said }, context: Context) =>
          client.tickets.act(params.id, action, stated(body, context).statement),
    ),
  });
