// Cases with tickets in Request Tracker, and its failures.
import { requestTracker } from '../../../activities/ticketing/request-tracker';
import { good } from '../../support/answers';
import { eventually } from '../../support/eventually';
import { type RequestTracker, withProxy } from '../../support/request-tracker';
import { type House, once, openHouse, report, type Tracker, ticketOf } from './both-ways';

const STATES = { new: 'open', open: 'taken', stalled: 'waiting', resolved: 'resolved' } as Readonly<Record<string, string>>;

export const trackerOf = (rt: RequestTracker): Tracker => {
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
      return { state: STATES[Status] ?? Status, subject: Subject };
    },
    happenings: async (ticket) => (await rt.ask<{ total: number }>('colleague', 'GET', `ticket/${ticket}/history`)).total,
    crash: () => rt.crash(),
    restart: () => rt.restart(),
  };
};

/** A failure on the way to the system or in it is visible, and the case continues. */
export const showsTrouble = (system: () => RequestTracker): void => {
  let rt: RequestTracker;
  beforeAll(() => {
    rt = system();
  });

  /** The case continues, its mails are sent, and the trouble is shown. */
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
};
