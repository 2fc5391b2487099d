// The configuration of outgoing mail, from environment variables or the configuration file.
import addressparser from 'nodemailer/lib/addressparser';
import { DomainError } from '../../../domain/decider/decider';

export interface MailConfiguration {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. Otherwise STARTTLS where the server offers it; before a password is sent it is required. */
  readonly secure: boolean;
  readonly credentials?: { readonly user: string; readonly password: string };
  /** `false` accepts any certificate. For a private authority, `NODE_EXTRA_CA_CERTS` is better. */
  readonly verifyCertificate: boolean;
  readonly from: { readonly name: string; readonly address: string };
}

type Settings = Readonly<Record<string, string | undefined>>;

const flag = (settings: Settings, name: string, otherwise: boolean): boolean => {
  const text = settings[name];
  if (text === undefined || text === '') return otherwise;
  if (text !== 'true' && text !== 'false') throw new DomainError('bad-configuration', { setting: name, why: 'not-true-or-false', text });
  return text === 'true';
};

/** The single settings that `SMTP_URL` stands for. Errors never contain its password. */
const fromUrl = (text: string): Settings => {
  if (!URL.canParse(text)) throw new DomainError('bad-configuration', { setting: 'SMTP_URL', why: 'not-a-url' });
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw new DomainError('bad-configuration', { setting: 'SMTP_URL', why: 'not-smtp' });
  const secure = url.protocol === 'smtps:';
  return {
    MAIL_HOST: url.hostname.replace(/^\[|\]$/g, ''),
    MAIL_PORT: url.port === '' ? undefined : url.port,
    MAIL_SECURE: String(secure),
    MAIL_USER: decodeURIComponent(url.username),
    MAIL_PASSWORD: decodeURIComponent(url.password),
  };
};

/**
 * Reads `SMTP_URL`, or `MAIL_HOST`, `MAIL_PORT`, `MAIL_USER`, `MAIL_PASSWORD`, `MAIL_SECURE`; and in either case `MAIL_TLS_VERIFY` and `MAIL_FROM`.
 * Throws `DomainError('bad-configuration')` that names the setting.
 */
export const mailConfiguration = (environment: Settings): MailConfiguration => {
  const settings: Settings = environment.SMTP_URL ? { ...environment, ...fromUrl(environment.SMTP_URL) } : environment;
  const secure = flag(settings, 'MAIL_SECURE', settings.MAIL_PORT === '465');
  const port = Number(settings.MAIL_PORT || (secure ? 465 : settings.MAIL_USER ? 587 : 25));
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new DomainError('bad-configuration', { setting: 'MAIL_PORT', why: 'not-a-mail-port', text: String(settings.MAIL_PORT) });
  const from = addressparser(settings.MAIL_FROM || 'Perennial <perennial@localhost>', { flatten: true })[0];
  if (!from || !/^[^@\s]+@[^@\s]+$/.test(from.address))
    throw new DomainError('bad-configuration', { setting: 'MAIL_FROM', why: 'not-a-sender' });
  return {
    host: settings.MAIL_HOST || 'localhost',
    port,
    secure,
    ...(settings.MAIL_USER ? { credentials: { user: settings.MAIL_USER, password: settings.MAIL_PASSWORD ?? '' } } : {}),
    verifyCertificate: flag(settings, 'MAIL_TLS_VERIFY', true),
    from: { name: from.name, address: from.address },
  };
};
