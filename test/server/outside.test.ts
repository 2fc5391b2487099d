// Effects and their answers: tickets with tasks that follow them, mails that are refused for a while, effects given up.

import { addDays } from '../../domain/time/time';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { WITHOUT_DIGEST } from '../support/playbook';

const EIGHT_HOURS_A_SECOND = 8 * 3600;
let isMailAway = false;
const house = ofFile(() =>
  withEverything('test-outside', {
    speed: EIGHT_HOURS_A_SECOND,
    // Each reminder is a mail of its own.
    playbook: WITHOUT_DIGEST,
    mailServer: {
      onRcptTo: (_address, _session, callback) =>
        callback(isMailAway ? Object.assign(new Error('try again later'), { responseCode: 451 }) : undefined),
    },
  }),
);

/** Its first delivery is promised for next week, so its reminder and its ticket come within seconds. */
const startUrgent = async (account: string) => {
  const today = (await house.now()).slice(0, 10);
  const { status, body } = await house.post('/accounts', {
    account,
    name: `Name of ${account}`,
    signedOn: addDays(today, -1),
    promisedDeliveryOn: addDays(today, 9),
    accountManager: 'li.wei',
    technical: 'wang.fang',
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
};

describe('a task that asks for a ticket', () => {
  const ticketOf = (account: string) =>
    eventually('its ticket', async () => (await house.get(`/tickets?account=${account}`)).body.tickets[0]);
  const taskOf = async (id: string) => (await house.get(`/tasks/${id}`)).body;

  it('is done when the ticket is resolved, and open again when it is reopened', async () => {
    await startUrgent('acme');
    const { id, task, owner, state } = await ticketOf('acme');
    expect({ owner, state }).toEqual({ owner: 'wang.fang', state: 'open' });
    await eventually('the ticket at the task', async () => ((await taskOf(task)).ticket === id ? true : undefined));

    expect((await house.post(`/tickets/${id}/take`, { by: 'li.wei' })).body).toMatchObject({ state: 'taken', owner: 'li.wei' });
    expect((await house.post(`/tickets/${id}/resolve`, { by: 'li.wei' })).body).toMatchObject({ state: 'resolved' });
    expect(await taskOf(task)).toMatchObject({ state: 'done' });
    expect((await house.post(`/tickets/${id}/resolve`, { by: 'li.wei' })).status).toBe(200);

    expect((await house.post(`/tickets/${id}/reopen`, { by: 'li.wei' })).body).toMatchObject({ state: 'open' });
    expect(await taskOf(task)).toMatchObject({ state: 'open' });
    expect((await house.post(`/tickets/${id}/resolve`, { by: 'li.wei' })).body).toMatchObject({ state: 'resolved' });
    expect(await taskOf(task)).toMatchObject({ state: 'done' });
  });

  it('closes its ticket when it is done itself', async () => {
    await startUrgent('bluewave');
    const { id, task } = await ticketOf('bluewave');
    await eventually('the ticket at the task', async () => ((await taskOf(task)).ticket === id ? true : undefined));
    await house.post(`/tasks/${task}/done`, { by: 'wang.fang' });
    await eventually('the ticket resolved', async () => ((await house.get(`/tickets/${id}`)).body.state === 'resolved' ? true : undefined));
  });

  it('has a ticket that somebody takes', async () => {
    const { id } = await ticketOf('acme');
    expect(await house.post(`/tickets/${id}/take`, {})).toMatchObject({ status: 422, body: { errors: [{ field: 'by' }] } });
    expect(await house.post(`/tickets/${id}/take`, { by: 'li.wei' })).toMatchObject({ status: 409, body: { code: 'ticket-resolved' } });
  });
});

describe('reminders', () => {
  const mailsTo = async (account: string) => (await house.get(`/mails?account=${account}&to=wang.fang`)).body.mails;
  const waitingOf = (account: string) =>
    eventually('a mail that waits', async () => {
      const { effects } = (await house.get('/effects?state=waiting')).body as { effects: { key: string; type: string }[] };
      return effects.find(({ key, type }) => key.startsWith(`account/${account}/`) && type === 'remind');
    });

  it('are listed with their task and their text, and shown by id', async () => {
    // Resolving its ticket also brought a reminder of the next task.
    const mail = await eventually('the mail', async () =>
      ((await mailsTo('acme')) as { id: string; key: string; tasks: string[] }[]).find(({ tasks }) =>
        tasks.some((task) => task.startsWith('acme:first-delivery:')),
      ),
    );
    expect(mail).toMatchObject({
      to: 'wang.fang@example.com',
      state: 'sent',
      tasks: expect.arrayContaining([expect.stringMatching(/^acme:first-delivery:/)]),
    });
    expect((await house.get(`/mails/${mail.id}`)).body).toMatchObject({ ...mail, html: expect.stringContaining('First delivery') });
    expect((await house.get(`/mails/${encodeURIComponent(mail.key)}`)).body.id).toBe(mail.id);
  });

  it('wait while mail is away, and go when somebody has them tried again', async () => {
    isMailAway = true;
    await startUrgent('cedar');
    const { key } = await waitingOf('cedar');
    isMailAway = false;
    expect((await house.post('/effects/retry', { key })).status).toBe(200);
    await eventually('the mail', async () =>
      (await mailsTo('cedar')).some(({ state }: { state: string }) => state === 'sent') ? true : undefined,
    );
    expect(await house.post('/effects/retry', { key: 'account/cedar/999/0' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-effect' },
    });
  });

  it('are given up by a person, on record, and then are over', async () => {
    isMailAway = true;
    await startUrgent('dune');
    const { key } = await waitingOf('dune');
    expect((await house.post('/effects/give-up', { key, by: 'li.wei', reason: 'told by telephone' })).body).toMatchObject({
      state: 'given-up',
    });
    isMailAway = false;
    await eventually('its outcome in the history', async () => {
      const { history } = (await house.get('/accounts/dune/history')).body as { history: { type: string; data: { code?: string } }[] };
      return history.find(({ type, data }) => type === 'reminderRefused' && data.code === 'given-up');
    });
    expect(await house.post('/effects/give-up', { key })).toMatchObject({ status: 409, body: { code: 'effect-over' } });
  });
});
