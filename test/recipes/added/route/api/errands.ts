import { z } from 'zod';
import { handle, id, statement, text, time } from './given';
import { ON_THE_WAY } from './refusals';
import { revival } from './revivals';
import { topic } from './route';
import { absent, instant } from './values';

export const errand = z
  .object({
    id: z.string(),
    state: z.enum(['open', 'done', 'cancelled']),
    to: z.string().describe('a handle'),
    due: instant,
    next: absent(instant).describe('when they are reminded next'),
  })
  .meta({ id: 'Errand' });
/** Something small that one of ours does by a time. */
export type Errand = z.infer<typeof errand>;

const ON_ERRAND = [...ON_THE_WAY, 'bad-arguments', 'in-the-future', 'before-it-began', 'unknown-errand', 'errand-ended'] as const;

export const errands = topic({
  list: {
    method: 'GET',
    path: '/errands',
    summary: 'Errands, the one that is due first first',
    roles: 'everybody',
    output: z.object({ errands: z.array(errand) }),
    problems: [],
  },
  start: {
    method: 'POST',
    path: '/errands',
    summary: 'Something small is to be done by a time: one of ours is reminded of it then',
    roles: 'everybody',
    body: z.strictObject({ id, to: handle, due: time, text: text().describe('what is to be done'), by: statement.by }),
    output: errand,
    problems: ON_ERRAND,
  },
  done: {
    method: 'POST',
    path: '/errands/:id/done',
    summary: 'It is done',
    roles: 'everybody',
    params: z.object({ id }),
    body: z.strictObject(statement),
    output: errand,
    problems: ON_ERRAND,
  },
  revive: revival('/errands/:id/revive', 'unknown-errand'),
});
