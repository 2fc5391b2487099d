import { embeddedTicketing } from '../../../activities/ticketing/embedded';
import { tickets } from '../../../store';
import { clock, expectNoSecret, failureOf, houseOfFile, PLAYBOOK } from '../house';
import { keepsTheTicketingContract } from './contract';

const house = houseOfFile();

describe('the embedded ticketing system', () => {
  keepsTheTicketingContract(() => ({
    ticketing: embeddedTicketing(house.store, clock),
    async look(id) {
      const ticket = await tickets.get(house.store, id);
      return (
        ticket && { subject: ticket.subject, state: ticket.state, text: [ticket.text, ...ticket.notes.map(({ text }) => text)].join('\n') }
      );
    },
    count: async () => (await tickets.list(house.store)).length,
  }));
});

describe('the effects on a ticket', () => {
  const firstDelivery = {
    task: 'first-delivery:2026-03-01',
    touchpoint: 'first-delivery',
    nominal: '2026-03-01',
    due: Date.parse('2026-03-02T10:00:00Z'),
    stage: 'onboarding',
    provisional: false,
  };
  const lane = `ticket/${firstDelivery.task}`;
  const open = (owner: string, playbook = PLAYBOOK) => ({ lane, type: 'open-ticket', playbook, owner, ...firstDelivery }) as const;

  test('make it in the owner’s words, close it with its task and open it again', async () => {
    const outcome = await house.perform('account/acme/801/0', open(house.liWei));
    expect(outcome).toEqual({ ok: true, value: expect.stringMatching(/^T-\d+$/) });
    expectNoSecret([outcome, house.log]);
    const id = outcome.ok ? (outcome.value ?? '') : '';
    await expect(tickets.get(house.store, id)).resolves.toMatchObject({
      subject: '华辰精密 <"A&C">：首次交付',
      account: 'acme',
      about: 'acme:first-delivery:2026-03-01',
      owner: house.liWei,
      state: 'open',
      openedAt: Date.parse('2026-01-15T01:00:00Z'),
    });
    await expect(house.perform('account/acme/802/0', { lane, type: 'move-ticket', ticket: id, to: 'resolved' })).resolves.toEqual({
      ok: true,
      value: id,
    });
    await expect(tickets.get(house.store, id)).resolves.toMatchObject({ state: 'resolved' });
    await expect(house.perform('account/acme/803/0', { lane, type: 'move-ticket', ticket: id, to: 'open' })).resolves.toEqual({
      ok: true,
      value: id,
    });
    await expect(tickets.get(house.store, id)).resolves.toMatchObject({ state: 'open' });
  });

  test('end for good where the ticket is gone', async () => {
    const move = { lane, type: 'move-ticket', ticket: 'T-999999', to: 'resolved' } as const;
    await expect(house.perform('account/acme/804/0', move)).resolves.toEqual({ ok: false, code: 'no-such-ticket' });
  });

  test('wait for a playbook that is not there yet', async () => {
    expect((await failureOf(house.perform('account/acme/805/0', open(house.liWei, 'another')))).type).toBe('unknown-playbook');
  });
});
