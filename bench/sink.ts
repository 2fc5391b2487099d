// A mail server that keeps nothing and tells its listener about each mail.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { mailConfiguration } from '../activities/email/send/configuration';
import { smtpTransport, type Transport } from '../activities/email/send/transport';
import type { Stops } from '../up/deployment';

/** Listens on a free port, which it returns. `arrived` gets each mail as it was received. */
export async function openSink(stops: Stops, arrived: (mail: string) => void): Promise<number> {
  const sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        arrived(Buffer.concat(chunks).toString('latin1'));
        callback();
      });
    },
  });
  sink.on('error', () => undefined);
  await new Promise<void>((resolve) => void sink.listen(0, '127.0.0.1', resolve));
  stops.add(() => new Promise<void>((resolve) => void sink.close(() => resolve())));
  return (sink.server.address() as AddressInfo).port;
}

/** Our SMTP transport to a mail server on a port of this machine. */
export function openTransport(stops: Stops, port: number): Transport {
  const mail = smtpTransport(mailConfiguration({ SMTP_URL: `smtp://127.0.0.1:${port}` }));
  stops.add(() => mail.close());
  return mail;
}
