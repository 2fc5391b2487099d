import { deliveries, mails, tickets } from '../../store';
import { ENGINES, refusal, withStore } from './engines';

const WHAT = { entity: 'account/acme', type: 'remind', lane: 'p-4', effect: { lane: 'p-4', type: 'remind', to: 'p-4' } } as const;
const LEASE = 40_000;
const NOON = Date.UTC(2026, 0, 5, 12);

describe.each(ENGINES)('the record of effects on %s', (engine) => {
  const store = withStore(engine);
  let number = 0;
  let key: string;
  beforeEach(() => {
    number += 1;
    key = `account/acme/${number}/0`;
  });
  const claim = (at: number) => deliveries.claim(store(), key, WHAT, LEASE, at);

  it('gives an effect to one of twenty who claim it at once', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(NOON)));
    expect(claims.filter((one) => 'claimed' in one)).toEqual([{ claimed: 1 }]);
    expect(claims.filter((one) => 'busyUntil' in one)).toEqual(Array.from({ length: 19 }, () => ({ busyUntil: NOON + LEASE })));
  });

  it('gives it to one of twenty again when the lease has run out, and says that an attempt was interrupted', async () => {
    await claim(NOON);
    expect(await claim(NOON + LEASE - 1)).toEqual({ busyUntil: NOON + LEASE });
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(NOON + LEASE)));
    expect(claims.filter((one) => 'claimed' in one)).toEqual([{ claimed: 2 }]);
    expect(await deliveries.get(store(), key)).toMatchObject({
      state: 'sending',
      attempts: 2,
      interrupted: 1,
      firstAt: NOON,
      updatedAt: NOON + LEASE,
    });
  });

  it('answers what came of it to whoever claims it later', async () => {
    await claim(NOON);
    expect(await deliveries.settle(store(), key, { ok: true, value: 'T-7' }, 'done')).toEqual({ ok: true, value: 'T-7' });
    expect(await claim(NOON + 10 * LEASE)).toEqual({ outcome: { ok: true, value: 'T-7' } });
  });

  it('lets an attempt that failed for now be followed by the next at once, which is no interruption', async () => {
    await claim(NOON);
    await deliveries.releaseWithError(store(), key, 'mail-unavailable');
    expect(await deliveries.get(store(), key)).toMatchObject({ state: 'waiting', code: 'mail-unavailable', leaseUntil: null });
    expect(await claim(NOON + 1)).toEqual({ claimed: 2 });
    expect(await deliveries.get(store(), key)).toMatchObject({ attempts: 2, interrupted: 0 });
  });

  it('lets what was recorded first stand: given up by a person is given up', async () => {
    await claim(NOON);
    expect(await deliveries.giveUp(store(), key, { by: 'p-1' })).toBe(true);
    expect(await deliveries.settle(store(), key, { ok: true }, 'done')).toEqual({ ok: false, code: 'given-up' });
    await deliveries.releaseWithError(store(), key, 'late');
    expect(await claim(NOON + 10 * LEASE)).toEqual({ outcome: { ok: false, code: 'given-up' } });
    expect(await deliveries.get(store(), key)).toMatchObject({ state: 'given-up', by: 'p-1', code: null });
    expect(await deliveries.giveUp(store(), key)).toBe(false);
  });

  it('lists what waits, and what failed for good with its code', async () => {
    await claim(NOON);
    await deliveries.settle(store(), key, { ok: false, code: 'mail-refused' }, 'failed');
    const failed = await deliveries.list(store(), { states: ['failed', 'waiting'], entities: ['account/acme'] });
    expect(failed.map((one) => [one.key, one.code])).toEqual([[key, 'mail-refused']]);
    expect(await deliveries.list(store(), { entities: ['account/other'] })).toEqual([]);
    expect(await refusal(deliveries.settle(store(), 'account/never/1/0', { ok: true }, 'done'))).toBe('unknown-effect');
  });

  it('keeps the newest words of a mail until its fate is known, and finds the mail that a thread began with', async () => {
    await claim(NOON);
    const mail = {
      key,
      messageId: '<acme.7.0@example.com>',
      account: 'acme',
      toAddress: 'li.wei@example.com',
      subject: '周例会',
      text: '明天',
      reminders: [{ task: 'weekly-sync:2026-01-12', remindAt: [NOON] }],
    };
    const kept = await mails.prepare(store(), mail);
    expect(kept).toMatchObject({ ...mail, state: 'sending', sentAt: null });
    const reworded = { ...mail, text: '今天', toAddress: 'li.wei@example.org' };
    expect(await mails.prepare(store(), reworded)).toEqual({ ...kept, text: '今天', toAddress: 'li.wei@example.org' });
    await mails.markSent(store(), key, NOON);
    const sent = { ...kept, ...reworded, state: 'sent', sentAt: NOON };
    expect(await mails.prepare(store(), { ...mail, text: 'too late' })).toEqual(sent);
    const task = 'weekly-sync:2026-01-12';
    expect(await mails.threadOf(store(), { account: 'acme', person: 'p-4', task })).toBeUndefined();
    for (const id of [kept.id, key, mail.messageId]) expect(await mails.get(store(), id)).toEqual(sent);
    expect(await mails.list(store(), { account: 'acme', limit: 5 })).toEqual([sent]);
  });

  it('makes a ticket once, which is taken, resolved and reopened', async () => {
    const wanted = { key, account: 'acme', about: 'acme:kickoff-meeting:2026-01-12', subject: '启动会', owner: 'p-4', at: NOON };
    const made = await Promise.all(Array.from({ length: 5 }, () => tickets.create(store(), wanted)));
    const ids = new Set(made.map(({ id }) => id));
    expect(ids.size).toBe(1);
    const id = made[0]?.id ?? '';
    expect(await tickets.take(store(), id, 'p-5')).toMatchObject({ state: 'taken', owner: 'p-5' });
    expect(await tickets.move(store(), id, 'resolved', NOON + 1)).toMatchObject({ state: 'resolved', resolvedAt: NOON + 1 });
    expect(await tickets.move(store(), id, 'resolved', NOON + 9)).toMatchObject({ state: 'resolved', resolvedAt: NOON + 1 });
    expect(await refusal(tickets.take(store(), id, 'p-5'))).toBe('ticket-resolved');
    expect(await tickets.move(store(), id, 'open', NOON + 9)).toMatchObject({ state: 'open', resolvedAt: null });
    expect(await tickets.list(store(), { account: 'acme', states: ['open'] })).toHaveLength(1);
    expect(await refusal(tickets.move(store(), 'T-999', 'resolved', NOON))).toBe('unknown-ticket');
  });
});
