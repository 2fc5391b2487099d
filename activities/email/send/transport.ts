// The way out for mail: SMTP over a few pooled connections. What a server answers becomes a stable code here and goes no
// further, for the text of a refusal holds an address.
import { createTransport } from 'nodemailer';
import type { MailConfiguration } from './configuration';

/** A mail ready to be handed over. `messageId` and `references` carry their angle brackets. */
export interface Mail {
  readonly messageId: string;
  /** The thread it belongs to, its first mail first; empty for the mail that starts one. */
  readonly references: readonly string[];
  readonly to: { readonly name: string; readonly address: string };
  /** Who reads an answer, where that is not the sender. */
  readonly replyTo?: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iCalendar object with its METHOD: calendars take it in. */
  readonly calendar?: string;
  /** For the `Date` header. */
  readonly date: Date;
  /** What the mail is about, for people's filters; null: about many. A mail that leaves the house says nothing of the kind. */
  readonly account?: string | null;
}

/** `refused` is for good; `later` is worth another try. */
type Handover =
  | { readonly state: 'sent' }
  | { readonly state: 'refused'; readonly code: 'mail-refused' }
  | { readonly state: 'later'; readonly code: 'mail-auth' | 'mail-deferred' | 'mail-tls' | 'mail-unavailable' };

export interface Transport {
  readonly from: MailConfiguration['from'];
  /** Hands `mail` over; resolves within 25 s, never rejects. An aborted `signal` answers `later`. */
  send(mail: Mail, signal?: AbortSignal): Promise<Handover>;
  /** Whether the server answers and takes our credentials. */
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
 * What an SMTP conversation's failure means. A 5xx about our own standing (credentials, sender, relaying) concerns every
 * mail alike, is mended by an operator, and must lose no reminder: it is tried again.
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

/** A pooled SMTP transport. Connects only when there is something to send. */
export const smtpTransport = (configuration: MailConfiguration): Transport => {
  const { credentials, from } = configuration;
  const smtp = createTransport({
    pool: true,
    maxConnections: 3,
    // A second attempt is ours to make: the delivery record must show it.
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
          ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
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
