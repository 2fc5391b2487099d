// Message-IDs made from effect keys: a mail that is sent twice is recognised as the same mail.
import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

const encoded = (part: string): string =>
  Array.from(Buffer.from(part), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9_-]/.test(character) ? character : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');

/** `account/acme/57/0`, sent from an address at `key.example`, gives `<account.acme.57.0@key.example>`. Different keys give different ids. */
export const messageId = (key: string, sender: string): string => `<${key.split('/').map(encoded).join('.')}@${domainOf(sender)}>`;

/** A Message-ID for mails to customers, which reveals no id of ours. */
export const opaqueMessageId = (key: string, sender: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domainOf(sender)}>`;

const domainOf = (sender: string): string => domainToASCII(sender.slice(sender.lastIndexOf('@') + 1));
