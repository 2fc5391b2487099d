import { tasks, why } from '../../api/tasks';
import { TASK_ACTIONS } from '../../client/accounts/tasks';
import type { Routes } from '../app';
import { type Context, each, serve } from '../serve';
import { type Said, stated } from '../stated';
import { windowed } from '../windowed';

export const taskRoutes: Routes = (app, client) => {
  serve(app, tasks, {
    list: async ({ query }) => windowed('tasks', await client.tasks.window(query)),
    show: ({ params, query }) => client.tasks.show(params.id, query.language),
    ...each(TASK_ACTIONS, (action) => ({ params, body }: { params: { id: string }; body: Said }, context: Context) => {
      const { fields, statement } = stated(body, context);
      return client.tasks.act(params.id, action, fields, statement);
    }),
  });
  serve(app, why, { show: ({ params, query }) => client.why(params.id, query.language) });
};
