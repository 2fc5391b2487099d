// A real Temporal server for a test file, in memory, with our search attributes.
import type { Client, Connection } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { startTemporalServer } from '../../src/up/temporal-server';
import { connectClient, connectWorker, prepareNamespace, temporalTarget } from '../../src/worker/temporal';
import { quietRuntime } from '../../src/worker/worker';

export interface TestTemporal {
  readonly address: string;
  readonly client: Client;
  readonly connection: Connection;
  /** For workers. */
  readonly native: NativeConnection;
  stop(): Promise<void>;
}

let isQuiet = false;

export async function startTemporal(): Promise<TestTemporal> {
  if (!isQuiet) quietRuntime('ERROR');
  isQuiet = true;
  const server = await startTemporalServer({ say: () => undefined });
  const target = temporalTarget(server.address);
  const { client, connection } = await connectClient(target);
  await prepareNamespace(connection, target.namespace, true);
  const native = await connectWorker(target);
  return {
    address: server.address,
    client,
    connection,
    native,
    async stop() {
      await native.close();
      await connection.close();
      await server.stop();
    },
  };
}
