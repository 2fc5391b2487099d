import { type AddressInfo, createServer } from 'node:net';
import { mailConfiguration } from '../../../activities/email/send/configuration';
import { type Mail, smtpTransport, type Transport } from '../../../activities/email/send/transport';
import { DomainError } from '../../../domain/decider/decider';
import { configured, refusal, type SmtpServer, smtpServer } from './smtp';

const mail: Mail = {
  messageId: '<account.acme.57.0@key.example>',
  references: [],
  to: { name: '李伟', address: 'li.wei@huachen.example' },
  subject: '华辰：每周进度同步',
  text: 'text',
  html: '<p>text</p>',
  date: new Date('2026-01-19T01:00:00Z'),
  account: 'acme',
};

const open: { close(): unknown }[] = [];
const opened = <T extends { close(): unknown }>(thing: T): T => {
  open.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const listening = async (options?: Parameters<typeof smtpServer>[0]): Promise<SmtpServer> => opened(await smtpServer(options));
const transportTo = (server: { port: number }, settings?: Record<string, string>): Transport =>
  opened(smtpTransport(configured(server.port, settings)));

describe('a conversation with a mail server', () => {
  test('hands a mail over with both parts and the headers that keep answering machines and filters right', async () => {
    const server = await listening();
    await expect(transportTo(server).send(mail)).resolves.toEqual({ state: 'sent' });
    const [received] = server.mails;
    expect(received).toMatchObject({
      messageId: mail.messageId,
      subject: mail.subject,
      text: 'text',
      html: '<p>text</p>',
      date: mail.date,
    });
    expect(received?.to).toMatchObject({ value: [mail.to] });
    expect(received?.from?.value).toEqual([{ name: 'Perennial', address: 'perennial@key.example' }]);
    expect(received?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received?.headers.get('x-perennial-account')).toBe('acme');
    expect(received?.headers.get('list')).toMatchObject({ id: { name: 'Perennial', id: 'reminders.key.example' } });
    expect(received?.inReplyTo).toBeUndefined();
  });

  test('a later mail of a thread says which it follows', async () => {
    const server = await listening();
    await transportTo(server).send({ ...mail, references: ['<account.acme.12.0@key.example>'] });
    expect(server.mails[0]).toMatchObject({ inReplyTo: '<account.acme.12.0@key.example>', references: '<account.acme.12.0@key.example>' });
  });

  const onRcptTo = (error: Error) => ({
    onRcptTo: (_to: unknown, _session: unknown, callback: (error?: Error) => void) => callback(error),
  });
  const onMailFrom = (error: Error) => ({
    onMailFrom: (_from: unknown, _session: unknown, callback: (error?: Error) => void) => callback(error),
  });
  const onData = (error: Error) => ({
    onData: (stream: NodeJS.ReadableStream, _session: unknown, callback: (error?: Error) => void) => {
      stream.resume();
      stream.on('end', () => callback(error));
    },
  });

  test.each([
    ['550 to the recipient', onRcptTo(refusal(550)), { state: 'refused', code: 'mail-refused' }],
    ['553 to the recipient', onRcptTo(refusal(553)), { state: 'refused', code: 'mail-refused' }],
    ['554 to the content', onData(refusal(554)), { state: 'refused', code: 'mail-refused' }],
    ['451 to the recipient', onRcptTo(refusal(451)), { state: 'later', code: 'mail-deferred' }],
    ['452 to the content', onData(refusal(452)), { state: 'later', code: 'mail-deferred' }],
    ['530, log in first', onMailFrom(refusal(530)), { state: 'later', code: 'mail-auth' }],
    ['553 to the sender, which is our own fault', onMailFrom(refusal(553)), { state: 'later', code: 'mail-auth' }],
    ['554 as it relays nothing for us', onRcptTo(refusal(554, '5.7.1 Relay access denied')), { state: 'later', code: 'mail-auth' }],
  ])('%s', async (_name, options, expected) => {
    const server = await listening(options);
    await expect(transportTo(server).send(mail)).resolves.toEqual(expected);
    expect(server.mails).toHaveLength(0);
  });

  test('a recipient who was busy gets the mail on the next attempt', async () => {
    let asked = 0;
    const server = await listening({ onRcptTo: (_to, _session, callback) => callback(asked++ === 0 ? refusal(451) : undefined) });
    const transport = transportTo(server);
    await expect(transport.send(mail)).resolves.toEqual({ state: 'later', code: 'mail-deferred' });
    await expect(transport.send(mail)).resolves.toEqual({ state: 'sent' });
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([mail.messageId]);
  });

  test('nobody listens', async () => {
    const server = await smtpServer();
    await server.close();
    const transport = transportTo(server);
    await expect(Promise.all([transport.send(mail), transport.send(mail)])).resolves.toEqual(
      Array(2).fill({ state: 'later', code: 'mail-unavailable' }),
    );
    await expect(transport.check()).resolves.toEqual({ state: 'later', code: 'mail-unavailable' });
  });

  test('a server that hangs up instead of confirming may have the mail, or not: it is sent again', async () => {
    const server = createServer((socket) => {
      socket.write('220 ready\r\n');
      let inData = false;
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        if (inData) return void (chunk.toString().endsWith('\r\n.\r\n') && socket.destroy());
        inData = chunk.toString().startsWith('DATA');
        socket.write(inData ? '354 go on\r\n' : '250 fine\r\n');
      });
    });
    opened(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(transportTo({ port }).send(mail)).resolves.toEqual({ state: 'later', code: 'mail-unavailable' });
  });

  test('a worker that goes down does not wait for a slow server', async () => {
    const goingDown = new AbortController();
    const server = await listening({ onRcptTo: () => goingDown.abort() });
    await expect(transportTo(server).send(mail, goingDown.signal)).resolves.toEqual({ state: 'later', code: 'mail-unavailable' });
  });

  test('a wrong password loses no mail', async () => {
    const onAuth: Parameters<typeof smtpServer>[0] = {
      authOptional: false,
      onAuth: ({ username, password }, _session, callback) =>
        username === 'perennial' && password === 'right' ? callback(null, { user: username }) : callback(refusal(535)),
    };
    const server = await listening(onAuth);
    const wrong = transportTo(server, { MAIL_USER: 'perennial', MAIL_PASSWORD: 'wrong' });
    await expect(wrong.send(mail)).resolves.toEqual({ state: 'later', code: 'mail-auth' });
    const right = transportTo(server, { MAIL_USER: 'perennial', MAIL_PASSWORD: 'right' });
    await expect(right.check()).resolves.toEqual({ state: 'sent' });
    await expect(right.send(mail)).resolves.toEqual({ state: 'sent' });
  });

  describe.each([
    ['TLS from the first byte', { secure: true, disabledCommands: [] }, { MAIL_SECURE: 'true' }],
    ['STARTTLS', { disabledCommands: [] }, {}],
  ])('%s', (_name, tls, settings: Record<string, string>) => {
    test('a certificate that nobody vouches for is refused, unless the configuration takes it', async () => {
      // smtp-server's own certificate is self-signed.
      const server = await listening(tls);
      await expect(transportTo(server, settings).send(mail)).resolves.toEqual({ state: 'later', code: 'mail-tls' });
      await expect(transportTo(server, { ...settings, MAIL_TLS_VERIFY: 'false' }).send(mail)).resolves.toEqual({ state: 'sent' });
    });
  });
});

