// A real SMTP server for a conversation, and the mails that it got.
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type MailConfiguration, mailConfiguration } from '../../../activities/email/send/configuration';

export interface SmtpServer {
  readonly port: number;
  readonly mails: ParsedMail[];
  /** The last mail, with both parts. Throws where there is none. */
  received(): ParsedMail & { readonly text: string; readonly html: string };
  close(): Promise<void>;
}

/** An SMTP server's refusal, with a text that contains an address, as real ones do. */
export const refusal = (responseCode: number, text = 'no: <li.wei@huachen.example>'): Error =>
  Object.assign(new Error(text), { responseCode });

export const smtpServer = async (options: SMTPServerOptions = {}): Promise<SmtpServer> => {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, _session, callback) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          callback();
        },
        (error: Error) => callback(error),
      );
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  const received = () => {
    const mail = mails.at(-1);
    if (!mail) throw new Error('nothing arrived');
    return { ...mail, text: mail.text ?? '', html: mail.html || '' };
  };
  return { port: address.port, mails, received, close: () => new Promise((resolve) => server.close(resolve)) };
};

/** The mail configuration, as an environment would give it. */
export const configured = (port: number, settings: Record<string, string> = {}): MailConfiguration =>
  mailConfiguration({ MAIL_HOST: '127.0.0.1', MAIL_PORT: String(port), MAIL_FROM: 'Perennial <perennial@key.example>', ...settings });
