// Access to workflows: start an entity, send it commands and queries. Every error is a `DomainError`.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  isGrpcCancelledError,
  isGrpcDeadlineError,
  isGrpcServiceError,
  QueryNotRegisteredError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { DomainError } from '../../domain/decider/decider';
import type { Problems } from '../../domain/problems/problems';
import { refusal } from './refusal';

/** Milliseconds. */
const START = 8_000;
const ANSWER = 10_000;
/** Longest wait for a query. The server waits ten seconds for a worker that died; then another one answers. */
const QUERY = 25_000;
const PROBE = 2_000;
const AGAIN = 500;
const TAKEN_AGAIN = 50;
/** A poll lasts a minute: a worker that has not polled for longer is gone. */
const POLL = 70_000;

/** Numbers of Temporal's protocol: a kind of task queue, and the gRPC codes of an absent server (cancelled, deadline, exhausted, unavailable). */
const WORKFLOW_TASKS = 1;
const AWAY: readonly number[] = [1, 4, 8, 14];
const FAILED_PRECONDITION = 9;
const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;

export interface Address {
  readonly temporal: Client;
  readonly taskQueue: string;
}

export interface Start {
  /** The workflow's id, which is the entity's name: `account/acme`. */
  readonly entity: string;
  readonly type: string;
  readonly opening: unknown;
  readonly attributes: Readonly<Record<string, string>>;
  /** Starts it also where a workflow with this id has ended. */
  readonly isAgain?: boolean;
}

const searchAttributes = (attributes: Readonly<Record<string, string>>): TypedSearchAttributes =>
  new TypedSearchAttributes(
    Object.entries(attributes).map(([name, value]) => ({ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value })),
  );

/** Starts an entity's workflow; one that runs already stays as it is. Throws `temporal-unavailable`, `identity-used`. */
export async function startEntity(
  { temporal, taskQueue }: Address,
  { entity, type, opening, attributes, isAgain = false }: Start,
): Promise<void> {
  try {
    await answered(temporal, START, () =>
      temporal.workflow.start(type, {
        workflowId: entity,
        taskQueue,
        args: [opening],
        typedSearchAttributes: searchAttributes(attributes),
        workflowIdReusePolicy: isAgain ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) throw new DomainError('identity-used', { entity });
    throw unavailable(error);
  }
}

/** Starts a permanent workflow, if it does not run. Throws `temporal-unavailable`. */
export async function ensureRunning(
  { temporal, taskQueue }: Address,
  { id, type, args }: { readonly id: string; readonly type: string; readonly args: readonly unknown[] },
): Promise<void> {
  try {
    await answered(temporal, START, () =>
      temporal.workflow.start(type, { workflowId: id, taskQueue, args: [...args], workflowIdConflictPolicy: 'USE_EXISTING' }),
    );
  } catch (error) {
    throw unavailable(error);
  }
}

export interface Command {
  readonly entity: string;
  readonly name: string;
  readonly args: unknown;
  /** Becomes the update's id: a repeat is carried out only once. */
  readonly key: string;
}

/**
 * Sends a command and returns the entity's answer, usually the receipt: the sequence number of the command's last event. Throws the entity's
 * refusal, `entity-not-running`, `no-worker`, `temporal-unavailable`, and `command-refused` where the server would refuse the command at any time.
 */
export async function command<Answer = number>(address: Address, { entity, name, args, key }: Command): Promise<Answer> {
  const { temporal } = address;
  try {
    const handle = temporal.workflow.getHandle(entity);
    const asked = () => handle.executeUpdate<Answer, [unknown]>(name, { args: [args], updateId: key });
    return await answered(temporal, ANSWER, () => untilTaken(asked));
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) throw refusal(error.cause);
    if (isMalformed(error)) throw new DomainError('command-refused');
    throw await unanswered(address, error, entity);
  }
}

/** Repeats an update while its run is ending or its workflow task fails: the next run or attempt takes it. */
async function untilTaken<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const until = Date.now() + ANSWER; ; await sleep(TAKEN_AGAIN)) {
    try {
      return await ask();
    } catch (error) {
      if (!isUntaken(error) || Date.now() > until) throw error;
    }
  }
}

/** Sends a query without arguments to a running entity. Throws what `command` throws. */
export async function ask<Answer>(address: Address, entity: string, query: string): Promise<Answer> {
  const { temporal } = address;
  try {
    return await answered(temporal, QUERY, () => queried<Answer>(temporal, entity, query));
  } catch (error) {
    if (error instanceof QueryNotRegisteredError) throw new DomainError('entity-not-running', { entity, query });
    throw await unanswered(address, error, entity);
  }
}

/** Repeats a query until the server has noticed that a worker died. */
async function queried<Answer>(temporal: Client, entity: string, query: string): Promise<Answer> {
  for (const until = Date.now() + QUERY; ; await sleep(AGAIN)) {
    try {
      return await temporal.workflow.getHandle(entity).query<Answer>(query);
    } catch (error) {
      if (!isUnpolled(error) || Date.now() + AGAIN > until) throw error;
    }
  }
}

