// Tells a listener that the read models have not reached a command in time, so that its answer shows an older state.
import { AsyncLocalStorage } from 'node:async_hooks';

/** A command that was carried out, and that the read models have not reached. */
export interface Lag {
  readonly entity: string;
  readonly receipt: number;
}

const listening = new AsyncLocalStorage<Lag[]>();

/** Runs `work` and everything it begins; `lags` collects the commands that the read models have not reached. */
export const listenForLags = <T>(lags: Lag[], work: () => T): T => listening.run(lags, work);

/** Reports a command that the read models have not reached. */
export const lagging = (lag: Lag): void => void listening.getStore()?.push(lag);
