import { LEASE } from '../../activities/effects';
import { smtpTransport, type Transport } from '../../activities/email/send/transport';
import type { AccountEffect } from '../../domain/account/types';
import { deliveries, journal, mails } from '../../store';
import { started } from '../store/life';
import { configured, refusal } from './email/smtp';
import { failureOf, houseOfFile, openHouse, reminder } from './house';

let answers: (Error | undefined)[] = [];
const house = houseOfFile({ onRcptTo: (_to, _session, callback) => callback(answers.shift()) });

beforeEach(() => {
  answers = [];
});

const leaseRunsOut = (key: string) =>
  house.store.db
    .updateTable('delivery')
    .set({ leaseUntil: Date.now() - 1 })
    .where('key', '=', key)
    .execute();

/** Sends mail for real, and then the process dies before it can record so. */
const dyingAfterHandover = (): { readonly transport: Transport; readonly handedOver: Promise<void> } => {
  const smtp = smtpTransport(configured(house.port));
  let done: () => void = () => undefined;
  const handedOver = new Promise<void>((resolve) => {
    done = resolve;
  });
  const send: Transport['send'] = async (mail) => {
    await smtp.send(mail);
    smtp.close();
    done();
    return new Promise(() => undefined);
  };
  return { transport: { ...smtp, send }, handedOver };
};

describe('an effect', () => {
  test('is done once, however often it is asked for', async () => {
    const effect = reminder(house.liWei);
    await expect(house.perform('account/acme/1/0', effect)).resolves.toEqual({ ok: true });
    await expect(house.perform('account/acme/1/0', effect)).resolves.toEqual({ ok: true });
    expect(house.mails).toHaveLength(1);
    await expect(deliveries.get(house.store, 'account/acme/1/0')).resolves.toMatchObject({
      state: 'done',
      attempts: 1,
      interrupted: 0,
      effect,
    });
  });

  test('that somebody is at is left alone until their lease ends', async () => {
    const { transport, handedOver } = dyingAfterHandover();
    void house.perform('account/acme/2/0', reminder(house.liWei), { mail: transport });
    await handedOver;
    const failure = await failureOf(house.perform('account/acme/2/0', reminder(house.liWei)));
    expect(failure.type).toBe('effect-claimed');
    expect(failure.nextRetryDelay).toBeLessThanOrEqual(LEASE);
    expect(failure.nextRetryDelay).toBeGreaterThan(0);
    expect(house.mails).toHaveLength(1);
  });

  test('handed over but not recorded, because the process was killed, is sent again as the same mail, and the record shows it', async () => {
    const { transport, handedOver } = dyingAfterHandover();
    void house.perform('account/acme/3/0', reminder(house.liWei), { mail: transport });
    await handedOver;
    await expect(deliveries.get(house.store, 'account/acme/3/0')).resolves.toMatchObject({ state: 'sending', attempts: 1 });
    await leaseRunsOut('account/acme/3/0');
    await expect(house.perform('account/acme/3/0', reminder(house.liWei))).resolves.toEqual({ ok: true });
    expect(house.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill('<account.acme.3.0@key.example>'));
    await expect(deliveries.get(house.store, 'account/acme/3/0')).resolves.toMatchObject({ state: 'done', attempts: 2, interrupted: 1 });
    await expect(mails.get(house.store, 'account/acme/3/0')).resolves.toMatchObject({ state: 'sent' });
  });

  test('killed between the record of the mail and that of the effect is not sent again', async () => {
    await house.perform('account/acme/4/0', reminder(house.liWei));
    await house.store.db
      .updateTable('delivery')
      .set({ state: 'sending', outcome: null, leaseUntil: 0 })
      .where('key', '=', 'account/acme/4/0')
      .execute();
    await expect(house.perform('account/acme/4/0', reminder(house.liWei))).resolves.toEqual({ ok: true });
    expect(house.mails).toHaveLength(1);
  });

  test('that fails for now is set free with its code, and the next attempt succeeds', async () => {
    answers = [refusal(451, '<li.wei@key.example> is busy')];
    expect((await failureOf(house.perform('account/acme/5/0', reminder(house.liWei)))).type).toBe('mail-deferred');
    await expect(deliveries.get(house.store, 'account/acme/5/0')).resolves.toMatchObject({
      state: 'waiting',
      code: 'mail-deferred',
      outcome: null,
    });
    await expect(house.perform('account/acme/5/0', reminder(house.liWei))).resolves.toEqual({ ok: true });
    expect(house.mails).toHaveLength(1);
    await expect(deliveries.get(house.store, 'account/acme/5/0')).resolves.toMatchObject({ state: 'done', attempts: 2, interrupted: 0 });
  });

  test('refused for good has an outcome, not an error', async () => {
    answers = [refusal(550, '<li.wei@key.example>: 李伟 left')];
    await expect(house.perform('account/acme/6/0', reminder(house.liWei))).resolves.toEqual({ ok: false, code: 'mail-refused' });
    await expect(house.perform('account/acme/6/0', reminder(house.liWei))).resolves.toEqual({ ok: false, code: 'mail-refused' });
    await expect(deliveries.get(house.store, 'account/acme/6/0')).resolves.toMatchObject({
      state: 'failed',
      attempts: 1,
      code: 'mail-refused',
    });
    await expect(mails.get(house.store, 'account/acme/6/0')).resolves.toMatchObject({ state: 'refused', sentAt: null });
  });

  test('given up by a person ends so, and is not tried again', async () => {
    answers = [refusal(451)];
    await failureOf(house.perform('account/acme/7/0', reminder(house.liWei)));
    await deliveries.giveUp(house.store, 'account/acme/7/0');
    await expect(house.perform('account/acme/7/0', reminder(house.liWei))).resolves.toEqual({ ok: false, code: 'given-up' });
    expect(house.mails).toHaveLength(0);
  });

  test('of a kind that only a newer release knows waits for one', async () => {
    const effect = { lane: 'fax/p-1', type: 'fax' } as unknown as AccountEffect;
    expect((await failureOf(house.perform('account/acme/8/0', effect))).type).toBe('unknown-effect');
  });

  test('that meets a fault of ours is tried again and tells nobody what it was about', async () => {
    const smtp = smtpTransport(configured(house.port));
    const broken: Transport = { ...smtp, send: () => Promise.reject(new TypeError('cannot write to 李伟 <li.wei@key.example>')) };
    expect((await failureOf(house.perform('account/acme/9/0', reminder(house.liWei), { mail: broken }))).type).toBe('effect-crashed');
    expect(house.log.at(-2)).toContain('TypeError');
    await expect(house.perform('account/acme/9/0', reminder(house.liWei))).resolves.toEqual({ ok: true });
  });

  test('waits for a store that is away', async () => {
    const away = await openHouse();
    await away.close();
    const mail = smtpTransport(configured(house.port));
    const failure = await failureOf(away.perform('account/acme/1/0', reminder(house.liWei), { mail }));
    expect(failure.type).toMatch(/^store-/);
    expect(house.mails).toHaveLength(0);
  });
});

