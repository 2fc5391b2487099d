// Service cases: the lateness of warnings, the history of a case, and the cost of following a ticketing system.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { mailConfiguration } from '../activities/email/send/configuration';
import { smtpTransport } from '../activities/email/send/transport';
import { registry } from '../activities/ticketing/registry';
import { requestTracker } from '../activities/ticketing/request-tracker';
import { concurrently } from '../client/temporal/concurrently';
import { command, startEntity } from '../client/temporal/entities';
import { compileService } from '../domain/playbook/compile-service';
import { loadPlaybook } from '../domain/playbook/load';
import { serviceCase } from '../domain/service-case/service-case';
import type { ServiceTerms } from '../domain/service-case/terms';
import type { CaseCommands } from '../domain/service-case/types';
import { REAL_TIME } from '../domain/time/deployment-clock';
import type { Instant } from '../domain/time/time';
import { entities, people, type Store, ticketLinks, tickets } from '../store';
import { activitiesOf } from '../up/activities';
import { Stops } from '../up/deployment';
import type { alarm } from './bare-workflows';
import type { Benchmark } from './benchmark';
import { bundle, openBareWorker, openClient, openLibrary, openStoreIn, openWorker, type Place } from './deployment';
import { type Measurement, percentile } from './report';
import { openSink } from './sink';
import { type Role, startSubject } from './subject';

const CASES = 500;
const MINUTE = 60_000;
/** Real milliseconds before the first deadline. By then all are started and journalled, and the machine is quiet. */
const START_UP = { bare: 30_000, ours: 120_000 };
/** Cases with the same deadline. A timer is late by the workflow task that sets it, and customers do not all call in the same second. */
const AT_ONCE = 6;

interface Order {
  /** Prefix of the ids, which can be used only once. */
  readonly prefix: string;
  readonly count: number;
  /** The first deadline; the others follow within a minute. */
  readonly from: Instant;
}

const deadlines = ({ from, count }: Order): Instant[] =>
  Array.from({ length: count }, (_, index) => from + Math.floor((index * MINUTE) / count));

