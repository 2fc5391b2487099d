// The way to the workflows: start an entity, command it, ask for its state. What goes wrong comes back as a `DomainError`.
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
/** A worker that died in mid-work is waited for by the server for ten seconds; then another one is asked. */
const QUERY = 25_000;
const PROBE = 2_000;
const AGAIN = 500;
const TAKEN_AGAIN = 50;
/** A worker's poll lasts a minute; who has not asked for longer is gone. */
const POLL = 70_000;

/** Numbers of the wire: a kind of task queue; the gRPC codes that mean "not there" (cancelled, deadline, exhausted, unavailable). */
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
  /** The workflow's id and the entity's name: `account/acme`. */
  readonly entity: string;
  readonly type: string;
  readonly opening: unknown;
  readonly attributes: Readonly<Record<string, string>>;
  /** Also where one of this id has lived and ended. */
  readonly isAgain?: boolean;
}

const searchAttributes = (attributes: Readonly<Record<string, string>>): TypedSearchAttributes =>
  new TypedSearchAttributes(
    Object.entries(attributes).map(([name, value]) => ({ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value })),
  );

/** Starts an entity's workflow; one that runs already goes on. Throws `temporal-unavailable`, `identity-used`. */
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

/** Has a workflow that lives for ever run, if it does not. Throws `temporal-unavailable`. */
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
  /** The same key again is the same command: it is carried out once. */
  readonly key: string;
}

/**
 * Sends a command and answers what its entity answers, usually its receipt: the sequence number of the last event that it caused. Throws the entity's own refusal,
 * `entity-not-running`, `no-worker`, `temporal-unavailable`, and `command-refused` where the server takes no such command, whenever it is sent.
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

/** Asked again while a workflow task fails, or a run ends: the next one takes it. */
async function untilTaken<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const until = Date.now() + ANSWER; ; await sleep(TAKEN_AGAIN)) {
    try {
      return await ask();
    } catch (error) {
      if (!isUntaken(error) || Date.now() > until) throw error;
    }
  }
}

/** Asks a running entity a query without arguments. Throws like `command`. */
export async function ask<Answer>(address: Address, entity: string, query: string): Promise<Answer> {
  const { temporal } = address;
  try {
    return await answered(temporal, QUERY, () => queried<Answer>(temporal, entity, query));
  } catch (error) {
    if (error instanceof QueryNotRegisteredError) throw new DomainError('entity-not-running', { entity, query });
    throw await unanswered(address, error, entity);
  }
}

/** A worker that died a moment ago is asked in vain until the server has noticed: it is asked again. */
async function queried<Answer>(temporal: Client, entity: string, query: string): Promise<Answer> {
  for (const until = Date.now() + QUERY; ; await sleep(AGAIN)) {
    try {
      return await temporal.workflow.getHandle(entity).query<Answer>(query);
    } catch (error) {
      if (!isUnpolled(error) || Date.now() + AGAIN > until) throw error;
    }
  }
}

/** Whether the workflow runs; `undefined` where the server knows none of this id. Throws `temporal-unavailable`. */
export async function isRunning({ temporal }: Address, entity: string): Promise<boolean | undefined> {
  try {
    const { status } = await answered(temporal, START, () => temporal.workflow.getHandle(entity).describe());
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw unavailable(error);
  }
}

/** How many workers have asked for work within the last minute or so. Throws `temporal-unavailable`. */
export const workersPolling = async (address: Address): Promise<number> => (await workerIdentities(address)).length;

/** The identities of the workers that have asked for work within the last minute or so. Throws `temporal-unavailable`. */
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

/** Those of `names` that the namespace has not registered as search attributes. Throws `temporal-unavailable`. */
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

/** Entities of ours whose workflow task is being tried again, among the last `most` that started. Throws `temporal-unavailable`. */
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

/** The call's answer within `patience` milliseconds. A server that is not there is noticed sooner, by asking it something light. */
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

/** An update that reached a run in the moment of its continue-as-new, or while its workflow task fails. */
const isUntaken = (error: unknown): boolean => hasCode(error, FAILED_PRECONDITION);

const hasCode = (error: unknown, code: number): boolean =>
  error instanceof Error && isGrpcServiceError(error.cause) && Number(error.cause.code) === code;

/** What a query is told when no worker has asked for work lately. */
const isUnpolled = (error: unknown): boolean => isGrpcServiceError(error) && Number(error.code) === FAILED_PRECONDITION;

/** What the server would refuse whenever it came. */
const isMalformed = (error: unknown): boolean => hasCode(error, INVALID_ARGUMENT);

/** An entity that has not answered for a while has as many updates under way as the server allows. */
const isOverfull = (error: unknown): boolean => hasCode(error, RESOURCE_EXHAUSTED);

/** `no-worker`: nobody has answered yet. Where `workers` ask for work, the same command under the same key may still be answered. */
export class Unanswered extends DomainError {
  readonly workers: number;

  constructor(parameters: Extract<Problems['no-worker'], { readonly workers: number }>) {
    super('no-worker', parameters);
    this.workers = parameters.workers;
  }
}

/** Why a running entity gave no answer. */
async function unanswered(address: Address, error: unknown, entity: string): Promise<Error> {
  if (error instanceof WorkflowNotFoundError) return new DomainError('entity-not-running', { entity });
  if (![isTimeUp, isUnpolled, isOverfull, isUntaken].some((is) => is(error))) return unavailable(error);
  const polling = await workersPolling(address);
  return new Unanswered({ waits: 'command', workers: polling, seconds: ANSWER / 1000 });
}

/** Translates what the server or the way to it threw; our own errors pass. */
export function unavailable(error: unknown): Error {
  if (error instanceof DomainError) return error;
  const cause: unknown = error instanceof Error && error.cause ? error.cause : error;
  if (isTimeUp(error) || (isGrpcServiceError(cause) && AWAY.includes(cause.code))) return new DomainError('temporal-unavailable');
  if (isGrpcServiceError(cause)) return new DomainError('temporal-refused', { details: cause.details });
  return error instanceof Error ? error : new Error(String(error));
}
