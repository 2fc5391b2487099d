// What a run asks of the world outside: the inputs of its activities and of the run that follows it, as recorded and as a replay makes them.
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { type ReplayWorkerOptions, Worker } from '@temporalio/worker';

export type History = temporal.api.history.v1.IHistory;

export interface Asked {
  /** By the activity's id, each input as JSON. */
  readonly activities: Readonly<Record<string, unknown>>;
  /** What the next run begins with, where there is one. */
  readonly next?: unknown;
}

type Payloads = readonly { readonly data?: Uint8Array | null }[];

const text = new TextDecoder();
const contents = (payloads: Payloads): unknown[] =>
  payloads.map(({ data }) => JSON.parse(text.decode(data ?? new Uint8Array())) as unknown);

/** What the run that left `history` asked for. */
export function recordedIn({ events }: History): Asked {
  const activities = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: asked }) =>
    asked ? [[asked.activityId ?? '', contents(asked.input?.payloads ?? [])] as const] : [],
  );
  const next = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.input?.payloads;
  return { activities: Object.fromEntries(activities), ...(next && { next: contents(next) }) };
}

/** What the workflows of `bundle` ask for when they replay `history`. Throws `DeterminismViolationError` where they take another way. */
export async function replayed(bundle: ReplayWorkerOptions, history: History, id: string): Promise<Asked> {
  const activities: Record<string, unknown> = {};
  let last: unknown;
  // Codecs see everything that leaves a workflow, and of activities whose it is; this one changes nothing.
  const listening: PayloadCodec = {
    encode(payloads: Payload[], context) {
      if (context?.type === 'activity') activities[context.activityId ?? ''] = contents(payloads);
      else last = payloads;
      return Promise.resolve(payloads);
    },
    decode: (payloads) => Promise.resolve(payloads),
  };
  await Worker.runReplayHistory({ ...bundle, dataConverter: { payloadCodecs: [listening] } }, history, id);
  // The last thing that a run says is what the next begins with.
  const isContinued = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
  return { activities, ...(isContinued ? { next: contents(last as Payload[]) } : {}) };
}
