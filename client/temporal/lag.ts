// An answer that waited in vain for the read models says so, to whoever listens: it shows what was before the command.
import { AsyncLocalStorage } from 'node:async_hooks';

/** A command that was carried out, and whose receipt the read models have not reached. */
export interface Lag {
  readonly entity: string;
  readonly receipt: number;
}

const listening = new AsyncLocalStorage<Lag[]>();

/** Runs `work`, and all that it begins; `lags` gets what was waited for in vain. */
export const listenForLags = <T>(lags: Lag[], work: () => T): T => listening.run(lags, work);

/** Says that a receipt was waited for in vain. */
export const lagging = (lag: Lag): void => void listening.getStore()?.push(lag);
