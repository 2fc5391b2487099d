// What every ticketing system behind the port must do. An adapter's test calls this with a fresh system.
import type { NewTicket, Ticketing } from '../../../src/activities/ticketing/port';

export interface System {
  readonly ticketing: Ticketing;
  /** What somebody who looks into the system sees. */
  look(id: string): Promise<{ readonly subject: string; readonly isOpen: boolean } | undefined>;
  count(): Promise<number>;
}

export const keepsTheTicketingContract = (system: () => System): void => {
  let made = 0;
  const ticket = (changes: Partial<NewTicket> = {}): NewTicket => ({
    key: `account/acme/${++made}/0`,
    account: 'acme',
    task: 'acme:first-delivery:2026-03-01',
    subject: '华辰：首次交付',
    ...changes,
  });

  test('a ticket is made, open, with its subject', async () => {
    const id = await system().ticketing.open(ticket());
    await expect(system().look(id)).resolves.toEqual({ subject: '华辰：首次交付', isOpen: true });
  });

  test('a ticket is made once under its key, also when asked for at the same time', async () => {
    const once = ticket();
    const before = await system().count();
    const ids = await Promise.all([system().ticketing.open(once), system().ticketing.open(once)]);
    ids.push(await system().ticketing.open({ ...once, subject: 'another' }));
    expect(new Set(ids).size).toBe(1);
    await expect(system().count()).resolves.toBe(before + 1);
  });

  test('two keys are two tickets, whatever they are about', async () => {
    await expect(system().ticketing.open(ticket())).resolves.not.toBe(await system().ticketing.open(ticket()));
  });

  test('closing and reopening do nothing the second time', async () => {
    const id = await system().ticketing.open(ticket());
    for (const isOpen of [false, false, true, true, false]) {
      await (isOpen ? system().ticketing.reopen(id) : system().ticketing.close(id));
      await expect(system().look(id)).resolves.toMatchObject({ isOpen });
    }
  });

  test('a closed ticket stays closed when its making is repeated', async () => {
    const once = ticket();
    const id = await system().ticketing.open(once);
    await system().ticketing.close(id);
    await expect(system().ticketing.open(once)).resolves.toBe(id);
    await expect(system().look(id)).resolves.toMatchObject({ isOpen: false });
  });

  test.each(['close', 'reopen'] as const)('to %s what is not there is refused for good', async (change) => {
    await expect(system().ticketing[change]('T-999999')).rejects.toMatchObject({ code: 'no-such-ticket' });
  });
};
