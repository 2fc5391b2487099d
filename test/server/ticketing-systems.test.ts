// A case and its ticket in the real ticketing systems: what happens on one side happens on the other, once, whatever is in the way.

import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedTicketing } from '../../src/activities/ticketing/embedded';
import type { Ticketing } from '../../src/activities/ticketing/port';
import { redmine } from '../../src/activities/ticketing/redmine';
import { registry } from '../../src/activities/ticketing/registry';
import { requestTracker } from '../../src/activities/ticketing/request-tracker';
import { eventually } from '../support/eventually';
import { startRedmine, withoutRedmine } from '../support/redmine';
import { type RequestTracker, startRequestTracker, withProxy } from '../support/request-tracker';
import { good } from './answers';
import { withEverything } from './deployment';

type House = Awaited<ReturnType<typeof withEverything>>;

const isWithoutTracker = (process.env.PERENNIAL_TEST_WITHOUT ?? '').split(',').includes('request-tracker');

const openHouse = async (queue: string, ticketing: Ticketing, mailServer = {}): Promise<House> => {
  const house = await withEverything(queue, {
    mailServer,
    ticketing: (store, clock) => registry(ticketing, embeddedTicketing(store, clock)),
  });
  await good(
    house.post('/accounts', {
      account: 'acme',
      name: '华辰精密',
      signedOn: '2025-06-02',
      level: 'platinum',
      accountManager: 'li.wei',
      technical: 'wang.fang',
      salesManager: 'liu.qiang',
    }),
  );
  return house;
};

let made = 0;
const report = async (house: House): Promise<string> =>
  (await good(house.post('/cases', { account: 'acme', severity: 'high', text: `The press stands still (${++made})` }))).id;
const shown = (house: House, id: string) => good(house.get(`/cases/${id}`));
/** The case, once it is as wanted. */
const once = (house: House, id: string, what: string, holds: (one: ReturnType<typeof JSON.parse>) => boolean) =>
  eventually(`${id} ${what}`, async () => {
    const one = await shown(house, id);
    return holds(one) ? one : undefined;
  });
const ticketOf = async (house: House, id: string): Promise<string> =>
  (await once(house, id, 'its ticket', ({ ticket }) => ticket !== null)).ticket.id;
const stands = (one: ReturnType<typeof JSON.parse>, name: string): string =>
  one.milestones.find((milestone: { name: string }) => milestone.name === name)?.state;

