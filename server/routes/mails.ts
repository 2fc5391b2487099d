// What leaves the house: mails, and the effects that send them.
import { effects } from '../../api/effects';
import { mails } from '../../api/mails';
import type { Routes } from '../app';
import { serve } from '../serve';

export const mailRoutes: Routes = (app, client) => {
  serve(app, mails, {
    list: async ({ query }) => ({ mails: await client.mail.list(query) }),
    show: ({ params }) => client.mail.show(params.id),
  });
  serve(app, effects, {
    list: async ({ query }) => ({ effects: await client.effects.list(query) }),
    retry: ({ body }) => client.effects.retry(body.key),
    giveUp: ({ body: { key, ...statement } }) => client.effects.giveUp(key, statement),
  });
};