/** Whether the workflow runs; `undefined` where the server does not know the id. Throws `temporal-unavailable`. */
export async function isRunning({ temporal }: Address, entity: string): Promise<boolean | undefined> {
  try {
    const { status } = await answered(temporal, START, () => temporal.workflow.getHandle(entity).describe());
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw unavailable(error);
  }
}

/** The number of workers that polled within about the last minute. Throws `temporal-unavailable`. */
export const workersPolling = async (address: Address): Promise<number> => (await workerIdentities(address)).length;

/** The identities of the workers that polled within about the last minute. Throws `temporal-unavailable`. */
export async function workerIdentities({ temporal, taskQueue }: Address): Promise<readonly string[]> {
  try {
    const { pollers } = await temporal.withDeadline(Date.now() + PROBE, () =>
      temporal.workflowService.describeTaskQueue({
        namespace: temporal.options.namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: WORKFLOW_TASKS,
      }),
    );
    return (pollers ?? [])
      .filter((poller) => Date.now() - Number(poller.lastAccessTime?.seconds ?? 0) * 1000 < POLL)
      .map(({ identity }) => identity ?? '');
  } catch (error) {
    throw unavailable(error);
  }
}

/** The names that are not registered as search attributes in the namespace. Throws `temporal-unavailable`. */
export async function missingAttributes({ temporal }: Address, names: readonly string[]): Promise<string[]> {
  const { namespace } = temporal.options;
  try {
    const { customAttributes } = await answered(temporal, START, () =>
      temporal.connection.operatorService.listSearchAttributes({ namespace }),
    );
    return names.filter((name) => !(name in (customAttributes ?? {})));
  } catch (error) {
    throw unavailable(error);
  }
}

/** Entities whose workflow task is being retried, among the last `most` that started. Throws `temporal-unavailable`. */
export async function failingWorkflows({ temporal, taskQueue }: Address, most = 200): Promise<string[]> {
  const failing: string[] = [];
  const query = `ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  let looked = 0;
  try {
    for await (const { workflowId } of temporal.workflow.list({ query, pageSize: most })) {
      if (looked >= most) break;
      looked += 1;
      const { raw } = await answered(temporal, START, () => temporal.workflow.getHandle(workflowId).describe());
      if ((raw.pendingWorkflowTask?.attempt ?? 0) > 1) failing.push(workflowId);
    }
    return failing;
  } catch (error) {
    throw unavailable(error);
  }
}

/** The call's result within `patience` milliseconds. A light request in between notices an absent server sooner. */
export async function answered<T>(temporal: Client, patience: number, call: () => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const probe = setTimeout(() => {
    temporal.withDeadline(Date.now() + PROBE, () => temporal.workflowService.getSystemInfo({})).catch(() => giveUp.abort());
  }, PROBE);
  try {
    return await temporal.withAbortSignal(giveUp.signal, () => temporal.withDeadline(Date.now() + patience, call));
  } finally {
    clearTimeout(probe);
  }
}

const isTimeUp = (error: unknown): boolean =>
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error) || isGrpcCancelledError(error);

/** Whether an update met a run that was continuing as new, or whose workflow task fails. */
const isUntaken = (error: unknown): boolean => hasCode(error, FAILED_PRECONDITION);

const hasCode = (error: unknown, code: number): boolean =>
  error instanceof Error && isGrpcServiceError(error.cause) && Number(error.cause.code) === code;

/** Whether a query failed because no worker has polled recently. */
const isUnpolled = (error: unknown): boolean => isGrpcServiceError(error) && Number(error.code) === FAILED_PRECONDITION;

/** Whether the server would refuse the request at any time. */
const isMalformed = (error: unknown): boolean => hasCode(error, INVALID_ARGUMENT);

/** Whether the entity has reached the server's limit of unanswered updates. */
const isOverfull = (error: unknown): boolean => hasCode(error, RESOURCE_EXHAUSTED);

/** `no-worker`: no worker has answered yet. If `workers` poll, the same command under the same key may still be answered. */
export class Unanswered extends DomainError {
  readonly workers: number;

  constructor(parameters: Extract<Problems['no-worker'], { readonly workers: number }>) {
    super('no-worker', parameters);
    this.workers = parameters.workers;
  }
}

/** Why a running entity has not answered. */
async function unanswered(address: Address, error: unknown, entity: string): Promise<Error> {
  if (error instanceof WorkflowNotFoundError) return new DomainError('entity-not-running', { entity });
  if (![isTimeUp, isUnpolled, isOverfull, isUntaken].some((is) => is(error))) return unavailable(error);
  const polling = await workersPolling(address);
  return new Unanswered({ waits: 'command', workers: polling, seconds: ANSWER / 1000 });
}

/** Translates an error of the server or the network. Errors of ours are returned as they are. */
export function unavailable(error: unknown): Error {
  if (error instanceof DomainError) return error;
  const cause: unknown = error instanceof Error && error.cause ? error.cause : error;
  if (isTimeUp(error) || (isGrpcServiceError(cause) && AWAY.includes(cause.code))) return new DomainError('temporal-unavailable');
  if (isGrpcServiceError(cause)) return new DomainError('temporal-refused', { details: cause.details });
  return error instanceof Error ? error : new Error(String(error));
}
