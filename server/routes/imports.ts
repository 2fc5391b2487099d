import { imports } from '../../api/imports';
import type { Routes } from '../app';
import { serve } from '../serve';

export const importRoutes: Routes = (app, client) =>
  serve(app, imports, { bring: ({ params, body }) => client.imports(params.kind, body) });