/** Waits until `count` values are there; returns the lateness of each in milliseconds. */
const untilAll = async (late: readonly number[], count: number, from: Instant): Promise<readonly number[]> => {
  while (late.length < count) {
    if (Date.now() > from + 3 * MINUTE) throw new Error(`${count - late.length} of ${count} never came`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return [...late];
};

/** Workflows with one timer and one activity. Returns how late each activity began. */
export const bareAlarms: Role<Place & { readonly path: string }, Order, readonly number[]> = async ({ path, ...place }) => {
  const stops = new Stops();
  const temporal = await openClient(stops, place);
  const late: number[] = [];
  await openBareWorker(stops, place, { noted: (due: number) => Promise.resolve(void late.push(Date.now() - due)) }, { bundle: path });
  return {
    async measure(order) {
      late.length = 0;
      await concurrently(deadlines(order), AT_ONCE, (due) =>
        temporal.workflow.start<typeof alarm>('alarm', {
          workflowId: `${order.prefix}-${due}`,
          taskQueue: place.taskQueue,
          args: [due],
        }),
      );
      return untilAll(late, order.count, order.from);
    },
    close: () => stops.run(),
  };
};

const standard = () => compileService(loadPlaybook('playbooks/key-account.yaml'), { calendarId: 'always', fromYear: 2026 });

const opening = (id: string, person: string, at: Instant, terms: ServiceTerms): CaseCommands['start'] => ({
  rules: serviceCase.rules,
  terms,
  case: id,
  account: 'bench',
  level: 'platinum',
  severity: 'low',
  kind: 'problem',
  stage: 'stable',
  team: { 'account-manager': person, technical: person, 'sales-manager': person },
  at,
});

const ATTRIBUTES = { PerennialKind: 'case', PerennialAccount: 'bench', PerennialStatus: 'open', PerennialLevel: 'platinum' };

/** A worker, where its workflows are started, and the person who has all cases. */
const openCases = async (stops: Stops, place: Place, at: Parameters<typeof openWorker>[2] & { readonly store: Store }) => {
  await openWorker(stops, place, at);
  const address = { ...place, temporal: await openClient(stops, place) };
  await openLibrary(stops, place, at.store);
  return { address, person: (await people.byHandle(at.store, 'li.wei'))?.id ?? '' };
};

/** Cases that reach half of their response time within one minute. Returns how late each warning was in the inbox. */
export const caseWarnings: Role<Place, Order, readonly number[]> = async (place) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, { memory: true });
  const due = new Map<string, Instant>();
  const late: number[] = [];
  const port = await openSink(stops, (mail) => {
    const id = /case show (\S+)/.exec(mail)?.[1];
    const at = id === undefined ? undefined : due.get(id);
    if (at === undefined) return;
    due.delete(id ?? '');
    late.push(Date.now() - at);
  });
  const { address, person } = await openCases(stops, place, { store, port });
  // Only half of the green channel's hour warns.
  const terms = { ...standard(), thresholds: [50, 100], notify: { 50: ['engineer'] } };
  return {
    async measure(order) {
      late.length = 0;
      const all = deadlines(order).map((at, index) => [at, index] as const);
      await concurrently(all, AT_ONCE, async ([at, index]) => {
        const id = `C-${order.prefix}${index}`;
        due.set(id, at);
        const entity = `case/${id}`;
        await entities.claim(store, entity, 'case');
        // Half of the green channel's hour is used when the warning is due.
        const first = opening(id, person, at - 30 * MINUTE, terms);
        await startEntity(address, { entity, type: 'serviceCase', opening: { clock: REAL_TIME, first }, attributes: ATTRIBUTES });
      });
      await new Promise((resolve) => setTimeout(resolve, order.from - 1_000 - Date.now()));
      if ((await tickets.list(store)).length % order.count !== 0) throw new Error('still opening tickets when the first warning is due');
      return untilAll(late, order.count, order.from);
    },
    close: () => stops.run(),
  };
};