describe('the configuration of mail', () => {
  test.each([
    [{}, { host: 'localhost', port: 25, secure: false, from: { name: 'Perennial', address: 'perennial@localhost' } }],
    [
      { MAIL_HOST: 'mx.example', MAIL_USER: 'u', MAIL_PASSWORD: 'p' },
      { port: 587, secure: false, credentials: { user: 'u', password: 'p' } },
    ],
    [{ MAIL_PORT: '465' }, { port: 465, secure: true }],
    [{ MAIL_SECURE: 'true' }, { port: 465, secure: true }],
    [
      { SMTP_URL: 'smtp://u%40x:p%2F@mx.example:2525' },
      { host: 'mx.example', port: 2525, secure: false, credentials: { user: 'u@x', password: 'p/' } },
    ],
    [{ SMTP_URL: 'smtps://[::1]' }, { host: '::1', port: 465, secure: true }],
    [
      { MAIL_FROM: '客户部 <kam@key.example>', MAIL_TLS_VERIFY: 'false' },
      { from: { name: '客户部', address: 'kam@key.example' }, verifyCertificate: false },
    ],
  ])('%j', (environment, expected) => {
    expect(mailConfiguration(environment)).toMatchObject(expected);
  });

  test.each([
    [{ SMTP_URL: 'http://u:secret@mx.example' }, 'SMTP_URL'],
    [{ SMTP_URL: 'mx.example' }, 'SMTP_URL'],
    [{ MAIL_PORT: 'smtp' }, 'MAIL_PORT'],
    [{ MAIL_SECURE: 'yes' }, 'MAIL_SECURE'],
    [{ MAIL_FROM: 'Perennial' }, 'MAIL_FROM'],
  ])('%j is refused by name', (environment, setting) => {
    expect(() => mailConfiguration(environment)).toThrow(DomainError);
    expect(() => mailConfiguration(environment)).toThrow(setting);
    expect(() => mailConfiguration(environment)).not.toThrow('secret');
  });
});
