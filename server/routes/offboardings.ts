import { offboardings } from '../../api/offboardings';
import type { Routes } from '../app';
import { serve } from '../serve';
import { asTexts, stated } from '../stated';
import { windowed } from '../windowed';

export const offboardingRoutes: Routes = (app, client) =>
  serve(app, offboardings, {
    start({ body }, context) {
      const { fields, statement } = stated(body, context);
      return client.offboardings.begin(fields, statement);
    },
    plan: ({ body }, context) => client.offboardings.plan(stated(body, context).fields),
    list: async ({ query }) => windowed('offboardings', await client.offboardings.window(query)),
    show: ({ params }) => client.offboardings.show(params.id),
    accept: ({ params, body }, context) => client.offboardings.accept(params.id, stated(body, context).statement),
    stop: ({ params }) => client.offboardings.stop(params.id),
    resume: ({ params, body }) => client.offboardings.resume(params.id, asTexts(body)),
  });
