// The connection to Temporal, and what a namespace needs before our workflows run in it.
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import { DomainError } from '../domain/decider/decider';
import { given } from '../domain/given';
import { attributeNames } from '../domain/kinds';

export const TASK_QUEUE = 'perennial';

/** The search attributes of all entities. They are plain text that no codec encrypts, so they hold codes only. */
const SEARCH_ATTRIBUTES = attributeNames();

const KEYWORD = 2;
/** Seconds for which closed workflows are kept. */
const RETENTION = 90 * 86_400;
const CONNECT_TIMEOUT = 10_000;

export interface TemporalTarget {
  readonly connection: ConnectionOptions;
  readonly namespace: string;
}

/** The target: `address`, or what Temporal's standard environment configuration says (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, a profile …). */
export function temporalTarget(address?: string): TemporalTarget {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const options = connectionOptions as ConnectionOptions;
  return { connection: address === undefined ? options : { ...options, address }, namespace: namespace ?? 'default' };
}

const unreachable = (target: TemporalTarget): DomainError =>
  new DomainError('temporal-unavailable', { address: target.connection.address ?? 'localhost:7233' });

/** A client. Throws `temporal-unavailable` within ten seconds. */
export async function connectClient(target: TemporalTarget): Promise<{ client: Client; connection: Connection }> {
  try {
    const connection = await Connection.connect({ ...target.connection, connectTimeout: CONNECT_TIMEOUT });
    return { client: new Client({ connection, namespace: target.namespace }), connection };
  } catch {
    throw unreachable(target);
  }
}

/** A worker's connection. Throws `temporal-unavailable`. */
export async function connectWorker(target: TemporalTarget): Promise<NativeConnection> {
  try {
    const { address, tls, apiKey, metadata } = target.connection;
    return await NativeConnection.connect({
      ...given({ address, tls }),
      ...(typeof apiKey === 'string' ? { apiKey } : {}),
      ...given({ metadata }),
    });
  } catch {
    throw unreachable(target);
  }
}

/** Registers missing search attributes (an upsert of an unknown one is retried for ever) and, on our own server, sets the retention. */
export async function prepareNamespace(connection: Connection, namespace: string, isOurs: boolean): Promise<void> {
  if (isOurs)
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: { seconds: RETENTION as unknown as Long } },
    });
  const known = (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};
  const missing = SEARCH_ATTRIBUTES.filter((name) => !(name in known));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
  });
  for (let tries = 0; tries < 100; tries += 1) {
    const now = (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};
    if (SEARCH_ATTRIBUTES.every((name) => name in now)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new DomainError('temporal-unavailable', { namespace, missing });
}

type Long = NonNullable<
  NonNullable<
    NonNullable<Parameters<Connection['workflowService']['updateNamespace']>[0]['config']>['workflowExecutionRetentionTtl']
  >['seconds']
>;
