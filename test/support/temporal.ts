// A real Temporal server in memory for a test file, with a namespace of its own and our search attributes.
import { randomUUID } from 'node:crypto';
import type { Client, Connection } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { startTemporalServer } from '../../up/temporal-server';
import { connectClient, connectWorker, prepareNamespace, temporalTarget } from '../../worker/temporal';
import { quietRuntime } from '../../worker/worker';
import { eventually } from './eventually';
import { shared } from './shared';

export interface TestTemporal {
  readonly address: string;
  /** The namespace, for workers; the client uses it already. */
  readonly namespace: string;
  readonly client: Client;
  readonly connection: Connection;
  /** The connection for workers. */
  readonly native: NativeConnection;
  stop(): Promise<void>;
}

let isQuiet = false;

/** A namespace on the shared server; `alone`: a server of its own, for a test that harms it. */
export async function startTemporal({ alone = false }: { readonly alone?: boolean } = {}): Promise<TestTemporal> {
  if (!isQuiet) quietRuntime('ERROR');
  isQuiet = true;
  const own = alone ? await startTemporalServer({ say: () => undefined }) : undefined;
  const { address } = own ?? (await shared('temporal'));
  const target = { ...temporalTarget(address), namespace: `test-${randomUUID()}` };
  const { namespace } = target;
  const { client, connection } = await connectClient(target);
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: RETENTION } });
  await eventually('the namespace', () => connection.operatorService.listSearchAttributes({ namespace }).catch(() => undefined));
  await prepareNamespace(connection, namespace, false);
  const native = await connectWorker(target);
  return {
    address,
    namespace,
    client,
    connection,
    native,
    async stop() {
      await native.close();
      await connection.close();
      await own?.stop();
    },
  };
}

/** A day: no run takes longer. */
const RETENTION = 86_400 as unknown as Long;
type Long = NonNullable<
  NonNullable<Parameters<Connection['workflowService']['registerNamespace']>[0]['workflowExecutionRetentionPeriod']>['seconds']
>;
