// Answers 202 with a hint, not 200, where a command was carried out and the read models do not show it yet.
import { type Lag, listenForLags } from '../client/temporal/lag';
import type { App } from './app';

const isRecord = (payload: unknown): payload is object => typeof payload === 'object' && payload !== null && !Array.isArray(payload);

/** Makes every command of `app` answer 202 where the read models did not reach it in time. The answer has `pending`, `receipt` and `detail` then. */
export function sayWhatLags(app: App): void {
  const lagsOf = new WeakMap<object, Lag[]>();
  app.addHook('preHandler', (request, _reply, done) => {
    const lags: Lag[] = [];
    lagsOf.set(request, lags);
    listenForLags(lags, done);
  });
  app.addHook('preSerialization', (request, reply, payload, done) => {
    const lag = lagsOf.get(request)?.at(-1);
    if (lag === undefined || reply.statusCode !== 200 || !isRecord(payload)) return done(null, payload);
    void reply.code(202);
    const detail = `Accepted, as event ${lag.receipt} of ${lag.entity}; the read models have not come to it yet, so what is shown may lag.`;
    done(null, { ...payload, pending: true, receipt: lag.receipt, detail });
  });
}
