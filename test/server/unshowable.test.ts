// A row that cannot be computed: what the list shows of it, and that the other rows are complete.

import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { ofFile } from '../support/of-file';

const house = ofFile(() => withEverything('test-unshowable'));
beforeAll(() => house.startAccount('acme', { technical: 'wang.fang', salesManager: 'liu.qiang' }));

const loggedOf = (row: string) =>
  house.log.flatMap((line) => {
    const { row: of, code, msg } = JSON.parse(line) as { row?: string; code?: string; msg: string };
    return of === row ? [{ code, msg }] : [];
  });

describe('a case with a clock of a calendar that is gone', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (const text of ['Press 3 stands still', 'No light'])
      ids.push((await good(house.post('/cases', { account: 'acme', severity: 'high', text }))).id);
    const { state } = await house.store.db
      .selectFrom('serviceCase')
      .select('state')
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirstOrThrow();
    const { response } = state.milestones;
    const broken = { ...state, milestones: { ...state.milestones, response: { ...response, calendar: 'gone' } } };
    await house.store.db
      .updateTable('serviceCase')
      .set({ state: JSON.stringify(broken) })
      .where('id', '=', ids[0] ?? '')
      .execute();
  });

  it('is listed with its problem, and the other one whole', async () => {
    const { cases } = await good(house.get('/cases'));
    expect(cases).toHaveLength(2);
    const [broken, whole] = ids.map((id) => cases.find((one: { id: string }) => one.id === id));
    expect(broken).toMatchObject({ title: 'Press 3 stands still', state: 'open', milestones: [], problem: 'unknown-calendar' });
    expect(whole.milestones.length).toBeGreaterThan(0);
    expect(whole).not.toHaveProperty('problem');
  });

  it('is shown, and its figures and its account are', async () => {
    expect(await good(house.get(`/cases/${ids[0]}`))).toMatchObject({ problem: 'unknown-calendar' });
    expect(await good(house.get('/cases/report'))).toMatchObject({ report: [expect.anything()] });
    expect(await good(house.get('/accounts/acme'))).toMatchObject({ openCases: 2 });
  });

  it('is in the log once, by id and code', () => {
    expect(loggedOf(ids[0] ?? '')).toEqual([{ code: 'unknown-calendar', msg: 'a row cannot be shown whole' }]);
  });
});

describe('a task with a reason that cannot be read', () => {
  it('is listed with its problem, and the others whole', async () => {
    const whole = (await good(house.get('/tasks?account=acme'))).tasks;
    expect(whole.length).toBeGreaterThan(1);
    const { id, title, due } = whole[0];
    await house.store.db
      .updateTable('task')
      .set({ because: JSON.stringify([['clock-from', 'some day']]) })
      .where('id', '=', id)
      .execute();
    const { tasks } = await good(house.get('/tasks?account=acme'));
    expect(tasks[0]).toMatchObject({ id, title, due, because: [], problem: expect.any(String) });
    expect(tasks.slice(1)).toEqual(whole.slice(1));
    await good(house.get(`/tasks/${id}`));
    expect(loggedOf(id)).toHaveLength(1);
  });
});

describe('a handover whose state cannot be read', () => {
  it('is listed with its problem', async () => {
    const { id } = await good(house.post('/accounts/acme/handovers', { kind: 'ours', roles: 'technical', to: 'li.wei', reason: 'left' }));
    await house.store.db
      .updateTable('handover')
      .set({ state: JSON.stringify({}) })
      .where('id', '=', id)
      .execute();
    const { handovers } = await good(house.get('/handovers'));
    expect(handovers).toEqual([expect.objectContaining({ id, to: 'li.wei', steps: [], warned: [], problem: 'not-showable' })]);
    expect(await good(house.get('/accounts/acme'))).toMatchObject({ handovers: [{ id, to: 'li.wei' }] });
  });
});
