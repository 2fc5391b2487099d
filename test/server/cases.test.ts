// From a customer's report to an attainment figure, through the API, on a real Temporal server.

import { good, refused } from '../support/answers';
import { isExpected } from '../support/business-days';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { STANDARD } from '../support/playbook';
import { after, day } from '../support/start';

const house = ofFile(() => withEverything('test-cases'));
beforeAll(async () => {
  // Signed half a year ago: in the stable stage, where the green channel applies.
  for (const account of ['acme', 'bluewave']) await house.startAccount(account, { technical: 'wang.fang', salesManager: 'liu.qiang' });
});

const MINUTE = 60_000;

interface Clock {
  readonly name: string;
  readonly state: string;
}
const REPORT = { account: 'acme', severity: 'high', text: 'Press 3 stands still\nCall Ms He' };
const open = (more: object = {}) => good(house.post('/cases', { ...REPORT, ...more }));
const clocks = (body: { milestones: Clock[] }) => Object.fromEntries(body.milestones.map(({ name, state }) => [name, state]));

describe('a case through the API', () => {
  let id: string;

  it('opens with its clocks, the strictest promise named, and is read at once', async () => {
    const opened = await open({ at: after(-30 * MINUTE), by: 'li.wei' });
    ({ id } = opened);
    expect(opened).toMatchObject({
      id: 'C-1',
      account: 'acme',
      title: 'Press 3 stands still',
      text: REPORT.text,
      level: 'gold',
      severity: 'high',
      kind: 'problem',
      state: 'open',
      stage: 'stable',
      owner: 'wang.fang',
      reportedAt: after(-30 * MINUTE),
      milestones: [
        { name: 'response', target: 'PT1H', rule: 'promise/green-channel', due: after(30 * MINUTE), usedSeconds: expect.any(Number) },
        { name: 'diagnosis', target: 'PT4H', rule: 'severity/high', due: after(210 * MINUTE) },
        { name: 'resolution', target: 'PT48H', rule: 'severity/high', due: after(47.5 * 60 * MINUTE) },
      ],
    });
    expect(opened.milestones[0].usedSeconds).toBeGreaterThanOrEqual(1800);
    expect(await good(house.get('/accounts/acme'))).toMatchObject({ openCases: 1 });
  });

  it('is listed while a clock of it is near its end', async () => {
    const ids = async (query: string) => (await good(house.get(`/cases?${query}`))).cases.map((one: { id: string }) => one.id);
    expect(await ids(`breaching=${after(31 * MINUTE)}`)).toEqual([id]);
    expect(await ids(`breaching=${after(29 * MINUTE)}`)).toEqual([]);
    expect(await ids('owner=wang.fang&level=gold&severity=high')).toEqual([id]);
    expect(await ids('account=bluewave&state=all')).toEqual([]);
  });

  it('is taken, diagnosed, paused, resumed, visited and resolved', async () => {
    const act = (action: string, body: object = {}) => good(house.post(`/cases/${id}/${action}`, { by: 'wang.fang', ...body }));
    expect(clocks(await act('take'))).toMatchObject({ response: 'met', diagnosis: 'running' });
    const diagnosed = await act('diagnose', { visit: true, note: 'The drive is broken' });
    expect(clocks(diagnosed)).toMatchObject({ diagnosis: 'met', 'on-site': 'running' });
    expect(diagnosed.milestones[2]).toMatchObject({ name: 'on-site', target: 'PT12H', rule: 'level/gold' });
    const waiting = await act('wait');
    expect(waiting.state).toBe('waiting');
    expect(waiting.milestones[3]).toMatchObject({ name: 'resolution', state: 'paused', paused: true, due: null });
    expect(clocks(await act('resume'))).toMatchObject({ 'on-site': 'running', resolution: 'running' });
    expect(clocks(await act('arrive'))).toMatchObject({ 'on-site': 'met' });
    const resolved = await act('resolve', { note: 'Drive replaced' });
    expect(resolved).toMatchObject({ state: 'resolved', resolvedAt: expect.any(String), closesAt: expect.any(String) });
    expect(Date.parse(resolved.closesAt) - Date.parse(resolved.resolvedAt)).toBe(14 * 24 * 60 * MINUTE);
    expect(clocks(resolved)).toEqual({ response: 'met', diagnosis: 'met', 'on-site': 'met', resolution: 'met' });
    expect(await good(house.get('/accounts/acme'))).toMatchObject({ openCases: 0 });
  });

  it('says what is refused, and why', async () => {
    expect(await refused(house.post(`/cases/${id}/resolve`, {}))).toEqual({ status: 409, code: 'case-resolved' });
    expect(await refused(house.post('/cases/C-999/resolve', {}))).toEqual({ status: 404, code: 'unknown-case' });
    expect(await refused(house.get('/cases/C-999'))).toEqual({ status: 404, code: 'unknown-case' });
    expect(await refused(house.post('/cases', { ...REPORT, account: 'nobody' }))).toEqual({ status: 404, code: 'unknown-account' });
    expect(await refused(house.post('/cases', { ...REPORT, at: after(17 * 24 * 60 * MINUTE) }))).toEqual({
      status: 422,
      code: 'in-the-future',
    });
    expect(await house.post('/cases', { ...REPORT, severity: 'hihg' })).toMatchObject({
      status: 422,
      body: { code: 'invalid-input', errors: [{ field: 'severity', reason: expect.stringContaining('"high"') }] },
    });
    expect(await refused(house.post('/cases/C-1/diagnose', {}))).toEqual({ status: 422, code: 'invalid-input' });
  });

  it('is reopened, on the clock that it had', async () => {
    const again = await good(house.post(`/cases/${id}/reopen`, { by: 'li.wei', note: 'stands still again' }));
    expect(again).toMatchObject({ state: 'open', closesAt: null });
    expect(clocks(again)).toMatchObject({ response: 'met', resolution: 'running' });
    await good(house.post(`/cases/${id}/resolve`, { by: 'wang.fang' }));
  });

  it('has a history in words, and reasons for its clocks', async () => {
    const { history } = await good(house.get(`/cases/${id}/history`));
    expect(history[0]).toMatchObject({ type: 'caseStarted', by: 'li.wei', note: REPORT.text });
    expect(history.find(({ type }: { type: string }) => type === 'caseDiagnosed')).toMatchObject({
      by: 'wang.fang',
      note: 'The drive is broken',
    });
    const { account, dates } = await good(house.get(`/why/${id}?language=zh`));
    expect(account).toBe('acme');
    expect(dates[0].because.join()).toContain('绿色通道');
  });

  it('comes to an attainment figure', async () => {
    const { report } = await good(house.get('/cases/report?by=level,milestone'));
    expect(report).toContainEqual({ level: 'gold', milestone: 'response', met: 1, breached: 0, attainment: 1 });
    expect(report).toHaveLength(4);
  });
});

