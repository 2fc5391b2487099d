import type { DeploymentClock } from '../../domain/time/deployment-clock';
import type { Store } from './store';

/** The clock of this store; `undefined` before the first start. */
export const clock = (store: Store): Promise<DeploymentClock | undefined> =>
  store.db.selectFrom('deployment').select(['real', 'deployment', 'speed']).executeTakeFirst();

/** Sets the clock of a new store. A clock that is set stays: read the one in force with `clock`. */
export const setClock = async (store: Store, { real, deployment, speed }: DeploymentClock): Promise<void> => {
  await store.db
    .insertInto('deployment')
    .values({ id: 1, real, deployment, speed })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};
