// A mail server that counts each mail, and can be made busy or closed.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Postbox {
  readonly port: number;
  /** How many times each Message-ID was accepted. */
  readonly taken: ReadonlyMap<string, number>;
  /** Answers 451 to every recipient while busy. */
  busy(isBusy: boolean): void;
  /** Stops listening: connections are refused. */
  close(): Promise<void>;
  /** Listens again, on the same port. */
  open(): Promise<void>;
}

/** Listens on `wanted`, by default any free port. */
export async function startPostbox(wanted = 0): Promise<Postbox> {
  const taken = new Map<string, number>();
  let isBusy = false;
  let server: SMTPServer;
  const listen = async (port: number): Promise<number> => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 500,
      onRcptTo(_address, _session, callback) {
        callback(isBusy ? Object.assign(new Error('busy, try again later'), { responseCode: 451 }) : undefined);
      },
      onData(stream, _session, callback) {
        simpleParser(stream).then(({ messageId = 'none' }) => {
          taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
          callback();
        }, callback);
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the postbox does not listen');
    return address.port;
  };
  const port = await listen(wanted);
  return {
    port,
    taken,
    busy: (is) => {
      isBusy = is;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
    async open() {
      await listen(port);
    },
  };
}
