// What every ticketing adapter must do. Its test calls this with a fresh system.
import type { NewTicket, TicketChange, Ticketing, TicketState } from '../../../activities/ticketing/port';

export interface System {
  readonly ticketing: Ticketing;
  /** A ticket as a person sees it in the system. */
  look(id: string): Promise<{ readonly subject: string; readonly state: TicketState; readonly text: string } | undefined>;
  count(): Promise<number>;
}

/** Another person, who uses the system's own means. */
export interface Colleague {
  take(id: string): Promise<void>;
  answer(id: string): Promise<void>;
  stall(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  resolve(id: string): Promise<void>;
  reopen(id: string): Promise<void>;
  /** `undefined` where the system deletes nothing that its cursor would see. */
  remove?: (id: string) => Promise<void>;
}

let made = 0;
export const ticket = (changes: Partial<NewTicket> = {}): NewTicket => ({
  key: `case/acme-${Date.now()}/${++made}/0`,
  account: 'acme',
  about: 'acme:first-delivery:2026-03-01',
  subject: '华辰：首次交付',
  text: '级别：白金\nDue: 2026-03-01 18:00 <Asia/Shanghai> & "soon"',
  due: Date.parse('2026-03-01T10:00:00Z'),
  ...changes,
});

export const keepsTheTicketingContract = (system: () => System): void => {
  const look = async (id: string) => (await system().look(id)) ?? { state: 'gone', text: '' };

  test('a ticket is made, open, with its subject and text', async () => {
    const { id } = await system().ticketing.open(ticket());
    const seen = await system().look(id);
    expect(seen).toMatchObject({ subject: '华辰：首次交付', state: 'open' });
    expect(seen?.text).toContain('Due: 2026-03-01 18:00 <Asia/Shanghai> & "soon"');
  });

  test('a ticket is made once under its key, and found by it', async () => {
    const once = ticket();
    const before = await system().count();
    const { id } = await system().ticketing.open(once);
    await expect(system().ticketing.open({ ...once, subject: 'another' })).resolves.toMatchObject({ id });
    await expect(system().count()).resolves.toBe(before + 1);
    await expect(system().ticketing.keyOf(id)).resolves.toBe(once.key);
  });

  test('two keys are two tickets, whatever they are about', async () => {
    const first = await system().ticketing.open(ticket());
    await expect(system().ticketing.open(ticket())).resolves.not.toMatchObject({ id: first.id });
  });

  test('moving it to where it is does nothing, from everywhere to everywhere', async () => {
    const { id } = await system().ticketing.open(ticket());
    const states: TicketState[] = [
      'open',
      'taken',
      'taken',
      'waiting',
      'waiting',
      'taken',
      'resolved',
      'resolved',
      'open',
      'waiting',
      'resolved',
    ];
    for (const state of states) {
      await system().ticketing.move(id, state);
      await expect(look(id)).resolves.toMatchObject({ state });
    }
  });

  test('a note is written once under its key', async () => {
    const { id } = await system().ticketing.open(ticket());
    const note = { key: `case/acme/${Date.now()}/1`, text: 'Neue Frist: 18:00 — 因为等级变更', due: Date.parse('2026-03-02T10:00:00Z') };
    await system().ticketing.note(id, note);
    await system().ticketing.note(id, note);
    expect((await look(id)).text.split('因为等级变更')).toHaveLength(2);
  });

  test('a resolved ticket stays resolved when its making is repeated', async () => {
    const once = ticket();
    const { id } = await system().ticketing.open(once);
    await system().ticketing.move(id, 'resolved');
    await expect(system().ticketing.open(once)).resolves.toMatchObject({ id });
    await expect(look(id)).resolves.toMatchObject({ state: 'resolved' });
  });

  test('what is not there is refused for good, and is nobody’s', async () => {
    await expect(system().ticketing.move('999999', 'resolved')).rejects.toMatchObject({ code: 'no-such-ticket' });
    await expect(system().ticketing.note('999999', { key: 'case/x/1/0', text: 'x' })).rejects.toMatchObject({ code: 'no-such-ticket' });
    await expect(system().ticketing.keyOf('999999')).resolves.toBeUndefined();
  });

  test('the system says that it is well', async () => {
    await expect(system().ticketing.check()).resolves.toBeUndefined();
  });
};

/** For systems that are asked what changed. */
export const reportsWhatChanges = (system: () => System & { readonly colleague: Colleague }): void => {
  /** All changes since `cursor`. */
  const since = async (cursor: string): Promise<{ changes: TicketChange[]; cursor: string }> => {
    const { ticketing } = system();
    const changes: TicketChange[] = [];
    for (;;) {
      const next = await ticketing.changes?.(cursor);
      if (!next) throw new Error('The system tells no changes.');
      changes.push(...next.changes);
      cursor = next.cursor;
      if (!next.more) return { changes, cursor };
    }
  };
  const fromNow = async (): Promise<string> => {
    const begun = await system().ticketing.changes?.(undefined);
    expect(begun).toMatchObject({ changes: [], more: false });
    return begun?.cursor ?? '';
  };

  test('nothing is told of what we did ourselves', async () => {
    const cursor = await fromNow();
    const { id } = await system().ticketing.open(ticket());
    for (const state of ['taken', 'waiting', 'resolved', 'open'] as const) await system().ticketing.move(id, state);
    await system().ticketing.note(id, { key: `case/acme/${Date.now()}/2`, text: 'a word' });
    expect((await since(cursor)).changes).toEqual([]);
  });

  test('what a colleague does is told in order, once, the same at every reading', async () => {
    const { id } = await system().ticketing.open(ticket());
    const cursor = await fromNow();
    const began = Date.now();
    const { colleague } = system();
    await colleague.take(id);
    await colleague.answer(id);
    await colleague.stall(id);
    await colleague.resume(id);
    await colleague.resolve(id);
    await colleague.reopen(id);
    const { changes, cursor: next } = await since(cursor);
    expect(changes.map(({ what }) => what)).toEqual(['taken', 'answered', 'stalled', 'resumed', 'resolved', 'reopened']);
    for (const change of changes) {
      expect(change.ticket).toBe(id);
      // Some systems keep only whole seconds.
      expect(change.at).toBeGreaterThan(began - 2_000);
      expect(change.at).toBeLessThan(Date.now() + 2_000);
    }
    expect(new Set(changes.map((change) => change.id)).size).toBe(changes.length);
    expect((await since(cursor)).changes).toEqual(changes);
    expect((await since(next)).changes).toEqual([]);
  });

  test('changes of many tickets come in the order in which they were made, however many at a time', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await system().ticketing.open(ticket())).id);
    const cursor = await fromNow();
    const { colleague } = system();
    for (const id of ids) await colleague.resolve(id);
    for (const id of [...ids].reverse()) await colleague.reopen(id);
    expect((await since(cursor)).changes.map(({ ticket: about, what }) => `${about} ${what}`)).toEqual([
      ...ids.map((id) => `${id} resolved`),
      ...[...ids].reverse().map((id) => `${id} reopened`),
    ]);
  });

  test('a ticket that is deleted over there is told, and refused for good from then on', async () => {
    const { colleague, ticketing } = system();
    if (!colleague.remove) return;
    const { id } = await ticketing.open(ticket());
    const cursor = await fromNow();
    await colleague.remove(id);
    expect((await since(cursor)).changes).toMatchObject([{ ticket: id, what: 'deleted' }]);
    await expect(ticketing.move(id, 'resolved')).rejects.toMatchObject({ code: 'no-such-ticket' });
  });
};
