// What a run asks of the outside: the inputs of its activities and of the next run, as recorded and as in a replay.
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { type ReplayWorkerOptions, Worker } from '@temporalio/worker';

export type History = temporal.api.history.v1.IHistory;

export interface Asked {
  /** The activities' inputs as JSON, by activity id. */
  readonly activities: Readonly<Record<string, unknown>>;
  /** The input of the next run, if there is one. */
  readonly next?: unknown;
}

type Payloads = readonly { readonly data?: Uint8Array | null }[];

const text = new TextDecoder();
const contents = (payloads: Payloads): unknown[] =>
  payloads.map(({ data }) => JSON.parse(text.decode(data ?? new Uint8Array())) as unknown);

/** What the recorded run asked for. */
export function recordedIn({ events }: History): Asked {
  const activities = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: asked }) =>
    asked ? [[asked.activityId ?? '', contents(asked.input?.payloads ?? [])] as const] : [],
  );
  const next = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.input?.payloads;
  return { activities: Object.fromEntries(activities), ...(next && { next: contents(next) }) };
}

/** What a replay of `history` by the workflows of `bundle` asks for. Throws `DeterminismViolationError` where it differs. */
export async function replayed(bundle: ReplayWorkerOptions, history: History, id: string): Promise<Asked> {
  const activities: Record<string, unknown> = {};
  let last: unknown;
  // Codecs see everything that leaves a workflow, with the activity's id; this one changes nothing.
  const listening: PayloadCodec = {
    encode(payloads: Payload[], context) {
      if (context?.type === 'activity') activities[context.activityId ?? ''] = contents(payloads);
      else last = payloads;
      return Promise.resolve(payloads);
    },
    decode: (payloads) => Promise.resolve(payloads),
  };
  await Worker.runReplayHistory({ ...bundle, dataConverter: { payloadCodecs: [listening] } }, history, id);
  // The last payload of a run is the input of the next.
  const isContinued = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
  return { activities, ...(isContinued ? { next: contents(last as Payload[]) } : {}) };
}
