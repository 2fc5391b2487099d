import { notes, type Store, ticketAside, ticketInbox } from '../../store';
import { ENGINES, refusal, withStore } from './engines';

describe.each(ENGINES)('what was told of tickets, on %s', (engine) => {
  const store = withStore(engine);

  describe('and could not be carried over', () => {
    const aside = (item: string, ticket: string, state: ticketAside.AsideState = 'waiting') =>
      ticketAside.put(
        store(),
        { system: 'webhook', item, ticket, what: 'taken', at: 7, entity: 'case/C-1', state, code: 'no-worker', attempts: 1, retryAt: 100 },
        50,
      );
    const headsOf = async (of: Store) => (await ticketAside.heads(of, 'webhook')).map(({ item }) => item);

    it('is kept once, in its order; the first of each ticket leads', async () => {
      for (const [item, ticket] of [
        ['m-1', 'B'],
        ['m-2', 'A'],
        ['m-3', 'B'],
        ['m-2', 'A'],
      ] as const)
        await aside(item, ticket);
      expect((await ticketAside.list(store())).map(({ id, item }) => [id, item])).toEqual([
        ['TN-1', 'm-1'],
        ['TN-2', 'm-2'],
        expect.arrayContaining(['m-3']),
      ]);
      expect(await headsOf(store())).toEqual(['m-2', 'm-1']);
      expect(await ticketAside.openByTicket(store(), 'webhook', ['B', 'C'])).toEqual(new Map([['B', ['m-1', 'm-3']]]));
    });

    it('is retried only where nothing of its ticket comes before it', async () => {
      const [first, , third] = await ticketAside.list(store());
      expect(await refusal(ticketAside.retry(store(), third?.id ?? '', 60))).toBe('ticket-news-behind');
      await ticketAside.retry(store(), first?.id ?? '', 60);
      expect(await ticketAside.get(store(), first?.id ?? '')).toMatchObject({ state: 'waiting', retryAt: 60, updatedAt: 60 });
      expect(await refusal(ticketAside.retry(store(), 'TN-99', 60))).toBe('unknown-ticket-news');
    });

    it('is dropped once, with its reason, and no attempt under way brings it back', async () => {
      const [first] = await ticketAside.list(store());
      const id = first?.id ?? '';
      await ticketAside.drop(store(), id, { reason: 'Told by phone.', at: 1_000, now: 70 });
      await ticketAside.update(store(), id, { state: 'waiting', attempts: 9 }, 80);
      const dropped = await ticketAside.get(store(), id);
      expect(dropped).toMatchObject({ state: 'dropped', attempts: 1, retryAt: null, updatedAt: 70 });
      expect(await notes.get(store(), dropped?.note ?? '')).toMatchObject({ text: `${id}: Told by phone.`, at: 1_000 });
      expect(await refusal(ticketAside.drop(store(), id, { reason: 'Again.', at: 1_000, now: 90 }))).toBe('ticket-news-over');
      expect(await headsOf(store())).toEqual(['m-2', 'm-3']);
      // A repeated reading finds it.
      expect((await ticketAside.byItems(store(), 'webhook', ['m-1', 'm-7'])).get('m-1')).toMatchObject({ state: 'dropped' });
    });
  });

  it('a message is kept once under its id: the first stands and is answered', async () => {
    const message = { id: 'm-1', ticket: 'HD-7', what: 'taken', at: 5 };
    const kept = await ticketInbox.put(store(), message);
    expect(kept).toMatchObject(message);
    expect(await ticketInbox.put(store(), { ...message, ticket: 'HD-8' })).toEqual(kept);
    expect(await ticketInbox.after(store(), 0, 10)).toEqual([kept]);
  });
});
