// Routes for operators: playbooks, the journal, the doctor.
import { CONTRACT } from '../../api/contract';
import { openApi } from '../../api/openapi';
import { health, operations } from '../../api/operations';
import { playbooks } from '../../api/playbooks';
import { upgrade } from '../../api/upgrade';
import type { Routes } from '../app';
import { serve } from '../serve';

/** The routes that need no token. */
export const openRoutes: Routes = (app, client) => {
  let document: ReturnType<typeof openApi> | undefined;
  serve(app, health, {
    show: () => client.health(),
    openapi: () => (document ??= openApi(CONTRACT)),
  });
};

/** The routes for operators that need the token. */
export const operationRoutes: Routes = (app, client) => {
  serve(app, operations, {
    doctor: async () => ({ checks: await client.doctor() }),
    metrics: () => client.metrics(),
    rebuild: async () => ({ events: await client.journal.rebuild() }),
    verify: ({ query }) => client.journal.verify(query),
  });
  serve(app, playbooks, {
    list: async () => ({ playbooks: await client.playbooks.list() }),
    publish: ({ body }) => client.playbooks.publish(body.source, body.fileName),
  });
  serve(app, upgrade, {
    plan: () => client.upgrade.plan(),
    start: ({ body }, { key }) => client.upgrade.begin(body, { key }),
    show: ({ params }) => client.upgrade.show(params.id),
  });
};
