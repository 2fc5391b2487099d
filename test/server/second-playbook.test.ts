// Another company's playbook, which shares no code with the standard one, runs on the same rules: account, case, handover and digest.

import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { SECOND } from '../support/second-playbook';
import { day } from '../support/start';

type House = Awaited<ReturnType<typeof withEverything>>;

const HARBOUR = {
  account: 'harbour',
  name: 'Harbour Freight',
  zone: 'Europe/London',
  signedOn: day(-1),
  level: 'two-shifts',
  segment: 'seasonal',
  clientPartner: 'li.wei',
  deputyPartner: 'wang.fang',
  siteEngineer: 'wang.fang',
  regionalDirector: 'liu.qiang',
};

describe('an account by the second playbook', () => {
  let house: House;
  beforeAll(async () => {
    house = await withEverything('test-second-playbook', { playbook: SECOND });
    await good(house.post('/people', { handle: 'zoe.hart', name: 'Zoe Hart', email: 'zoe.hart@example.com', zone: 'Europe/London' }));
  });
  afterAll(() => house.close());

  const fieldsOf = async (answer: ReturnType<House['post']>): Promise<string[]> =>
    (await answer).body.errors.map(({ field, reason }: { field: string; reason: string }) => `${field}: ${reason}`);

  it('has its roles, levels and stages, and refuses those of another', async () => {
    expect(await fieldsOf(house.post('/accounts', { ...HARBOUR, accountManager: 'li.wei' }))).toEqual([
      expect.stringMatching(/^accountManager: There is no such field\./),
    ]);
    expect(await fieldsOf(house.post('/accounts', { ...HARBOUR, level: 'gold' }))).toEqual([
      'level: Is unknown. Use one of: round-the-clock, two-shifts, day-shift, next-day, by-post.',
    ]);
    const { clientPartner: _, ...withoutPartner } = HARBOUR;
    expect(await fieldsOf(house.post('/accounts', withoutPartner))).toEqual(['clientPartner: Is missing.']);

    expect(await good(house.post('/accounts', HARBOUR))).toMatchObject({
      ...{ status: 'active', stage: 'move-in', level: 'two-shifts', segment: 'seasonal', manager: 'li.wei' },
      team: { 'client-partner': 'li.wei', 'deputy-partner': 'wang.fang', 'site-engineer': 'wang.fang', 'regional-director': 'liu.qiang' },
    });
    const { accounts } = await good(house.get('/accounts?manager=li.wei'));
    expect(Object.keys(accounts[0].team)).toEqual(['client-partner', 'deputy-partner', 'site-engineer', 'regional-director']);
    const { tasks } = await good(house.get('/tasks?account=harbour'));
    expect(tasks).toContainEqual(
      expect.objectContaining({
        touchpoint: 'stock-count',
        title: { en: 'First stock count', zh: 'First stock count' },
        owner: 'wang.fang',
      }),
    );
    // Nobody has the role for invoices, so whoever answers for the account owns them.
    expect(tasks).toContainEqual(expect.objectContaining({ touchpoint: 'invoice-check', owner: 'li.wei' }));
  });

  it('takes a level and a phase of its own', async () => {
    expect(await fieldsOf(house.post('/accounts/harbour/amend', { level: 'platinum' }))).toHaveLength(1);
    expect(await good(house.post('/accounts/harbour/amend', { level: 'round-the-clock' }))).toMatchObject({ level: 'round-the-clock' });
    expect(await fieldsOf(house.post('/accounts/harbour/assess', { phase: 'harvest' }))).toEqual([
      'phase: Is unknown. Use one of: building, courting, defending.',
    ]);
    await good(house.post('/accounts/harbour/assess', { phase: 'building' }));
  });

  it('starts from a file with a column for each role', async () => {
    const values = { account: 'quay', name: 'Quay', client_partner: 'li.wei', site_engineer: 'wang.fang', level: 'by-post' };
    expect(await good(house.post('/import/accounts', { rows: [{ line: 2, values }] }))).toMatchObject({
      applied: true,
      results: [{ id: 'quay', outcome: 'started', errors: [] }],
    });
    expect(await good(house.get('/accounts/quay'))).toMatchObject({ status: 'prospect', level: 'by-post', manager: 'li.wei' });
  });

  it('knows where its people stand, and pairs them', async () => {
    const ann = { account: 'harbour', name: 'Ann Moor', email: 'ann.moor@example.com', language: 'en' };
    expect(await fieldsOf(house.post('/contacts', { ...ann, level: 'executive' }))).toEqual([
      'level: Is unknown. Use one of: boardroom, head-office, site, carrier.',
    ]);
    await good(house.post('/contacts', { ...ann, level: 'head-office', primary: true }));
    const { zipper } = await good(house.get('/accounts/harbour'));
    expect(zipper.map(({ level, gap }: { level: string; gap: string | null }) => [level, gap])).toEqual([
      ['boardroom', 'theirs'],
      ['head-office', null],
      ['site', 'theirs'],
    ]);
  });

  it('has cases by its severities, with its first line, and a promise for its segment', async () => {
    const opened = await good(house.post('/cases', { account: 'harbour', severity: 'trucks-wait', text: 'Gate 4 is shut' }));
    expect(opened).toMatchObject({
      // Nobody has the role of the duty desk.
      ...{ severity: 'trucks-wait', kind: 'breakdown', owner: 'wang.fang', level: 'round-the-clock', stage: 'move-in' },
      milestones: [
        { name: 'response', title: { en: 'First word' }, rule: 'promise/peak-season', target: 'PT10M' },
        { name: 'resolution', title: { en: 'Running again' }, rule: 'severity/trucks-wait', target: 'PT12H' },
      ],
    });
    await good(house.post(`/cases/${opened.id}/take`, { by: 'wang.fang' }));
    expect(await good(house.post(`/cases/${opened.id}/resolve`, { by: 'wang.fang', note: 'opened by hand' }))).toMatchObject({
      state: 'resolved',
    });
    const told = await eventually('a mail about the case', () => house.mails.find(({ text }) => text?.includes('Gate 4 is shut')));
    expect(told.text).toContain('Trucks wait');
  });

  it('is handed over by its reasons and its hours', async () => {
    const change = { kind: 'ours', roles: 'client-partner', to: 'zoe.hart', reason: 'gone' };
    const handover = await good(house.post('/accounts/harbour/handovers', change));
    expect(handover).toMatchObject({
      ...{ status: 'running', from: 'li.wei', to: 'zoe.hart', standIn: 'wang.fang', roles: ['client-partner'] },
      reason: { code: 'gone', title: { en: 'Has gone' } },
      visit: expect.stringMatching(/^harbour:new-faces:/),
    });
    expect(Date.parse(handover.due) - Date.parse(handover.openedAt)).toBe(48 * 3_600_000);
    const letter = await eventually('the letter to the customer', () => house.mails.find(({ subject }) => /Zoe Hart/.test(subject ?? '')));
    expect(letter.subject).toBe('Zoe Hart is your new client partner');
    const briefing = await eventually('the briefing', () =>
      house.mails.find(({ text }) => text?.includes('your regional director is asked about it')),
    );
    expect(briefing.text).toContain('As: Client partner');
    await good(house.post(`/handovers/${handover.id}/accept`, { by: 'zoe.hart' }));
    expect(await good(house.get('/accounts/harbour'))).toMatchObject({ manager: 'zoe.hart' });
  });

  it('is left by an offboarding for the reason that its playbook has for it', async () => {
    const { id } = await good(house.post('/offboardings', { person: 'li.wei', to: 'zoe.hart:level=by-post' }));
    const done = await eventually('the offboarding', async () => {
      const shown = await good(house.get(`/offboardings/${id}`));
      return shown.state === 'done' && shown;
    });
    expect(done).toMatchObject({
      reason: 'gone',
      accounts: [{ account: 'quay', to: 'zoe.hart', roles: ['client-partner'], state: 'done' }],
    });
  });
});

describe('a digest by the second playbook', () => {
  let house: House;
  beforeAll(async () => {
    house = await withEverything('test-second-digest', { playbook: SECOND, speed: 8 * 3600 });
    const { now } = await good(house.get('/health'));
    await good(house.post('/accounts', { ...HARBOUR, signedOn: now.slice(0, 10) }));
  });
  afterAll(() => house.close());

  it('brings what is due, and tells whoever oversees about their team', async () => {
    const digest = await eventually('a digest of the first count', () =>
      house.mails.find(({ text, to }) => text?.includes('First stock count') && JSON.stringify(to).includes('wang.fang')),
    );
    expect(digest.text).toContain('Harbour Freight');
    const seen = await eventually('the team of the regional director', async () => {
      const { team } = await good(house.get('/people/liu.qiang/digest'));
      return team?.overdue.length > 0 && team;
    });
    expect(seen.overdue[0]).toMatchObject({ account: 'harbour', title: { en: expect.any(String) } });
  });
});
