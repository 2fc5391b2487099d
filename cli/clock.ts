// Due and elapsed times for any calendar: NDJSON in and out, one request a line. It reads nothing else, so that it starts fast.

import { pipeline } from 'node:stream/promises';
import { DomainError } from '../domain/decider/decider';
import { type Calendar, type CalendarDefinition, calendarOf } from '../domain/time/calendar';
import { type Count, dueOf, elapsed, type Measure, type Pause } from '../domain/time/clock';
import type { ReasonParameters } from '../domain/time/reason';
import { formatInstant, type Instant, parseInstant } from '../domain/time/time';
import { problemWords } from '../texts/problems/words';

/** Answers every line of `input` on `output`, in order, until `input` ends. The answer to a bad line is its error. `output` stays open. */
export async function clock(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(input, answers, output, { end: false });
  } catch (error) {
    // The reader wants no more answers, as in `perennial clock | head`.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function* answers(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const calendars = new Map<string, Calendar>();
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (line.trim() !== '') yield `${JSON.stringify(answer(line, number, calendars))}\n`;
  }
}

// Not readline, which also ends lines at U+2028; JSON allows that inside a string.
async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function answer(text: string, line: number, calendars: Map<string, Calendar>): object {
  let id: unknown = null;
  try {
    const request = requestOf(text);
    id = idOf(request);
    return { id, ...answered(request, calendars) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { id, line, error: { code: error.code, message: problemWords(error) } };
  }
}

type Request = Readonly<Record<string, unknown>>;

function answered(request: Request, calendars: Map<string, Calendar>): object {
  const { target, to } = request;
  if ((target === undefined) === (to === undefined)) throw bad('target-or-to');
  const measure: Measure = {
    calendar: calendarIn(request, calendars),
    from: instantIn('from', request.from),
    count: countIn(request),
    pauses: pausesIn(request),
  };
  if (target === undefined) return { elapsedSeconds: elapsed({ ...measure, to: instantIn('to', to) }) / 1000 };
  if (typeof target !== 'string') throw bad('target');
  const { due, paused, pausedSeconds, because } = dueOf({ ...measure, target });
  return { due: due === undefined ? null : formatInstant(due), paused, pausedSeconds, because: because.map(sentence) };
}

const bad = (why: 'target-or-to' | 'target' | 'request' | 'no-calendar' | 'calendar' | 'count' | 'pauses'): DomainError =>
  new DomainError('bad-request', { why });

function requestOf(text: string): Request {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch {
    throw new DomainError('bad-json');
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) throw bad('request');
  return request as Request;
}

const idOf = ({ id }: Request): unknown => (typeof id === 'string' || typeof id === 'number' ? id : null);

const REMEMBERED_CALENDARS = 100;

/** The calendar of a request. Equal calendars are checked once. */
function calendarIn({ calendar }: Request, calendars: Map<string, Calendar>): Calendar {
  if (calendar === undefined) throw bad('no-calendar');
  const content = JSON.stringify(calendar);
  const known = calendars.get(content);
  if (known) return known;
  if (typeof calendar !== 'object' || calendar === null) throw bad('calendar');
  // The check accepts any value and reports what is wrong.
  const made = calendarOf(calendar as CalendarDefinition);
  if (calendars.size >= REMEMBERED_CALENDARS) calendars.clear();
  calendars.set(content, made);
  return made;
}

function countIn({ count = 'window' }: Request): Count {
  if (count !== 'window' && count !== 'wall') throw bad('count');
  return count;
}

function instantIn(field: string, value: unknown): Instant {
  if (typeof value !== 'string') throw new DomainError('bad-request', { why: 'instant', field });
  return parseInstant(value);
}

function pausesIn({ pauses = [] }: Request): readonly Pause[] {
  if (!Array.isArray(pauses)) throw bad('pauses');
  return pauses.map((pause: unknown, n) => {
    if (!Array.isArray(pause) || pause.length !== 2) throw new DomainError('bad-request', { why: 'pause', field: `pauses[${n}]` });
    const [begin, end] = pause as readonly unknown[];
    return [instantIn(`pauses[${n}][0]`, begin), end === null ? undefined : instantIn(`pauses[${n}][1]`, end)];
  });
}

const COUNTED: Readonly<Record<ReasonParameters<'clock-target'>[1], string>> = {
  window: 'of open time',
  wall: 'of wall time',
  days: 'in business days',
};

function sentence(reason: ReturnType<typeof dueOf>['because'][number]): string {
  switch (reason[0]) {
    case 'clock-from':
      return `Counted from ${formatInstant(reason[1])}.`;
    case 'clock-opens':
      return `The calendar is closed then: the clock starts when it opens, ${formatInstant(reason[1])}.`;
    case 'clock-target':
      return `The target is ${reason[1]} ${COUNTED[reason[2]]}.`;
    case 'clock-pause':
      return `Paused from ${formatInstant(reason[1])} to ${formatInstant(reason[2])}: ${reason[3]} s that would have counted.`;
    case 'clock-paused-since':
      return `Paused since ${formatInstant(reason[1])}: there is no due time until it goes on.`;
    case 'clock-at-closing':
      return `That is closing time, ${formatInstant(reason[1])}.`;
  }
}
