import { z } from 'zod';
import { CONTACT_LANGUAGES } from './contacts';
import { code, id, text, window } from './given';
import { handoverInDigest } from './handovers';
import { revival } from './revivals';
import { topic } from './route';
import { absent, count, inAll, instant, texts, trouble } from './values';

export const person = z
  .object({
    id: z.string(),
    handle: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.enum(CONTACT_LANGUAGES),
    zone: z.string(),
    calendar: absent(z.string()),
    manager: absent(z.string()).describe('a handle'),
    state: z.enum(['active', 'left']),
    leftAt: absent(instant).describe('since when they get no new work'),
    nextDigest: absent(instant).describe('null: none is foreseen'),
    trouble,
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

const digestTask = z
  .object({
    id: z.string(),
    account: z.string(),
    name: z.string().describe("the account's"),
    title: texts,
    due: instant,
    state: z.string(),
    who: z.string().describe('who attends to it: a handle'),
  })
  .meta({ id: 'DigestTask' });
export type DigestTask = z.infer<typeof digestTask>;

const digestCase = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  title: absent(z.string()),
  owner: absent(z.string()),
  milestone: z.string(),
  breached: z.boolean(),
  due: instant,
});

const change = z.object({
  kind: z.string(),
  at: instant,
  account: z.string(),
  name: z.string(),
  by: absent(z.string()).describe('a name'),
  about: absent(z.string()).describe('id of the task or the case, code of the stage or the level'),
  due: absent(instant),
});

const digest = z
  .object({
    person: z.string().describe('a handle'),
    zone: z.string().describe("the person's"),
    at: instant.describe('as of when'),
    since: instant.describe('what has changed is told from then on'),
    standingInFor: z.array(z.object({ person: z.string(), until: instant })).describe('whose work is theirs today'),
    overdue: z.array(digestTask),
    escalated: z.array(digestTask).describe('overdue work of others that has been escalated to them since the last digest'),
    today: z.array(digestTask).describe('due before the next digest'),
    coming: z.array(digestTask),
    cases: z.array(digestCase),
    handovers: z.array(handoverInDigest).describe('under way, theirs; and those of their team that are late or refused'),
    changes: z.array(change),
    team: absent(
      z.object({
        members: z.array(z.object({ person: z.string(), overdue: count, today: count, cases: count, awayUntil: absent(instant) })),
        overdue: z.array(digestTask),
      }),
    ),
  })
  .meta({ id: 'Digest' });
export type Digest = z.infer<typeof digest>;

const one = z.object({ handle: id });

export const people = topic({
  list: {
    method: 'GET',
    path: '/people',
    summary: 'Our people',
    roles: 'everybody',
    query: z.strictObject(window),
    output: z.object({ people: z.array(person), ...inAll }),
    problems: [],
  },
  add: {
    method: 'POST',
    path: '/people',
    summary: 'Add one of our people',
    roles: ['manager', 'operator'],
    body: z.strictObject({
      handle: text(),
      name: text(),
      email: text().describe('where reminders go'),
      language: code(CONTACT_LANGUAGES).optional().describe('of mails'),
      zone: text().optional().describe('IANA zone'),
      calendar: text().optional().describe('a calendar of the playbook'),
      manager: text().optional().describe('a handle'),
    }),
    output: person,
    problems: ['person-exists', 'unknown-person', 'temporal-unavailable', 'temporal-refused', 'identity-used'],
  },
  show: {
    method: 'GET',
    path: '/people/:handle',
    summary: 'One of our people',
    roles: 'everybody',
    params: one,
    output: person,
    problems: ['unknown-person'],
  },
  digest: {
    method: 'GET',
    path: '/people/:handle/digest',
    summary: 'What the digest of one of our people would tell if it went now',
    roles: 'everybody',
    params: one,
    output: digest,
    problems: ['unknown-person', 'no-playbook', 'no-digest', 'holidays-unknown', 'no-open-hours', 'unknown-calendar'],
  },
  revive: revival('/people/:id/revive', 'unknown-person'),
});
