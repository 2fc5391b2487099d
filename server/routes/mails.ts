// What leaves the house: mails, and the effects that send them.
import { effects } from '../../api/effects';
import { mails } from '../../api/mails';
import type { Routes } from '../app';
import { serve } from '../serve';
import { windowed } from '../windowed';

export const mailRoutes: Routes = (app, client) => {
  serve(app, mails, {
    list: async ({ query }) => windowed('mails', await client.mail.window(query)),
    show: ({ params }) => client.mail.show(params.id),
  });
  serve(app, effects, {
    list: async ({ query }) => windowed('effects', await client.effects.window(query)),
    retry: ({ body }) => client.effects.retry(body.key),
    giveUp: ({ body: { key, ...statement } }) => client.effects.giveUp(key, statement),
  });
};
