import { z } from 'zod';
import { ABSENCE_FIELDS } from '../../client/people/absences';
import { CONTACT_COLUMNS } from '../../client/people/contacts';
import { PEOPLE_COLUMNS } from '../../client/people/people';
import { absenceShape, addedContactShape, contactShape, digestShape, personShape } from '../../client/temporal/shapes';
import { answers, body, fieldsOf, type Routes } from '../app';

const tags = ['people'];

export const peopleRoutes: Routes = (app, client) => {
  app.get(
    '/people',
    { schema: { tags, summary: 'Our people', response: answers(z.object({ people: z.array(personShape) })) } },
    async () => ({
      people: await client.people.list(),
    }),
  );

  app.post(
    '/people',
    { schema: { tags, summary: 'Add one of our people', body: body(...PEOPLE_COLUMNS), response: answers(personShape) } },
    ({ body: given }) => client.people.add(fieldsOf(given)),
  );

  app.get(
    '/people/:handle',
    { schema: { tags, summary: 'One of our people', params: z.object({ handle: z.string() }), response: answers(personShape) } },
    ({ params: { handle } }) => client.people.show(handle),
  );

  app.get(
    '/people/:handle/digest',
    {
      schema: {
        tags,
        summary: 'What the digest of one of our people would tell if it went now',
        params: z.object({ handle: z.string() }),
        response: answers(digestShape),
      },
    },
    ({ params: { handle } }) => client.people.digest(handle),
  );

  app.get(
    '/absences',
    {
      schema: {
        tags,
        summary: 'Who is away or will be, and who stands in',
        querystring: z.object({ all: z.literal('true').optional().describe('those that are over, too') }),
        response: answers(z.object({ absences: z.array(absenceShape) })),
      },
    },
    async ({ query }) => ({ absences: await client.absences.list({ all: query.all === 'true' }) }),
  );

  app.post(
    '/absences',
    {
      schema: {
        tags,
        summary: 'Record an absence: from and until are dates (the last one included) or instants',
        body: body(...ABSENCE_FIELDS),
        response: answers(absenceShape),
      },
    },
    ({ body: given }) => client.absences.add(fieldsOf(given)),
  );

  app.post(
    '/absences/:id/end',
    {
      schema: {
        tags,
        summary: 'End an absence now, by its id or the handle of who is away',
        params: z.object({ id: z.string() }),
        response: answers(absenceShape),
      },
    },
    ({ params: { id } }) => client.absences.end(id),
  );

  app.get(
    '/contacts',
    {
      schema: {
        tags,
        summary: "The customers' people, the primary ones of an account first",
        querystring: z.object({
          account: z.string().optional(),
          all: z.literal('true').optional().describe('those who have left, too'),
        }),
        response: answers(z.object({ contacts: z.array(contactShape) })),
      },
    },
    async ({ query }) => ({ contacts: await client.contacts.list({ ...query, all: query.all === 'true' }) }),
  );

  app.post(
    '/contacts',
    { schema: { tags, summary: "Add one of a customer's people", body: body(...CONTACT_COLUMNS), response: answers(addedContactShape) } },
    ({ body: given }) => client.contacts.add(fieldsOf(given)),
  );
};
