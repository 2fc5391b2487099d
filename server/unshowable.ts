// Rows that were not shown whole are in the log, each once: by id and code, without a word of theirs.
import { listenForUnshowable } from '../client/temporal/showable';
import type { App } from './app';

/** Has every request of `app` log what it could not show whole. */
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
