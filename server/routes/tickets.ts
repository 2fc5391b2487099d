import { tickets } from '../../api/tickets';
import { TICKET_ACTIONS } from '../../client/cases/tickets';
import type { Routes } from '../app';
import { type Context, each, serve } from '../serve';
import { type Said, stated } from '../stated';
import { windowed } from '../windowed';

export const ticketRoutes: Routes = (app, client) =>
  serve(app, tickets, {
    list: async ({ query }) => windowed('tickets', await client.tickets.window(query)),
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
