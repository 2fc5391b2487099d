import { smtpTransport } from '../../activities/email/send/transport';
import { mailbox, type Store } from '../../store';
import { type Mailbox, startMailbox } from '../../up/mailbox';
import { openMemoryStore } from '../support/memory-store';
import { configured } from './email/smtp';

let store: Store;
let box: Mailbox;
beforeAll(async () => {
  store = await openMemoryStore();
  box = await startMailbox({ store });
});
afterAll(async () => {
  await box.close();
  await store.close();
});

const sent = async (address: string, text = '每周进度同步') => {
  const transport = smtpTransport(configured(box.port));
  try {
    const messageId = `<${Math.random()}@key.example>`;
    const mail = {
      messageId,
      references: [],
      to: { name: '李伟', address },
      subject: '提醒',
      text,
      html: '<p>',
      date: new Date(),
      account: 'acme',
    };
    return { messageId, handovers: [await transport.send(mail), await transport.send(mail)] };
  } finally {
    transport.close();
  }
};

describe('the development mailbox', () => {
  test('keeps every mail it takes, as it came, and the same one twice', async () => {
    const { messageId, handovers } = await sent('li.wei@key.example');
    expect(handovers).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    await expect(mailbox.countOf(store, messageId)).resolves.toBe(2);
    const [newest] = await mailbox.list(store);
    expect(newest).toMatchObject({ messageId, subject: '提醒', recipients: ['li.wei@key.example'] });
    expect((await mailbox.get(store, newest?.id ?? 0))?.raw).toContain(`Message-ID: ${messageId}`);
  });

  test('knows nobody at refused.invalid', async () => {
    const { messageId, handovers } = await sent('nobody@Refused.invalid');
    expect(handovers).toEqual(Array(2).fill({ state: 'refused', code: 'mail-refused' }));
    await expect(mailbox.countOf(store, messageId)).resolves.toBe(0);
  });

  test('finds those at busy.invalid busy every other time', async () => {
    const { messageId, handovers } = await sent('somebody@busy.invalid');
    expect(handovers).toEqual([{ state: 'later', code: 'mail-deferred' }, { state: 'sent' }]);
    await expect(mailbox.countOf(store, messageId)).resolves.toBe(1);
  });

  test('refuses as it is told to', async () => {
    const strict = await startMailbox({ store, refusal: (recipient) => (recipient === 'li.wei@key.example' ? 451 : undefined) });
    const transport = smtpTransport(configured(strict.port));
    const mail = { messageId: '<1@key.example>', references: [], subject: '', text: '', html: '', date: new Date(), account: 'acme' };
    await expect(transport.send({ ...mail, to: { name: '', address: 'li.wei@key.example' } })).resolves.toMatchObject({ state: 'later' });
    await expect(transport.send({ ...mail, to: { name: '', address: 'no@refused.invalid' } })).resolves.toEqual({ state: 'sent' });
    transport.close();
    await strict.close();
  });

  test('says when its port is taken', async () => {
    await expect(startMailbox({ store, port: box.port })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(box.port)),
    });
  });

  test('takes no mail that it cannot keep', async () => {
    const lost = await openMemoryStore();
    const strict = await startMailbox({ store: lost });
    await lost.close();
    const transport = smtpTransport(configured(strict.port));
    const mail = {
      messageId: '<2@key.example>',
      references: [],
      to: { name: '', address: 'x@key.example' },
      subject: '',
      text: '',
      html: '',
      date: new Date(),
      account: 'acme',
    };
    await expect(transport.send(mail)).resolves.toEqual({ state: 'later', code: 'mail-deferred' });
    transport.close();
    await strict.close();
  });
});