interface Tracker {
  readonly system: 'request-tracker' | 'redmine';
  readonly ticketing: Ticketing;
  /** As somebody else who works there. */
  move(ticket: string, to: 'taken' | 'waiting' | 'going on' | 'resolved' | 'open'): Promise<void>;
  /** What it says over there. */
  look(ticket: string): Promise<{ readonly state: string; readonly subject: string }>;
  /** How much has happened to a ticket. */
  happenings(ticket: string): Promise<number>;
  crash(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const RT_STATES = { new: 'open', open: 'taken', stalled: 'waiting', resolved: 'resolved' } as Readonly<Record<string, string>>;

const trackerOf = (rt: RequestTracker): Tracker => {
  const status = { waiting: 'stalled', 'going on': 'open', resolved: 'resolved', open: 'open' } as const;
  return {
    system: 'request-tracker',
    ticketing: requestTracker({ url: rt.url, token: rt.tokens.ours, queue: rt.queue }),
    move: (ticket, to) =>
      to === 'taken'
        ? rt.ask('colleague', 'PUT', `ticket/${ticket}/take`, {})
        : rt.ask('colleague', 'PUT', `ticket/${ticket}`, { Status: status[to] }),
    async look(ticket) {
      const { Subject, Status } = await rt.ask<{ Subject: string; Status: string }>('colleague', 'GET', `ticket/${ticket}`);
      return { state: RT_STATES[Status] ?? Status, subject: Subject };
    },
    happenings: async (ticket) => (await rt.ask<{ total: number }>('colleague', 'GET', `ticket/${ticket}/history`)).total,
    crash: () => rt.kill(),
    restart: () => rt.restart(),
    stop: () => rt.stop(),
  };
};

const redmineTracker = async (): Promise<Tracker> => {
  const server = await startRedmine();
  const { seed, url } = server;
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'x-redmine-api-key': seed.colleague.key, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return method === 'GET' ? ((await answer.json()) as ReturnType<typeof JSON.parse>) : undefined;
  };
  const { issue_statuses } = await call('GET', '/issue_statuses.json');
  const names = { open: 'New', taken: 'In Progress', waiting: 'Feedback', resolved: 'Resolved' } as const;
  const goingOn = { 'going on': 'In Progress' } as const;
  const statusId = (name: string): number => issue_statuses.find((status: { name: string }) => status.name === name).id;
  const states = Object.fromEntries(Object.entries(names).map(([state, name]) => [name, state]));
  return {
    system: 'redmine',
    ticketing: redmine({ url, key: seed.us, project: 'cases' }),
    move: async (ticket, to) =>
      void (await call('PUT', `/issues/${ticket}.json`, { issue: { status_id: statusId({ ...names, ...goingOn }[to]) } })),
    async look(ticket) {
      const { issue } = await call('GET', `/issues/${ticket}.json`);
      return { state: states[issue.status.name] ?? issue.status.name, subject: issue.subject };
    },
    happenings: async (ticket) => (await call('GET', `/issues/${ticket}.json?include=journals`)).issue.journals.length,
    crash: () => server.crash(),
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
};

const followsBothWays = (start: () => Promise<Tracker>): void => {
  let tracker: Tracker;
  let house: House;
  beforeAll(async () => {
    tracker = await start();
    house = await openHouse(`test-${tracker.system}`, tracker.ticketing);
  });
  afterAll(async () => {
    await house?.close();
    await tracker?.stop();
  });

  test('a report is a ticket over there, with what was reported', async () => {
    const id = await report(house);
    const ticket = await ticketOf(house, id);
    const { subject, state } = await tracker.look(ticket);
    expect(subject).toContain('The press stands still');
    expect(subject).toContain(id);
    expect(state).toBe('open');
    expect((await shown(house, id)).ticket).toMatchObject({ system: tracker.system, url: expect.stringContaining(ticket) });
  });

  test('taken, stalled, gone on with, resolved and reopened over there: so is the case', async () => {
    const id = await report(house);
    const ticket = await ticketOf(house, id);
    await tracker.move(ticket, 'taken');
    await once(house, id, 'is answered', (one) => stands(one, 'response') === 'met');
    await tracker.move(ticket, 'waiting');
    await once(house, id, 'waits', ({ state }) => state === 'waiting');
    await tracker.move(ticket, 'going on');
    await once(house, id, 'goes on', ({ state }) => state === 'open');
    await tracker.move(ticket, 'resolved');
    await once(house, id, 'is resolved', ({ state }) => state === 'resolved');
    await tracker.move(ticket, 'open');
    await once(house, id, 'is open again', ({ state }) => state === 'open');
  });

  test('waiting, gone on with, resolved and reopened here: so is the ticket, and nothing comes back', async () => {
    const id = await report(house);
    const ticket = await ticketOf(house, id);
    for (const [action, state] of [
      ['wait', 'waiting'],
      ['resume', 'open'],
      ['resolve', 'resolved'],
      ['reopen', 'open'],
    ] as const) {
      await good(house.post(`/cases/${id}/${action}`, {}));
      await eventually(`the ticket ${state}`, async () => ((await tracker.look(ticket)).state === state ? true : undefined));
    }
    const { history } = await good(house.get(`/cases/${id}/history`));
    const happened = await tracker.happenings(ticket);
    await sleep(3_000);
    expect((await good(house.get(`/cases/${id}/history`))).history).toEqual(history);
    expect(await tracker.happenings(ticket)).toBe(happened);
    expect(history.filter(({ data }: { data: { via?: string } }) => data.via === 'ticket')).toEqual([]);
  });

  test('away for a while, it is caught up with in order, and nothing here waits for it', async () => {
    const id = await report(house);
    const ticket = await ticketOf(house, id);
    await tracker.move(ticket, 'waiting');
    await tracker.crash();
    const other = await report(house);
    expect((await good(house.post(`/cases/${other}/resolve`, {}))).state).toBe('resolved');
    await once(house, other, 'its trouble', ({ trouble }) => trouble.length > 0);
    const checks = (await good(house.get('/doctor'))).checks as { name: string; ok: boolean; detail: string }[];
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toContain('ticketing');
    await tracker.restart();
    await once(house, id, 'waits', ({ state }) => state === 'waiting');
    const late = await ticketOf(house, other);
    await eventually('the other ticket resolved', async () => ((await tracker.look(late)).state === 'resolved' ? true : undefined), 90);
    await once(house, other, 'no trouble', ({ trouble }) => trouble.length === 0);
  });
};

(isWithoutTracker ? describe.skip : describe)('Request Tracker', () => followsBothWays(async () => trackerOf(await startRequestTracker())));
(withoutRedmine() ? describe.skip : describe)('Redmine', () => followsBothWays(redmineTracker));

(isWithoutTracker ? describe.skip : describe)('trouble with the ticketing system', () => {
  let rt: RequestTracker;
  beforeAll(async () => {
    rt = await startRequestTracker();
  });
  afterAll(() => rt?.stop());

  /** The case goes on, its mails go out, and the trouble is to be seen. */
  const goesOn = async (house: House, id: string, code: string): Promise<void> => {
    expect((await good(house.post(`/cases/${id}/take`, { by: 'wang.fang' }))).state).toBe('open');
    await eventually('the mail to the engineer', async () =>
      (await good(house.get('/mails?account=acme'))).mails.find(
        ({ subject, state }: { subject: string; state: string }) => subject.includes(id) && state === 'sent',
      ),
    );
    await once(house, id, `its trouble ${code}`, ({ trouble }) => trouble.some((one: { code: string }) => one.code === code));
  };

  const unwell = async (name: string, trouble: Parameters<typeof withProxy>[1], code: string, isWellAgain: boolean, more = {}) => {
    await withProxy(rt.url, trouble, async (proxy) => {
      const config = { url: proxy.url, token: rt.tokens.ours, queue: rt.queue, ...more };
      const house = await openHouse(`test-trouble-${name}`, requestTracker(config));
      try {
        const id = await report(house);
        await goesOn(house, id, code);
        const checks = (await good(house.get('/doctor'))).checks as { name: string; ok: boolean; detail: string }[];
        expect(checks.find(({ name: one }) => one === 'ticketing')).toMatchObject({ ok: false });
        if (!isWellAgain) return;
        proxy.trouble.status = undefined;
        proxy.trouble.isMute = false;
        const ticket = await ticketOf(house, id);
        await eventually('the ticket taken', async () => ((await trackerOf(rt).look(ticket)).state === 'taken' ? true : undefined));
      } finally {
        await house.close();
      }
    });
  };

  test('a 500 storm', () => unwell('500', { status: 500 }, 'ticketing-failed', true));
  test('a slow server', () => unwell('slow', { isMute: true }, 'ticketing-slow', true, { patience: 1_000 }));
  test('a wrong token', () => unwell('token', {}, 'wrong-token', false, { token: 'wrong' }));
  test(
    'a status that does not exist over there',
    () => unwell('status', {}, 'no-such-status', false, { statuses: { taken: 'in-arbeit' } }),
    300_000,
  );

  test('a deleted ticket', async () => {
    const house = await openHouse('test-trouble-deleted', requestTracker({ url: rt.url, token: rt.tokens.ours, queue: rt.queue }));
    try {
      const id = await report(house);
      const ticket = await ticketOf(house, id);
      await rt.ask('colleague', 'DELETE', `ticket/${ticket}`);
      await once(
        house,
        id,
        'its ticket is lost',
        ({ ticket: left, trouble }) => left === null && trouble.some((one: { code: string }) => one.code === 'ticket-deleted'),
      );
      expect((await good(house.post(`/cases/${id}/resolve`, {}))).state).toBe('resolved');
    } finally {
      await house.close();
    }
  });
});
