// The worker: workflows from the bundle made at build time, activities with their dependencies, and a clean drain.
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, type LogLevel, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { DomainError } from '../domain/decider/decider';
import { workerIdentity } from '../domain/decider/worker-identity';
import { projectRoot } from '../project-root';
import { TASK_QUEUE } from './temporal';

const BUNDLE = join(projectRoot(), 'dist', 'workflow-bundle.js');

/** Version of the zone rules that this Node brings, such as `2026a`. */
export const ZONE_RULES = process.versions.tz ?? 'unknown';

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: object;
  readonly taskQueue?: string;
  /** 0 replays a history for every task: tests do so. */
  readonly maxCachedWorkflows?: number;
  /** Path of other workflows than ours: the benchmark's baseline runs on the same worker. */
  readonly bundle?: string;
  /** Version of the zone rules of this process; its runtime's unless something is said. */
  readonly zoneRules?: string;
}

/** To be called before anything else of Temporal's: one runtime a process. */
export function quietRuntime(level: LogLevel = 'WARN'): void {
  const logging = { filter: { core: level, other: level }, forward: {} };
  Runtime.install({ logger: new DefaultLogger(level), telemetryOptions: { logging }, shutdownSignals: [] });
}

export interface RunningWorker {
  /** Lets the work under way finish. */
  readonly stop: () => Promise<void>;
  /** Rejects with `worker-failed` where the worker ends without having been asked to. */
  readonly failed: Promise<never>;
}

/** A worker that is polling when the promise resolves. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const codePath = options.bundle ?? BUNDLE;
  if (!existsSync(codePath)) throw new DomainError('not-built');
  const worker = await Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue ?? TASK_QUEUE,
    workflowBundle: { codePath },
    identity: workerIdentity(`${process.pid}@${hostname()}`, options.zoneRules ?? ZONE_RULES),
    activities: options.activities,
    shutdownGraceTime: '10s',
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    ...(options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: options.maxCachedWorkflows }),
  });
  const ended = worker.run().then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  let isAsked = false;
  const failed = new Promise<never>((_, reject) => {
    void ended.then((failure) => {
      if (!isAsked || failure) reject(failureOf(failure?.error));
    });
  });
  // Whoever does not ask for it hears nothing.
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      isAsked = true;
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}

const failureOf = (error: unknown): DomainError =>
  new DomainError('worker-failed', error instanceof Error ? { details: error.message.split('\n', 1).join() } : {});
