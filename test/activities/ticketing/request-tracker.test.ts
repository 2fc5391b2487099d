// The adapter with a real Request Tracker 5, and cases that follow their tickets in both directions. PERENNIAL_TEST_WITHOUT=request-tracker leaves
// it out.
import type { Ticketing, TicketState } from '../../../activities/ticketing/port';
import { type RequestTrackerConfig, requestTracker, requestTrackerFromEnvironment } from '../../../activities/ticketing/request-tracker';
import { type RequestTracker, startRequestTracker, withProxy } from '../../support/request-tracker';
import { followsBothWays } from './both-ways';
import { type Colleague, keepsTheTicketingContract, reportsWhatChanges, type System, ticket } from './contract';
import { showsTrouble, trackerOf } from './request-tracker-cases';

const isLeftOut = (process.env.PERENNIAL_TEST_WITHOUT ?? '').split(',').includes('request-tracker');

(isLeftOut ? describe.skip : describe)('Request Tracker', () => {
  let rt: RequestTracker;
  let ticketing: Ticketing;

  beforeAll(async () => {
    rt = await startRequestTracker();
    ticketing = requestTracker(config());
  });
  afterAll(() => rt?.stop());

  const config = (changes: Partial<RequestTrackerConfig> = {}): RequestTrackerConfig => ({
    url: rt.url,
    token: rt.tokens.ours,
    queue: rt.queue,
    ...changes,
  });

  /** A ticket as a colleague sees it. */
  const seen = (id: string) => rt.ask<{ Subject: string; Status: string; Due: string }>('colleague', 'GET', `ticket/${id}`);
  const STATES: Readonly<Record<string, TicketState>> = { new: 'open', open: 'taken', stalled: 'waiting', resolved: 'resolved' };
  const system = (): System & { readonly colleague: Colleague } => ({
    ticketing,
    colleague,
    async look(id) {
      const { Subject: subject, Status: status } = await seen(id);
      const path = `ticket/${id}/attachments?fields=Content&per_page=100`;
      const { items } = await rt.ask<{ items: { Content: string }[] }>('colleague', 'GET', path);
      const state = STATES[status];
      return state && { subject, state, text: items.map(({ Content }) => Content).join('\n') };
    },
    async count() {
      const path = `tickets?query=${encodeURIComponent(`Queue = '${rt.queue}'`)}`;
      return (await rt.ask<{ total: number }>('colleague', 'GET', path)).total;
    },
  });

  const sets = (Status: string) => (id: string) => rt.ask('colleague', 'PUT', `ticket/${id}`, { Status });
  const says = (who: 'colleague' | 'customer', id: string) =>
    rt.ask(who, 'POST', `ticket/${id}/correspond`, { Content: 'We look into it.', ContentType: 'text/plain' });
  const colleague: Colleague = {
    take: (id) => rt.ask('colleague', 'PUT', `ticket/${id}/take`, {}),
    answer: (id) => says('colleague', id),
    stall: sets('stalled'),
    resume: sets('open'),
    resolve: sets('resolved'),
    reopen: sets('open'),
    remove: (id) => rt.ask('colleague', 'DELETE', `ticket/${id}`),
  };

  /** A cursor for now. */
  const here = async (): Promise<string> => (await ticketing.changes?.(undefined))?.cursor ?? '';
  const since = async (cursor: string, from: Ticketing = ticketing): Promise<string[]> =>
    ((await from.changes?.(cursor))?.changes ?? []).map(({ ticket: about, what }) => `${about} ${what}`);

  keepsTheTicketingContract(system);
  reportsWhatChanges(system);
  describe('a case and its ticket', () => followsBothWays(() => trackerOf(rt)));
  describe('trouble on the way', () => showsTrouble(() => rt));

  describe('a ticket', () => {
    test('is due when it was said, and later when it is said later', async () => {
      const { id, url } = await ticketing.open(ticket());
      const due = async () => (await seen(id)).Due;
      await expect(due()).resolves.toBe('2026-03-01T10:00:00Z');
      await ticketing.note(id, { key: `case/acme/due/${id}`, text: 'a week more', due: Date.parse('2026-03-08T10:00:00.500Z') });
      await expect(due()).resolves.toBe('2026-03-08T10:00:00Z');
      expect(url).toBe(`${rt.url}/Ticket/Display.html?id=${id}`);
    });

    test('has nobody in its mail, and its notes are internal', async () => {
      const { id } = await ticketing.open(ticket());
      await ticketing.note(id, { key: `case/acme/note/${id}`, text: 'a word among us' });
      await expect(seen(id)).resolves.toMatchObject({ Requestor: [], Cc: [], AdminCc: [] });
      const { items } = await rt.ask<{ items: { Type: string }[] }>('colleague', 'GET', `ticket/${id}/history?fields=Type`);
      expect(items.map(({ Type }) => Type)).toEqual(['Create', 'Comment']);
    });

    test('has a key that a search does not misread', async () => {
      const odd = ticket({ key: `case/o'hara\\${Date.now()}/1/0` });
      const { id } = await ticketing.open(odd);
      await expect(ticketing.open(odd)).resolves.toMatchObject({ id });
    });

    test('that somebody rejected is resolved', async () => {
      const { id } = await ticketing.open(ticket());
      const cursor = await here();
      await sets('rejected')(id);
      await expect(since(cursor)).resolves.toEqual([`${id} resolved`]);
      await ticketing.move(id, 'resolved');
      await expect(seen(id)).resolves.toMatchObject({ Status: 'rejected' });
    });

    test('that is deleted has neither notes nor a key any more', async () => {
      const { id } = await ticketing.open(ticket());
      await colleague.remove?.(id);
      await expect(ticketing.note(id, { key: 'case/acme/9/0', text: 'x' })).rejects.toMatchObject({ code: 'no-such-ticket' });
      await expect(ticketing.keyOf(id)).resolves.toBeUndefined();
    });

    test('reopened to wait for the customer is both', async () => {
      const { id } = await ticketing.open(ticket());
      await ticketing.move(id, 'resolved');
      const cursor = await here();
      await colleague.stall(id);
      await expect(since(cursor)).resolves.toEqual([`${id} reopened`, `${id} stalled`]);
    });

    test('answered without being taken is answered, no more; given back it is not taken', async () => {
      const { id } = await ticketing.open(ticket());
      const cursor = await here();
      await colleague.answer(id);
      await colleague.take(id);
      await rt.ask('colleague', 'PUT', `ticket/${id}/untake`, {});
      await expect(since(cursor)).resolves.toEqual([`${id} answered`, `${id} taken`]);
    });

    test('to which the customer replies is not answered by that, but awake again', async () => {
      const { id } = await ticketing.open(ticket());
      await ticketing.move(id, 'resolved');
      const cursor = await here();
      await says('customer', id);
      await expect(since(cursor)).resolves.toEqual([`${id} reopened`]);
    });
  });

  describe('trouble', () => {
    test('killed and started again, it is caught up with in order', async () => {
      const { id } = await ticketing.open(ticket());
      const cursor = await here();
      await colleague.take(id);
      await colleague.answer(id);
      await rt.crash();
      await expect(ticketing.move(id, 'waiting')).rejects.toMatchObject({ code: 'ticketing-unreachable' });
      await expect(ticketing.changes?.(cursor)).rejects.toMatchObject({ code: 'ticketing-unreachable' });
      await rt.restart();
      await colleague.stall(id);
      await colleague.resolve(id);
      await expect(since(cursor)).resolves.toEqual(['taken', 'answered', 'stalled', 'resolved'].map((what) => `${id} ${what}`));
    });

    test('a wrong token is said to be wrong, whatever is asked', async () => {
      const stranger = requestTracker(config({ token: `1-1-${'0'.repeat(32)}` }));
      await expect(stranger.check()).rejects.toMatchObject({ code: 'wrong-token' });
      await expect(stranger.open(ticket())).rejects.toMatchObject({ code: 'wrong-token' });
      await expect(stranger.changes?.('0')).rejects.toMatchObject({ code: 'wrong-token' });
    });

    test('a status that the lifecycle does not know is refused for good', async () => {
      const { id } = await ticketing.open(ticket());
      const misled = requestTracker(config({ statuses: { open: 'fresh', waiting: 'on ice' } }));
      await expect(misled.move(id, 'waiting')).rejects.toMatchObject({ code: 'no-such-status' });
      const before = await system().count();
      await expect(misled.open(ticket())).rejects.toMatchObject({ code: 'no-such-status' });
      await expect(system().count()).resolves.toBe(before);
    });

    test('a queue that is not there is named by the check', async () => {
      const lost = requestTracker(config({ queue: 'Nowhere' }));
      await expect(lost.check()).rejects.toMatchObject({ code: 'ticketing-refused', parameters: { queue: 'Nowhere' } });
    });

    test('a ticket that came without its key gets it at the next attempt: no other is made', async () => {
      const unlucky = ticket();
      const before = await system().count();
      await withProxy(rt.url, { onRequest: (body) => body.replace('"ExternalId"', '"Nowhere"') }, async (proxy) => {
        const through = requestTracker(config({ url: proxy.url }));
        await expect(through.open(unlucky)).rejects.toMatchObject({ code: 'ticketing-refused' });
        await expect(through.open(unlucky)).rejects.toMatchObject({ code: 'ticketing-refused' });
        proxy.trouble.onRequest = undefined;
        const { id } = await through.open(unlucky);
        await expect(ticketing.keyOf(id)).resolves.toBe(unlucky.key);
      });
      await expect(system().count()).resolves.toBe(before + 1);
    });

    test('a storm of 500 passes', async () => {
      await withProxy(rt.url, { status: 500 }, async (proxy) => {
        const through = requestTracker(config({ url: proxy.url }));
        const one = ticket();
        for (let attempt = 0; attempt < 3; attempt += 1)
          await expect(through.open(one)).rejects.toMatchObject({ code: 'ticketing-failed' });
        proxy.trouble.status = undefined;
        const { id } = await through.open(one);
        await expect(ticketing.keyOf(id)).resolves.toBe(one.key);
      });
    });

    test('a system that does not answer is called slow', async () => {
      await withProxy(rt.url, { isMute: true }, async (proxy) => {
        const through = requestTracker(config({ url: proxy.url, patience: 300 }));
        await expect(through.check()).rejects.toMatchObject({ code: 'ticketing-slow' });
      });
    });
  });

  describe('the cursor', () => {
    test('costs one request where nothing changed, and one to begin with', async () => {
      await withProxy(rt.url, {}, async (proxy) => {
        const through = requestTracker(config({ url: proxy.url }));
        const begun = await through.changes?.(undefined);
        expect(proxy.count()).toBe(1);
        await expect(through.changes?.(begun?.cursor)).resolves.toMatchObject({ changes: [], more: false });
        expect(proxy.count()).toBe(2);
      });
    });

    test('a change that appears after its successor is still told', async () => {
      const { id } = await ticketing.open(ticket());
      const cursor = await here();
      await colleague.stall(id);
      await colleague.resolve(id);
      // A transaction with a lower number that is not committed when the next one is.
      const hideFirst = (body: string): string => {
        const answer = JSON.parse(body) as { items: unknown[] };
        return JSON.stringify({ ...answer, items: answer.items.slice(1) });
      };
      await withProxy(rt.url, { onAnswer: hideFirst }, async (proxy) => {
        const through = requestTracker(config({ url: proxy.url }));
        const first = await through.changes?.(cursor);
        expect(first?.changes).toMatchObject([{ what: 'resolved' }]);
        proxy.trouble.onAnswer = undefined;
        await expect(since(first?.cursor ?? '', through)).resolves.toEqual([`${id} stalled`]);
      });
    });

    test('a burst of more than a page is read to its end', async () => {
      const { id } = await ticketing.open(ticket());
      let cursor = await here();
      const once = [
        { id, Status: 'stalled' },
        { id, Status: 'open' },
      ];
      await rt.ask('colleague', 'PUT', 'tickets/bulk', Array.from({ length: 55 }, () => once).flat());
      const whats: string[] = [];
      for (let more = true; more; ) {
        const next = await ticketing.changes?.(cursor);
        whats.push(...(next?.changes ?? []).map(({ what }) => what));
        cursor = next?.cursor ?? '';
        more = next?.more ?? false;
      }
      expect(whats).toEqual(Array.from({ length: 55 }, () => ['stalled', 'resumed']).flat());
    });
  });
});

