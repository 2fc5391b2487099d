import type { DeploymentClock } from '../../domain/time/deployment-clock';
import type { Store } from './store';

/** The clock that this store lives by; `undefined` before the first start. */
export const clock = (store: Store): Promise<DeploymentClock | undefined> =>
  store.db.selectFrom('deployment').select(['real', 'deployment', 'speed']).executeTakeFirst();

/** Sets the clock unless one is set already: a store's clock is never changed. Ask `clock` for the one in force. */
export const setClock = async (store: Store, { real, deployment, speed }: DeploymentClock): Promise<void> => {
  await store.db
    .insertInto('deployment')
    .values({ id: 1, real, deployment, speed })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};
