// What goes out: mails, tickets, and the effects behind them.
import { z } from 'zod';
import { TICKET_ACTIONS } from '../../client/cases/tickets';
import { effectShape, mailShape, ticketNewsShape, ticketShape, wholeMailShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, limit, type Routes, STATEMENT, statementOf } from '../app';

const params = z.object({ id: z.string() });
const states = z.string().optional().describe('one or more, with commas; all');

export const deliveryRoutes: Routes = (app, client) => {
  app.get(
    '/mails',
    {
      schema: {
        tags: ['mails'],
        summary: 'What was sent, newest first',
        querystring: z.object({ account: z.string().optional(), to: z.string().optional().describe('a handle'), limit }),
        response: answers(z.object({ mails: z.array(mailShape) })),
      },
    },
    async ({ query }) => ({ mails: await client.mail.list(query) }),
  );

  app.get(
    '/mails/:id',
    { schema: { tags: ['mails'], summary: 'One mail', params, response: answers(wholeMailShape) } },
    ({ params: { id } }) => client.mail.show(id),
  );

  app.get(
    '/effects',
    {
      schema: {
        tags: ['effects'],
        summary: 'What is to be done outside; by default what is not over',
        querystring: z.object({ state: states }),
        response: answers(z.object({ effects: z.array(effectShape) })),
      },
    },
    async ({ query }) => ({ effects: await client.effects.list(query) }),
  );

  app.post(
    '/effects/retry',
    { schema: { tags: ['effects'], summary: 'Try again now', body: z.strictObject({ key: z.string() }), response: answers(effectShape) } },
    ({ body: { key } }) => client.effects.retry(key),
  );

  app.post(
    '/effects/give-up',
    {
      schema: {
        tags: ['effects'],
        summary: 'Stop trying, on record',
        body: z.strictObject({ key: z.string(), reason: z.string().optional(), by: z.string().optional() }),
        response: answers(effectShape),
      },
    },
    ({ body: { key, ...statement } }) => client.effects.giveUp(key, statement),
  );

  app.get(
    '/tickets',
    {
      schema: {
        tags: ['tickets'],
        summary: 'Tickets, the oldest first',
        querystring: z.object({ account: z.string().optional(), state: states }),
        response: answers(z.object({ tickets: z.array(ticketShape) })),
      },
    },
    async ({ query }) => ({ tickets: await client.tickets.list(query) }),
  );

  app.get(
    '/tickets/aside',
    {
      schema: {
        tags: ['tickets'],
        summary: 'What was done to tickets and could not be carried over, in its order; by default what is not over',
        querystring: z.object({ state: states }),
        response: answers(z.object({ aside: z.array(ticketNewsShape) })),
      },
    },
    async ({ query }) => ({ aside: await client.ticketNews.list(query) }),
  );

  app.get(
    '/tickets/aside/:id',
    { schema: { tags: ['tickets'], summary: 'One of what was set aside', params, response: answers(ticketNewsShape) } },
    ({ params: { id } }) => client.ticketNews.show(id),
  );

  app.post(
    '/tickets/aside/:id/retry',
    { schema: { tags: ['tickets'], summary: 'Try again now; what waits behind it follows', params, response: answers(ticketNewsShape) } },
    ({ params: { id } }) => client.ticketNews.retry(id),
  );

  app.post(
    '/tickets/aside/:id/drop',
    {
      schema: {
        tags: ['tickets'],
        summary: 'Let it go, on record; what waits behind it follows',
        params,
        body: z.strictObject({ reason: z.string(), by: z.string().optional() }),
        response: answers(ticketNewsShape),
      },
    },
    ({ params: { id }, body: statement }) => client.ticketNews.drop(id, statement),
  );

  app.get(
    '/tickets/:id',
    { schema: { tags: ['tickets'], summary: 'One ticket', params, response: answers(ticketShape) } },
    ({ params: { id } }) => client.tickets.show(id),
  );

  for (const action of TICKET_ACTIONS)
    app.post(
      `/tickets/:id/${action}`,
      {
        schema: {
          tags: ['tickets'],
          summary: `${action.charAt(0).toUpperCase()}${action.slice(1)} a ticket${action === 'take' ? '' : '; its task or case follows'}`,
          params,
          body: body(...STATEMENT),
          response: answers(ticketShape),
        },
      },
      (request) => client.tickets.act(request.params.id, action, statementOf(fieldsOf(request.body), request)),
    );
};
