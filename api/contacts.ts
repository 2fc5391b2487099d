import { z } from 'zod';
import { code, id, text, window, yes } from './given';
import { topic } from './route';
import { absent, inAll } from './values';

export const CONTACT_LANGUAGES = ['en', 'zh-CN'] as const;

export const contact = z
  .object({
    id: z.string(),
    account: z.string(),
    name: z.string(),
    email: absent(z.string()),
    phone: absent(z.string()),
    level: z.string().describe('where they stand: a code of the playbook'),
    role: absent(z.string()),
    language: z.enum(CONTACT_LANGUAGES),
    primary: z.boolean(),
    left: z.boolean().describe('somebody else has taken their place'),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof contact>;

const added = contact
  .extend({ insteadOf: absent(z.string()).describe('id of who was the primary contact until now, where this one takes that over') })
  .meta({ id: 'AddedContact' });
export type AddedContact = z.infer<typeof added>;

export const contacts = topic({
  list: {
    method: 'GET',
    path: '/contacts',
    summary: "The customers' people, the primary ones of an account first",
    roles: 'everybody',
    query: z.strictObject({ account: text().optional(), all: yes.optional().describe('those who have left, too'), ...window }),
    output: z.object({ contacts: z.array(contact), ...inAll }),
    problems: [],
  },
  add: {
    method: 'POST',
    path: '/contacts',
    summary: "Add one of a customer's people",
    roles: ['account-manager', 'manager'],
    body: z.strictObject({
      account: id,
      name: text(),
      email: text().optional(),
      phone: text().optional(),
      level: text().describe('where they stand: a code of the playbook'),
      role: text().optional().describe('what they do there'),
      language: code(CONTACT_LANGUAGES).optional().describe('that they read'),
      primary: z.union([z.boolean(), z.string()]).optional().describe('true: the first to talk to; yes and no as in a file'),
    }),
    output: added,
    problems: ['account-closed', 'contact-exists'],
  },
});
