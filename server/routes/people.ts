import { absences } from '../../api/absences';
import { contacts } from '../../api/contacts';
import { people } from '../../api/people';
import type { Routes } from '../app';
import { serve } from '../serve';
import { asTexts } from '../stated';
import { windowed } from '../windowed';
import { reviving } from './revivals';

export const peopleRoutes: Routes = (app, client) => {
  serve(app, people, {
    list: async ({ query }) => windowed('people', await client.people.window(query)),
    add: ({ body }) => client.people.add(asTexts(body)),
    show: ({ params }) => client.people.show(params.handle),
    digest: ({ params }) => client.people.digest(params.handle),
    revive: reviving(client, 'person'),
  });
  serve(app, absences, {
    list: async ({ query }) => ({ absences: await client.absences.list(query) }),
    add: ({ body }) => client.absences.add(asTexts(body)),
    end: ({ params }) => client.absences.end(params.id),
  });
  serve(app, contacts, {
    list: async ({ query }) => windowed('contacts', await client.contacts.window(query)),
    add: ({ body }) => client.contacts.add(asTexts(body)),
  });
};
