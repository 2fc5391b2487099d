import { z } from 'zod';
import { dateOrTime, handle, id, yes } from './given';
import { topic } from './route';
import { instant } from './values';

const absence = z
  .object({
    id: z.string(),
    person: z.string().describe('a handle'),
    from: instant,
    until: instant.describe('the first moment at which they are back'),
    substitute: z.string().describe('a handle'),
    state: z.enum(['ahead', 'now', 'past']),
  })
  .meta({ id: 'Absence' });
export type Absence = z.infer<typeof absence>;

export const absences = topic({
  list: {
    method: 'GET',
    path: '/absences',
    summary: 'Who is away or will be, and who stands in',
    roles: 'everybody',
    query: z.strictObject({ all: yes.optional().describe('those that are over, too') }),
    output: z.object({ absences: z.array(absence) }),
    problems: [],
  },
  add: {
    method: 'POST',
    path: '/absences',
    summary: 'Record an absence: from and until are dates (the last one included) or instants',
    roles: 'everybody',
    body: z.strictObject({
      person: handle,
      from: dateOrTime.describe('the first day away, or a time'),
      until: dateOrTime.describe('the last day away, or the time of coming back'),
      substitute: handle.describe('who stands in'),
    }),
    output: absence,
    problems: ['away-already', 'ring-of-substitutes'],
  },
  end: {
    method: 'POST',
    path: '/absences/:id/end',
    summary: 'End an absence now, by its id or the handle of who is away',
    roles: 'everybody',
    params: z.object({ id }),
    output: absence,
    problems: ['unknown-absence'],
  },
});
