import { z } from 'zod';
import { id, limit, text, window } from './given';
import { topic } from './route';
import { absent, inAll, instant } from './values';

const mail = z
  .object({
    id: z.string(),
    messageId: z.string(),
    key: z.string(),
    to: z.string(),
    subject: z.string(),
    sentAt: absent(instant),
    state: z.enum(['sending', 'sent', 'refused']),
    account: absent(z.string()),
    tasks: z.array(z.string()),
    case: absent(z.string()),
    handover: absent(z.string()),
    text: z.string(),
  })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof mail>;

const wholeMail = mail
  .extend({ html: absent(z.string()), calendar: absent(z.string()).describe('its iCalendar part') })
  .meta({ id: 'WholeMail' });
export type WholeMail = z.infer<typeof wholeMail>;

export const mails = topic({
  list: {
    method: 'GET',
    path: '/mails',
    summary: 'What was sent, newest first',
    roles: 'everybody',
    query: z.strictObject({
      account: text().optional(),
      to: text().optional().describe('a handle'),
      ...window,
      limit: limit.optional().describe('rows at most; default: 1000'),
    }),
    output: z.object({ mails: z.array(mail), ...inAll }),
    problems: [],
  },
  show: {
    method: 'GET',
    path: '/mails/:id',
    summary: 'One mail',
    roles: 'everybody',
    params: z.object({ id: id.describe("a mail's id, its effect's key, or its Message-ID") }),
    output: wholeMail,
    problems: ['unknown-mail'],
  },
});
