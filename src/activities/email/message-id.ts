// A mail's identity comes from its effect's key: what is sent a second time is seen to be the same mail.
import { domainToASCII } from 'node:url';

const encoded = (part: string): string =>
  Array.from(Buffer.from(part), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9_-]/.test(character) ? character : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');

/** `account/acme/57/0`, sent from an address of `key.example`, is `<account.acme.57.0@key.example>`; no two keys share one. */
export const messageId = (key: string, sender: string): string =>
  `<${key.split('/').map(encoded).join('.')}@${domainToASCII(sender.slice(sender.lastIndexOf('@') + 1))}>`;