describe('the configuration of Request Tracker', () => {
  const complete = { RT_URL: 'https://rt.example.com/rt', RT_TOKEN: '1-2-abc', RT_QUEUE: 'Key Accounts' };

  test('is absent, or complete', () => {
    expect(requestTrackerFromEnvironment({})).toBeUndefined();
    expect(requestTrackerFromEnvironment(complete)).toEqual({ url: 'https://rt.example.com/rt', token: '1-2-abc', queue: 'Key Accounts' });
    expect(requestTrackerFromEnvironment({ ...complete, RT_STATUSES: 'taken=in work, waiting = parked' })).toMatchObject({
      statuses: { taken: 'in work', waiting: 'parked' },
    });
  });

  test.each([
    ['RT_URL', { RT_URL: '' }],
    ['RT_URL', { RT_URL: 'rt.example.com' }],
    ['RT_TOKEN', { RT_TOKEN: '' }],
    ['RT_QUEUE', { RT_QUEUE: '' }],
    ['RT_STATUSES', { RT_STATUSES: 'taken' }],
    ['RT_STATUSES', { RT_STATUSES: 'closed=resolved' }],
  ])('names %s where it is wrong, and holds no token in what it says', (setting, wrong) => {
    const read = () => requestTrackerFromEnvironment({ ...complete, ...wrong });
    expect(read).toThrow(expect.objectContaining({ code: 'bad-configuration', message: expect.stringContaining(setting) }));
    expect(read).not.toThrow(/1-2-abc/);
  });
});
