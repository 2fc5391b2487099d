// A case and its ticket in a real ticketing system: what happens on one side happens on the other, once, whatever goes wrong. Each system's own
// test calls this, so that the system runs once.
import { embeddedTicketing } from '../../../activities/ticketing/embedded';
import type { Ticketing } from '../../../activities/ticketing/port';
import { registry } from '../../../activities/ticketing/registry';
import { ticketSync } from '../../../store';
import { good } from '../../support/answers';
import { withEverything } from '../../support/deployment';
import { eventually } from '../../support/eventually';
import { day } from '../../support/start';

export type House = Awaited<ReturnType<typeof withEverything>>;

export const openHouse = async (queue: string, ticketing: Ticketing, mailServer = {}): Promise<House> => {
  const house = await withEverything(queue, {
    mailServer,
    ticketing: (store, clock) => registry(ticketing, embeddedTicketing(store, clock)),
  });
  await good(
    house.post('/accounts', {
      account: 'acme',
      name: '华辰精密',
      signedOn: day(-227),
      level: 'platinum',
      accountManager: 'li.wei',
      technical: 'wang.fang',
      salesManager: 'liu.qiang',
    }),
  );
  return house;
};

let made = 0;
export const report = async (house: House): Promise<string> =>
  (await good(house.post('/cases', { account: 'acme', severity: 'high', text: `The press stands still (${++made})` }))).id;
export const shown = (house: House, id: string) => good(house.get(`/cases/${id}`));
/** The case, once it satisfies `holds`. */
export const once = (house: House, id: string, what: string, holds: (one: ReturnType<typeof JSON.parse>) => boolean) =>
  eventually(`${id} ${what}`, async () => {
    const one = await shown(house, id);
    return holds(one) ? one : undefined;
  });
export const ticketOf = async (house: House, id: string): Promise<string> =>
  (await once(house, id, 'its ticket', ({ ticket }) => ticket !== null)).ticket.id;
const stands = (one: ReturnType<typeof JSON.parse>, name: string): string =>
  one.milestones.find((milestone: { name: string }) => milestone.name === name)?.state;

/** A ticketing system as another person uses it. */
export interface Tracker {
  readonly system: 'request-tracker' | 'redmine';
  readonly ticketing: Ticketing;
  /** Moves a ticket as another person. */
  move(ticket: string, to: 'taken' | 'waiting' | 'going on' | 'resolved' | 'open'): Promise<void>;
  /** The ticket in its system. */
  look(ticket: string): Promise<{ readonly state: string; readonly subject: string }>;
  /** The number of events of a ticket. */
  happenings(ticket: string): Promise<number>;
  crash(): Promise<void>;
  restart(): Promise<void>;
}

/** `found` connects to a running system. */
export const followsBothWays = (found: () => Tracker | Promise<Tracker>): void => {
  let tracker: Tracker;
  let house: House;
  beforeAll(async () => {
    tracker = await found();
    house = await openHouse(`test-${tracker.system}`, tracker.ticketing);
  });
  afterAll(() => house?.close());

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
    // Echoes of our own changes would have been read by now.
    for (let looks = 0; looks < 3; looks += 1) {
      const before = (await ticketSync.get(house.store, tracker.system))?.checkedAt ?? 0;
      await eventually('another look', async () => ((await ticketSync.get(house.store, tracker.system))?.checkedAt ?? 0) > before);
    }
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
    await eventually('the other ticket resolved', async () => ((await tracker.look(late)).state === 'resolved' ? true : undefined));
    await once(house, other, 'no trouble', ({ trouble }) => trouble.length === 0);
  });
};
