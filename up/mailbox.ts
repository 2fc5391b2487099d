// The development mailbox: accepts all mail, keeps it in the store, and delivers nothing.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { DomainError } from '../domain/decider/decider';
import { mailbox, type Store } from '../store';

export interface Mailbox {
  readonly port: number;
  /** Stops listening and waits for open conversations. */
  close(): Promise<void>;
}

/** The SMTP code with which a recipient is refused; `undefined` accepts the mail. */
export type Refusal = (recipient: string) => 451 | 550 | undefined;

const LARGEST = 10 * 1024 * 1024;
const ANSWERS = { 451: 'the recipient is busy, try again later', 550: 'no such recipient' } as const;

/** The refusals of a demonstration: `refused.invalid` always (550), `busy.invalid` every other time (451). */
const demonstration = (): Refusal => {
  let asked = 0;
  return (recipient) => {
    if (recipient.endsWith('@refused.invalid')) return 550;
    if (recipient.endsWith('@busy.invalid')) return asked++ % 2 === 0 ? 451 : undefined;
    return undefined;
  };
};

const refused = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/**
 * Listens on `port` (default 0: any free one) of `host`, by default the loopback interface, since it asks for no password. Throws
 * `DomainError('port-taken')` where the port is in use or forbidden.
 */
export const startMailbox = async (options: {
  readonly store: Store;
  readonly port?: number;
  readonly host?: string;
  readonly refusal?: Refusal;
}): Promise<Mailbox> => {
  const { store, port = 0, host = '127.0.0.1', refusal = demonstration() } = options;
  const server = new SMTPServer({
    size: LARGEST,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onRcptTo({ address }, _session, callback) {
      const code = refusal(address.toLowerCase());
      callback(code === undefined ? undefined : refused(code, ANSWERS[code]));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', callback);
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(refused(552, 'the mail is larger than this mailbox takes'));
        keep(
          Buffer.concat(chunks),
          session.envelope.rcptTo.map(({ address }) => address),
        ).then(
          () => callback(),
          // The sender tries again, so an outage of the store loses no mail.
          () => callback(refused(451, 'the mail could not be kept, try again later')),
        );
      });
    },
  });

  const keep = async (raw: Buffer, recipients: readonly string[]): Promise<void> => {
    const { messageId, subject } = await simpleParser(raw);
    await mailbox.add(store, {
      messageId: messageId ?? null,
      recipients,
      subject: subject ?? '',
      receivedAt: Date.now(),
      raw: raw.toString('utf8'),
    });
  };

  // Only a failure to listen matters; broken conversations do not.
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new DomainError('port-taken', { host, port, code: error.code ?? 'unknown' })),
    );
    server.listen(port, host, resolve);
  });
  server.on('error', () => undefined);
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};
