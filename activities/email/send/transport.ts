// Sends mail by SMTP over a few pooled connections. A server's answer becomes a stable code here; its text is dropped, since it may hold an
// address.
import { createTransport } from 'nodemailer';
import { given } from '../../../domain/given';
import type { MailConfiguration } from './configuration';

/** A mail to send. `messageId` and `references` include angle brackets. */
export interface Mail {
  readonly messageId: string;
  /** The Message-IDs of its thread, the first mail first; empty for a mail that begins a thread. */
  readonly references: readonly string[];
  readonly to: { readonly name: string; readonly address: string };
  /** Who reads answers; absent: the sender. */
  readonly replyTo?: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iCalendar object with a METHOD, which calendars import. */
  readonly calendar?: string;
  /** For the `Date` header. */
  readonly date: Date;
  /** The account, as a header for mail filters; null: several accounts; absent in mail to customers. */
  readonly account?: string | null;
}

/** `refused` is final; `later` is worth a retry. */
type Handover =
  | { readonly state: 'sent' }
  | { readonly state: 'refused'; readonly code: 'mail-refused' }
  | { readonly state: 'later'; readonly code: 'mail-auth' | 'mail-deferred' | 'mail-tls' | 'mail-unavailable' };

export interface Transport {
  readonly from: MailConfiguration['from'];
  /** Sends `mail`. Resolves within 25 s and never rejects. An aborted `signal` gives `later`. */
  send(mail: Mail, signal?: AbortSignal): Promise<Handover>;
  /** Checks that the server answers and accepts our credentials. */
  check(): Promise<Handover>;
  close(): void;
}

const HANDOVER_TIMEOUT = 25_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

interface SmtpError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/**
 * Classifies an SMTP failure. A 5xx about our own account (credentials, sender, relaying) concerns every mail and an operator can fix it, so it is
 * retried: no reminder may be lost.
 */
const classify = ({ code, originalCode, command, response, responseCode }: SmtpError): Handover => {
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) return { state: 'later', code: 'mail-deferred' };
  const ourStanding = code === 'EAUTH' || code === 'ENOAUTH' || command === 'MAIL FROM' || /^5(30|34|35|38)|relay/i.test(response ?? '');
  if (ourStanding) return { state: 'later', code: 'mail-auth' };
  if (code === 'EENVELOPE' || (code === 'EMESSAGE' && responseCode !== undefined && responseCode >= 500))
    return { state: 'refused', code: 'mail-refused' };
  if (code === 'ETLS' || /CERT|SSL|TLS|SELF_SIGNED/.test(originalCode ?? '')) return { state: 'later', code: 'mail-tls' };
  return { state: 'later', code: 'mail-unavailable' };
};

const methodOf = (calendar: string): string => /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? 'PUBLISH';

/** A pooled SMTP transport. It connects at the first mail. */
export const smtpTransport = (configuration: MailConfiguration): Transport => {
  const { credentials, from } = configuration;
  const smtp = createTransport({
    pool: true,
    maxConnections: 3,
    // No second attempt by the library: every attempt must be in the delivery record.
    maxRequeues: 0,
    host: configuration.host,
    port: configuration.port,
    secure: configuration.secure,
    requireTLS: credentials !== undefined && !LOOPBACK.test(configuration.host),
    tls: { rejectUnauthorized: configuration.verifyCertificate },
    ...(credentials ? { auth: { user: credentials.user, pass: credentials.password } } : {}),
    dnsTimeout: 5_000,
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);

  return {
    from,
    async send(mail, signal) {
      const patience = AbortSignal.timeout(HANDOVER_TIMEOUT);
      try {
        await smtp.sendMail({
          from,
          to: mail.to,
          ...given({ replyTo: mail.replyTo }),
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(mail.calendar === undefined ? {} : { icalEvent: { method: methodOf(mail.calendar), content: mail.calendar } }),
          date: mail.date,
          messageId: mail.messageId,
          ...(mail.references.length > 0 ? { inReplyTo: mail.references.at(-1), references: [...mail.references] } : {}),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(mail.account === undefined ? {} : { 'List-Id': `Perennial <reminders.${domain}>` }),
            ...(mail.account ? { 'X-Perennial-Account': mail.account } : {}),
          },
          signal: signal ? AbortSignal.any([patience, signal]) : patience,
        });
        return { state: 'sent' };
      } catch (error) {
        return classify(error as SmtpError);
      }
    },
    async check() {
      try {
        await smtp.verify();
        return { state: 'sent' };
      } catch (error) {
        return classify(error as SmtpError);
      }
    },
    close: () => smtp.close(),
  };
};
