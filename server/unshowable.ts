// Logs each row that is not shown completely once, by id and code without any text.
import { listenForUnshowable } from '../client/temporal/showable';
import type { App } from './app';

/** Makes every request of `app` log the rows that it could not show completely. */
export function logUnshowable(app: App): void {
  const known = new Set<string>();
  app.addHook('preHandler', (request, _reply, done) => {
    listenForUnshowable((row, code) => {
      if (known.has(`${row} ${code}`)) return;
      known.add(`${row} ${code}`);
      request.log.warn({ row, code }, 'a row cannot be shown whole');
    }, done);
  });
}
