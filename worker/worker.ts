// The worker: workflows from the bundle made at build time, activities with their dependencies, and an orderly stop.
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, type LogLevel, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { DomainError } from '../domain/decider/decider';
import { workerIdentity } from '../domain/decider/worker-identity';
import { given } from '../domain/given';
import { projectRoot } from '../project-root';
import { TASK_QUEUE } from './temporal';

const BUNDLE = join(projectRoot(), 'dist', 'workflow-bundle.js');

/** Version of this Node's zone rules, such as `2026a`. */
export const ZONE_RULES = process.versions.tz ?? 'unknown';

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: object;
  readonly taskQueue?: string;
  /** 0: every workflow task replays its history, as some tests want. */
  readonly maxCachedWorkflows?: number;
  /** Path of another bundle of workflows, such as the benchmark's baseline; absent: ours. */
  readonly bundle?: string;
  /** Version of the zone rules to report; absent: this Node's. */
  readonly zoneRules?: string;
}

/** Sets up Temporal's runtime with few log lines. One runtime a process: call it before any other use of Temporal. */
export function quietRuntime(level: LogLevel = 'WARN'): void {
  const logging = { filter: { core: level, other: level }, forward: {} };
  Runtime.install({ logger: new DefaultLogger(level), telemetryOptions: { logging }, shutdownSignals: [] });
}

export interface RunningWorker {
  /** Stops polling and waits for the running work. */
  readonly stop: () => Promise<void>;
  /** Rejects with `worker-failed` where the worker ends by itself. */
  readonly failed: Promise<never>;
}

/** Starts a worker. It is polling when the promise resolves. */
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
    ...given({ maxCachedWorkflows: options.maxCachedWorkflows }),
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
  // Marks the rejection as handled, for callers that do not use `failed`.
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