describe('the first attempt at an effect', () => {
  test('is made once the events that it takes along are journalled', async () => {
    const done = await house.journalAndPerform('account/carried', 1, [started()], 'account/carried/1/0', reminder(house.liWei));
    expect(done).toEqual({ journalled: true, outcome: { ok: true } });
    expect(await journal.lastSequence(house.store, 'account/carried')).toBe(1);
    expect(house.mails).toHaveLength(1);
    // Once more, as after a worker's death: nothing is doubled.
    const again = await house.journalAndPerform('account/carried', 1, [started()], 'account/carried/1/0', reminder(house.liWei));
    expect(again).toEqual({ journalled: true, outcome: { ok: true } });
    expect(house.mails).toHaveLength(1);
  });

  test('answers no outcome where another one makes sense, and the events are journalled all the same', async () => {
    answers = [refusal(451)];
    const first = await house.journalAndPerform('account/later', 1, [started()], 'account/later/1/0', reminder(house.liWei));
    expect(first).toEqual({ journalled: true });
    expect(await journal.lastSequence(house.store, 'account/later')).toBe(1);
    await expect(house.perform('account/later/1/0', reminder(house.liWei))).resolves.toEqual({ ok: true });
    expect(house.mails).toHaveLength(1);
  });

  test('is not made where the journal does not take the events: the journal has its say first', async () => {
    const first = await house.journalAndPerform('account/gap', 7, [started()], 'account/gap/7/0', reminder(house.liWei));
    expect(first).toEqual({ journalled: false });
    expect(house.mails).toHaveLength(0);
    expect(await deliveries.get(house.store, 'account/gap/7/0')).toBeUndefined();
  });
});
