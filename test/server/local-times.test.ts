// A time without an offset is in the zone of its account, and the answer says so.
import { toInstant } from '../../domain/time/time';
import { good, refused } from '../support/answers';
import { withEverything } from '../support/deployment';
import { ofFile } from '../support/of-file';
import { START } from '../support/start';

const ZONE = 'America/New_York';
const house = ofFile(() => withEverything('test-local-times'));
beforeAll(async () => {
  await good(
    house.post('/accounts', {
      account: 'acme',
      name: 'Name of acme',
      zone: ZONE,
      signedOn: spoken(-40).slice(0, 10),
      accountManager: 'li.wei',
      technical: 'wang.fang',
      salesManager: 'liu.qiang',
    }),
  );
});

/** Ten o'clock on a past day in that zone, without an offset; and the same in UTC. */
const spoken = (days: number): string => `${new Date(START + days * 86_400_000).toJSON().slice(0, 10)}T10:00`;
const utc = (local: string): string => new Date(toInstant(local.slice(0, 10), local.slice(11), ZONE)).toJSON().replace('.000Z', 'Z');

describe('a local time', () => {
  it.each([
    ['/accounts/acme/pause', -2],
    ['/accounts/acme/resume', -1],
  ])('of %s', async (path, days) => {
    const at = spoken(days);
    expect(await good(house.post(path, { at }))).toMatchObject({ at: utc(at), zone: ZONE });
    // With an offset it is the same instant.
    expect(utc(at)).not.toBe(`${at}:00Z`);
  });

  it('of a case and what is done to it', async () => {
    const [reported, taken] = [spoken(-3), spoken(-2)];
    const opened = await good(house.post('/cases', { account: 'acme', severity: 'high', text: 'No light', at: reported }));
    expect(opened).toMatchObject({ at: utc(reported), reportedAt: utc(reported), zone: ZONE });
    const after = await good(house.post(`/cases/${opened.id}/take`, { by: 'wang.fang', at: taken }));
    expect(after).toMatchObject({
      at: utc(taken),
      zone: ZONE,
      milestones: expect.arrayContaining([expect.objectContaining({ metAt: utc(taken) })]),
    });
    expect(await good(house.get(`/cases/${opened.id}`))).not.toHaveProperty('at');
    expect(await good(house.post(`/cases/${opened.id}/wait`, {}))).not.toHaveProperty('at');
  });

  it('of a task', async () => {
    const { tasks } = await good(house.get('/tasks?account=acme'));
    const at = spoken(-1);
    const done = await good(house.post(`/tasks/${tasks[0].id}/done`, { at, by: 'li.wei' }));
    expect(done).toMatchObject({ at: utc(at), zone: ZONE, closedAt: utc(at) });
  });

  it('of a handover', async () => {
    const opened = await good(house.post('/accounts/acme/handovers', { kind: 'ours', roles: 'technical', to: 'li.wei', reason: 'left' }));
    expect(opened).not.toHaveProperty('zone');
    // Not before the beginning: the clock runs on, so the minute of the beginning is the earliest possible.
    const at = localOf(Date.parse(opened.openedAt));
    const accepted = await good(house.post(`/handovers/${opened.id}/accept`, { at, by: 'li.wei' }));
    expect(accepted).toMatchObject({ at: utc(at), zone: ZONE });
  });

  it('that no calendar has is refused, with its field', async () => {
    expect(await refused(house.post('/accounts/acme/pause', { at: '2026-02-30T10:00' }))).toEqual({ status: 422, code: 'invalid-input' });
  });
});

/** `2026-11-24T09:00`, there. */
const localOf = (instant: number): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(instant)
    .replace(' ', 'T');

it('playbooks say which zone is meant where there is no account', async () => {
  expect((await good(house.get('/playbooks'))).playbooks).toEqual([expect.objectContaining({ defaultZone: 'Asia/Shanghai' })]);
});