describe('a report that is sent twice', () => {
  it('under one key is one case', async () => {
    const headers = { 'idempotency-key': 'web-form-17' };
    const [first, second] = [await good(house.post('/cases', REPORT, headers)), await good(house.post('/cases', REPORT, headers))];
    expect(second.id).toBe(first.id);
  });

  it('at the same moment is two', async () => {
    const both = await Promise.all([open({ account: 'bluewave' }), open({ account: 'bluewave' })]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a ticket of a case', () => {
  it('appears in the ticketing system, and what is done to it there is done to the case', async () => {
    const { id } = await open({ account: 'bluewave', text: 'No light' });
    const shown = () => good(house.get(`/cases/${id}`));
    const { ticket } = await eventually('the ticket', async () => ((await shown()).ticket === null ? undefined : await shown()));
    expect(ticket).toMatchObject({ system: 'embedded', id: expect.stringMatching(/^T-\d+$/) });
    expect(await good(house.get(`/tickets/${ticket.id}`))).toMatchObject({ case: id, task: null, account: 'bluewave' });
    await good(house.post(`/tickets/${ticket.id}/take`, { by: 'li.wei' }));
    expect(await shown()).toMatchObject({ owner: 'li.wei', state: 'open' });
    await good(house.post(`/tickets/${ticket.id}/resolve`, { by: 'li.wei' }));
    expect(await shown()).toMatchObject({ state: 'resolved' });
    await good(house.post(`/tickets/${ticket.id}/reopen`, { by: 'li.wei' }));
    expect(await shown()).toMatchObject({ state: 'open', trouble: [] });
  });
});

describe('a playbook whose targets have changed', () => {
  it('moves open cases on request, with a list of what moved, and once', async () => {
    const source = STANDARD.replace('resolution: PT48H # *', 'resolution: PT40H # *');
    await good(house.post('/playbooks', { source }));
    const foreseen = await good(house.post('/cases/recompute', { dryRun: true }));
    const { moved } = await good(house.post('/cases/recompute', { by: 'liu.qiang', reason: 'new contract' }));
    expect(moved.length).toBeGreaterThan(0);
    expect(moved).toEqual(foreseen.moved);
    for (const { milestone, from, to } of moved) {
      expect(milestone).toBe('resolution');
      expect(Date.parse(from) - Date.parse(to)).toBe(8 * 3_600_000);
    }
    expect((await good(house.post('/cases/recompute', {}))).moved).toEqual([]);
  });
});

describe('a case whose clocks cannot be reckoned', () => {
  // Open for one hour of 2020, and never again.
  const SPENT = STANDARD.replace('  silver:\n    requirement: D1\n', '  silver:\n    requirement: D1\n    window: spent\n').replace(
    '\ncalendars:\n',
    '\ncalendars:\n  spent:\n    timeZone: Asia/Shanghai\n    week: {}\n    shifts:\n      2020-01-06: [[09:00, 10:00]]\n',
  );

  it('is refused before its account knows of it, and takes nothing along', async () => {
    await good(house.post('/playbooks', { source: SPENT }));
    const closed = { account: 'closed-shop', name: 'Closed shop', signedOn: day(-198), level: 'silver', accountManager: 'li.wei' };
    await good(house.post('/accounts', closed));
    expect(await refused(house.post('/cases', { ...REPORT, account: 'closed-shop' }))).toEqual({ status: 422, code: 'no-open-hours' });
    expect(await good(house.get('/accounts/closed-shop'))).toMatchObject({ openCases: 0 });
    expect((await good(house.get('/accounts/closed-shop/history'))).history.map(({ type }: { type: string }) => type)).not.toContain(
      'caseOpened',
    );
    const { cases } = await good(house.get('/cases?state=all'));
    expect(cases.map(({ account }: { account: string }) => account)).not.toContain('closed-shop');
  });
});

describe('when all is said', () => {
  it('the read models equal the live states, and nothing is in trouble', async () => {
    expect(await good(house.get('/journal/verify?live=true'))).toMatchObject({ differences: [] });
    const { checks } = await good(house.get('/doctor'));
    expect(checks.filter(({ ok, name }: { ok: boolean; name: string }) => !ok && !isExpected(name))).toEqual([]);
  });
});