/** One case from report to solution, with all four milestones met and two warnings sent. Returns the number of events in its history. */
export const caseHistory: Role<Place, object, number> = async (place) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, { memory: true });
  const mails: string[] = [];
  const port = await openSink(stops, (mail) => void mails.push(mail));
  const { address, person } = await openCases(stops, place, { store, port });
  const terms = standard();
  let made = 0;
  return {
    async measure() {
      const id = `C-h${(made += 1)}`;
      const entity = `case/${id}`;
      mails.length = 0;
      await entities.claim(store, entity, 'case');
      // A notification at its opening; the warnings at 50 and 75 % are four and eight seconds ahead.
      const rules = terms.rules.map((rule) => (rule.targets.response === 'PT1H' ? { ...rule, targets: { response: 'PT16S' } } : rule));
      const first = opening(id, person, Date.now() - 4_000, { ...terms, rules });
      await startEntity(address, { entity, type: 'serviceCase', opening: { clock: REAL_TIME, first }, attributes: ATTRIBUTES });
      const until = async (count: number): Promise<void> => {
        for (const end = Date.now() + MINUTE; mails.length < count; ) {
          if (Date.now() > end) throw new Error(`${mails.length} of ${count} mails came`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        // Until everything is journalled.
        await new Promise((resolve) => setTimeout(resolve, 500));
      };
      await until(3);
      for (const [name, args] of [
        ['take', { by: person }],
        ['diagnose', { visit: true }],
        ['arrive', {}],
        ['resolve', {}],
      ] as const) {
        await command(address, { entity, name, args, key: `${id}-${name}` });
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
      const { historyLength } = await address.temporal.workflow.getHandle(entity).describe();
      return historyLength;
    },
    close: () => stops.run(),
  };
};

/** Reads the changes once while there are none. Returns the number of requests and the time, for so many open cases. */
async function pollWith(
  cases: number,
  store: Store,
  temporal: Parameters<typeof activitiesOf>[0]['temporal'],
): Promise<{ requests: number; ms: number }> {
  let requests = 0;
  const tracker = createServer((_request, response) => {
    requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ items: [], count: 0, total: 0, per_page: 100, page: 1, pages: 0 }));
  });
  await new Promise<void>((resolve) => void tracker.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(tracker.address() as AddressInfo).port}`;
    const system = requestTracker({ url, token: 'bench', queue: 'bench' });
    for (let index = 0; index < cases; index += 1)
      await ticketLinks.put(store, {
        ticket: `request-tracker/${index}`,
        system: 'request-tracker',
        id: String(index),
        key: `case/C-${index}/1/0`,
        url: null,
      });
    const mail = smtpTransport(mailConfiguration({ SMTP_URL: 'smtp://127.0.0.1:1' }));
    const logger = pino({ level: 'silent' });
    const { syncTickets } = activitiesOf({ store, clock: REAL_TIME, temporal, mail, ticketing: registry(system), logger });
    await syncTickets('request-tracker');
    requests = 0;
    const start = performance.now();
    await syncTickets('request-tracker');
    const ms = performance.now() - start;
    mail.close();
    return { requests, ms };
  } finally {
    tracker.close();
  }
}

export const cases: Benchmark = async ({ repeats, stops, say, temporal }) => {
  const address = await temporal();
  const path = await bundle(stops, require.resolve('./bare-workflows'));
  const bare = await startSubject('bareAlarms', bareAlarms, { address, taskQueue: 'alarms', path });
  stops.add(() => bare.stop());
  const ours = await startSubject('caseWarnings', caseWarnings, { address, taskQueue: 'cases' });
  stops.add(() => ours.stop());
  const samples = { bare: [] as (readonly number[])[], ours: [] as (readonly number[])[] };
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const [which, subject] of [
      ['bare', bare],
      ['ours', ours],
    ] as const) {
      const late = await subject.measure({ prefix: `${which[0]}${repeat}x`, count: CASES, from: Date.now() + START_UP[which] });
      samples[which].push(late);
      say(`cases: ${which}, late by ${percentile(late, 50).toFixed(0)} ms (p50), ${percentile(late, 99).toFixed(0)} ms (p99)`);
    }
  }
  await Promise.all([bare.stop(), ours.stop()]);
  const histories = await startSubject('caseHistory', caseHistory, { address, taskQueue: 'case-history' });
  stops.add(() => histories.stop());
  const events: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) events.push(await histories.measure({}));
  await histories.stop();
  const store = await openStoreIn(stops, { memory: true });
  const client = await openClient(stops, { address, taskQueue: 'poll' });
  const polls = { none: await pollWith(0, store, client), many: await pollWith(10_000, store, client) };
  const lateness = (percent: number): Measurement => ({
    benchmark: 'cases',
    what: `a warning in the inbox, ${CASES} within a minute: late, p${percent}`,
    unit: 'ms',
    baseline: samples.bare.map((late) => percentile(late, percent)),
    ours: samples.ours.map((late) => percentile(late, percent)),
    wanted: { of: 'ratio', most: 2 },
  });
  return [
    lateness(50),
    lateness(99),
    {
      benchmark: 'cases',
      what: 'from report to solution, four milestones, two warnings',
      unit: 'events',
      ours: events,
      wanted: { of: 'ours', most: 130 },
    },
    {
      benchmark: 'cases',
      what: 'a reading without news, 10,000 open cases',
      unit: 'requests',
      baseline: [polls.none.requests],
      ours: [polls.many.requests],
      wanted: { of: 'ours', most: 1 },
      note: `${polls.none.ms.toFixed(0)} ms without a case, ${polls.many.ms.toFixed(0)} ms with 10,000`,
    },
  ];
};
