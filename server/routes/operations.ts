// For those who keep it running: playbooks, the journal, the doctor.
import { z } from 'zod';
import {
  checkShape,
  playbookShape,
  upgradeEndShape,
  upgradePlanShape,
  upgradeStepShape,
  verificationShape,
} from '../../client/temporal/shapes';
import { answers, type Routes } from '../app';

/** Bytes: playbooks with texts in two languages are long. */
const LARGEST_PLAYBOOK = 4 * 1024 * 1024;

export const operationRoutes: Routes = (app, client) => {
  app.get(
    '/doctor',
    { schema: { tags: ['operations'], summary: 'Is everything well?', response: answers(z.object({ checks: z.array(checkShape) })) } },
    async () => ({ checks: await client.doctor() }),
  );

  app.get(
    '/metrics',
    { schema: { tags: ['operations'], summary: 'For a monitoring system: the text format of Prometheus', response: answers(z.string()) } },
    async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(await client.metrics()),
  );

  app.get(
    '/playbooks',
    { schema: { tags: ['playbooks'], summary: 'Newest first', response: answers(z.object({ playbooks: z.array(playbookShape) })) } },
    async () => ({ playbooks: await client.playbooks.list() }),
  );

  app.post(
    '/playbooks',
    {
      bodyLimit: LARGEST_PLAYBOOK,
      schema: {
        tags: ['playbooks'],
        summary: 'Check and publish a playbook; accounts that start from now on live by it',
        body: z.strictObject({ source: z.string().describe('YAML'), fileName: z.string().optional().describe('for the messages') }),
        response: answers(z.object({ hash: z.string(), isNew: z.boolean() })),
      },
    },
    ({ body: { source, fileName } }) => client.playbooks.publish(source, fileName),
  );

  app.post(
    '/journal/rebuild',
    { schema: { tags: ['operations'], summary: 'Fold the read models anew', response: answers(z.object({ events: z.number() })) } },
    async () => ({ events: await client.journal.rebuild() }),
  );

  app.get(
    '/journal/verify',
    {
      schema: {
        tags: ['operations'],
        summary: 'Read models against the journal, and against the live states',
        querystring: z.object({
          live: z.literal('true').optional().describe('asks the workflows of what is not closed, too'),
          sample: z.coerce.number().int().min(1).optional().describe('how many of them; default all'),
        }),
        response: answers(verificationShape),
      },
    },
    ({ query: { live, sample } }) => client.journal.verify({ live: live === 'true', sample }),
  );

  app.get(
    '/upgrade',
    {
      schema: { tags: ['operations'], summary: 'What lives by older rules, or other zone rules', response: answers(upgradePlanShape) },
    },
    () => client.upgrade.plan(),
  );

  app.post(
    '/upgrade',
    {
      schema: {
        tags: ['operations'],
        summary: 'Ask the next few entities to turn their page',
        body: z.strictObject({
          after: z.string().optional().describe('`next` of the step before'),
          limit: z.number().int().min(1).max(1000).default(20),
          all: z.boolean().optional().describe('also those that are current'),
        }),
        response: answers(upgradeStepShape),
      },
    },
    ({ body }) => client.upgrade.turn(body),
  );

  app.post(
    '/upgrade/finish',
    {
      schema: {
        tags: ['operations'],
        summary: 'Wait until all have turned their page, and adopt zone rules on record',
        body: z.strictObject({ failed: z.array(z.string()).optional().describe('entities that are not waited for') }),
        response: answers(upgradeEndShape),
      },
    },
    ({ body }) => client.upgrade.finish(body.failed),
  );
};
