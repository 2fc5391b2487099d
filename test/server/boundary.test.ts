// Store and Temporal agree: a command is carried out completely, or changes nothing that anybody can see.
import { sql } from 'kysely';
import { good, refused } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';

const house = ofFile(() => withEverything('test-boundary'));

const start = (account: string, more: object = {}) =>
  house.post('/accounts', { account, name: `Name of ${account}`, signedOn: '2025-07-01', accountManager: 'li.wei', ...more });
const account = (id: string) => good(house.get(`/accounts/${id}`));
const importing = async (kind: string, rows: Record<string, string>[], more: object = {}) =>
  good(house.post(`/import/${kind}`, { rows: rows.map((values, index) => ({ line: index + 2, values })), ...more }));

/** Everything visible in the store, without idempotency keys and given ids. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'
    and table_name not in ('staged', 'command_key', 'case_opening', 'handover_opening', 'kysely_migration', 'kysely_migration_lock') order by 1`.execute(
    house.store.db,
  );
  const tables = await Promise.all(
    rows.map(async ({ name }) => [name, (await sql`select * from ${sql.table(name)} as t order by t::text`.execute(house.store.db)).rows]),
  );
  return JSON.stringify(tables, null, 1);
}

/** Whether no workflow has a task to do or waits for an activity. */
async function isIdle(): Promise<boolean> {
  for await (const { workflowId } of house.temporal.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
    const { raw } = await house.temporal.workflow.getHandle(workflowId).describe();
    if (raw.pendingWorkflowTask || raw.pendingActivities?.length) return false;
  }
  return true;
}

/** The same, once running work has ended: a mail being sent is not part of the next command. */
async function atRest(): Promise<string> {
  return eventually('a store at rest', async () => {
    if (!(await isIdle())) return undefined;
    const seen = await everything();
    return (await isIdle()) && seen === (await everything()) && seen;
  });
}

describe('a start', () => {
  it('of four at once with different data wins as a whole; the others are told', async () => {
    const levels = ['gold', 'silver', 'standard', 'gold'];
    const starts = levels.map((level, index) => ({
      level,
      ...{ name: `Name ${index}`, annualFee: `${100 + index}`, currency: 'EUR', signedOn: `2025-07-0${index + 1}` },
      accountManager: index % 2 === 0 ? 'li.wei' : 'wang.fang',
    }));
    const answers = await Promise.all(starts.map((fields) => start('contested', fields)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(3).fill('identity-used'));
    const won = starts[answers.findIndex(({ status }) => status === 200)];
    expect(await account('contested')).toMatchObject({
      name: won?.name,
      level: won?.level,
      signedOn: won?.signedOn,
      team: { 'account-manager': won?.accountManager },
      contract: { annualFee: won?.annualFee, currency: 'EUR' },
    });
  });

  it('is refused by name where the id is used, and changes nothing', async () => {
    await good(start('used'));
    const before = await atRest();
    expect(await refused(start('used', { name: 'Another', level: 'gold' }))).toEqual({ status: 409, code: 'identity-used' });
    expect(await everything()).toBe(before);
  });
});

describe('a file of accounts', () => {
  const row = (id: string, more: Record<string, string> = {}) => ({
    account: id,
    name: `Name of ${id}`,
    account_manager: 'li.wei',
    ...more,
  });

  it('renames on record', async () => {
    await good(start('renamed'));
    expect((await importing('accounts', [row('renamed', { name: 'Renamed SE', annual_fee: '900.50' })])).results).toMatchObject([
      { outcome: 'updated' },
    ]);
    expect(await account('renamed')).toMatchObject({ name: 'Renamed SE', contract: { annualFee: '900.50' } });
    const { history } = await good(house.get('/accounts/renamed/history'));
    expect(history.at(-1)).toMatchObject({ type: 'accountAmended' });
    expect(JSON.stringify(history)).not.toContain('Renamed');
    expect((await importing('accounts', [row('renamed', { name: 'Renamed SE', annual_fee: '900.5' })])).results).toMatchObject([
      { outcome: 'unchanged' },
    ]);
  });

  it('takes no handover back: the line that names somebody else for its roles is bad, other roles are changed', async () => {
    await good(start('succession', { technical: 'li.wei', signedOn: undefined }));
    const asked = { kind: 'ours', roles: 'account-manager,technical', to: 'wang.fang', reason: 'left' };
    const { id } = await good(house.post('/accounts/succession/handovers', asked));
    const handover = async () => (await good(house.get(`/handovers/${id}`))).status;
    for (const [column, more] of [
      ['account_manager', { account_manager: 'liu.qiang' }],
      ['technical', { account_manager: 'wang.fang', technical: 'liu.qiang' }],
    ] as const) {
      const { results } = await importing('accounts', [row('succession', more)], { skipBad: true });
      expect(results).toMatchObject([{ outcome: 'bad', errors: [{ column, value: 'liu.qiang', reason: expect.stringContaining(id) }] }]);
    }
    const { results } = await importing('accounts', [row('succession', { account_manager: 'wang.fang', backup: 'liu.qiang' })]);
    expect(results).toMatchObject([{ outcome: 'updated' }]);
    expect(await account('succession')).toMatchObject({
      team: { 'account-manager': 'wang.fang', technical: 'wang.fang', backup: 'liu.qiang' },
      handovers: [{ id }],
    });
    expect(await handover()).toBe('running');
  });

  it('renames no account that is closed, and says that it is', async () => {
    await good(start('closed'));
    await good(house.post('/accounts/closed/close', { reason: 'merged' }));
    const before = await atRest();
    const { results, applied } = await importing('accounts', [row('closed', { name: 'Another' })]);
    expect(applied).toBe(false);
    expect(results).toMatchObject([{ outcome: 'bad', errors: [{ column: 'account', reason: expect.stringContaining('closed') }] }]);
    expect((await importing('accounts', [row('closed', { name: 'Another' })], { skipBad: true })).results).toMatchObject([
      { outcome: 'bad' },
    ]);
    expect((await importing('accounts', [row('closed')])).results).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await everything()).toBe(before);
  });
});

describe('a change of the customer’s contact', () => {
  const contactsOf = async (id: string) =>
    (await good(house.get(`/contacts?account=${id}&all=true`))).contacts as { id: string; name: string; email: string; primary: boolean }[];
  const furnished = async (id: string) => {
    await good(start(id, { signedOn: undefined }));
    const contact = (name: string, more: object = {}) =>
      good(house.post('/contacts', { account: id, name, level: 'manager', email: `${name}@${id}.example.com`, phone: '+49 1', ...more }));
    return { anna: await contact('anna', { primary: true }), bert: await contact('bert') };
  };
  const change = (id: string, fields: object, headers = {}) =>
    house.post(`/accounts/${id}/handovers`, { kind: 'theirs', reason: 'moves abroad', ...fields }, headers);

  it('to the address of somebody who is there names them, and changes nothing', async () => {
    const { anna, bert } = await furnished('known');
    const before = await atRest();
    for (const dryRun of [undefined, 'true']) {
      const { status, body } = await change('known', { from: anna.id, name: 'Bert Brecht', email: 'BERT@known.example.com', dryRun });
      expect({ status, errors: body.errors }).toMatchObject({
        status: 422,
        errors: [{ field: 'email', reason: expect.stringContaining(`--to ${bert.id}`) }],
      });
    }
    expect(await refused(change('known', { from: anna.id, name: 'bert' }))).toMatchObject({ status: 422 });
    expect(await refused(change('known', { from: anna.id, name: 'cara', email: 'no address' }))).toMatchObject({ status: 422 });
    expect(await everything()).toBe(before);
  });

  it('of a closed account is refused, and leaves no ghost', async () => {
    const { anna } = await furnished('ended');
    await good(house.post('/accounts/ended/close', { reason: 'merged' }));
    const before = await atRest();
    const key = { 'idempotency-key': 'ghost' };
    for (let repeat = 0; repeat < 2; repeat += 1)
      expect(await refused(change('ended', { from: anna.id, name: 'cara', email: 'cara@ended.example.com' }, key))).toMatchObject({
        status: 409,
      });
    expect(await everything()).toBe(before);
  });

  it('records the new one with it', async () => {
    const { anna, bert } = await furnished('fresh');
    const { to, toName } = await good(change('fresh', { from: anna.id, name: 'cara', email: 'cara@fresh.example.com' }));
    expect(toName).toBe('cara');
    expect(await contactsOf('fresh')).toMatchObject([
      { id: anna.id, left: true, phone: '+49 1' },
      { id: to, name: 'cara', primary: true, left: false, level: 'manager' },
      { id: bert.id, primary: false },
    ]);
  });
});

describe('changes of the customer’s contacts at once', () => {
  const contactsOf = async (id: string) =>
    (await good(house.get(`/contacts?account=${id}&all=true`))).contacts as {
      id: string;
      name: string;
      email: string | null;
      primary: boolean;
      left: boolean;
    }[];
  const contact = (id: string, name: string, more: object = {}) =>
    good(house.post('/contacts', { account: id, name, level: 'manager', email: `${name}@${id}.example.com`, ...more }));
  const change = (id: string, fields: object, headers = {}) =>
    house.post(`/accounts/${id}/handovers`, { kind: 'theirs', reason: 'moves abroad', ...fields }, headers);
  const handoversOf = async (id: string) => (await good(house.get(`/handovers?account=${id}&all=true`))).handovers as { to: string }[];

  it('of one: the first one counts, the others leave nothing behind', async () => {
    await good(start('ten'));
    const anna = await contact('ten', 'anna', { primary: true });
    const asked = Array.from({ length: 10 }, (_, index) => ({ from: anna.id, name: `N${index}`, email: `n${index}@ten.example.com` }));
    const answers = await Promise.all(asked.map((fields) => change('ten', fields)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
    for (const { status, body } of answers)
      if (status !== 200) expect(body).toMatchObject({ code: 'not-theirs', detail: expect.stringContaining(`anna (${anna.id})`) });
    const won = answers.find(({ status }) => status === 200)?.body;
    expect((await contactsOf('ten')).toSorted((one, other) => Number(other.left) - Number(one.left))).toMatchObject([
      { id: anna.id, left: true },
      { id: won.to, name: won.toName, primary: true, left: false },
    ]);
    expect(await handoversOf('ten')).toMatchObject([{ to: won.to }]);
    // Later too; and their addresses are free.
    const [name] = ['N0', 'N1'].filter((one) => one !== won.toName);
    const later = { name: `${name}`, email: `${name}@ten.example.com` };
    expect(await refused(change('ten', { from: anna.id, ...later }))).toMatchObject({ status: 409 });
    expect(await refused(change('ten', { from: anna.id, ...later, dryRun: 'true' }))).toMatchObject({ status: 409 });
    expect(await good(change('ten', { from: won.to, ...later }))).toMatchObject({ from: expect.any(String), toName: name });
    expect((await contactsOf('ten')).filter(({ left }) => !left)).toMatchObject([{ name, primary: true }]);
  });

  it('to one new address: one records it, the other is told', async () => {
    await good(start('same'));
    const [anna, bert] = [await contact('same', 'anna', { primary: true }), await contact('same', 'bert')];
    const answers = await Promise.all(
      [anna, bert].map(({ id }, index) => change('same', { from: id, name: `Same ${index}`, email: 'same@same.example.com' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({ errors: [{ field: 'email' }] });
    const there = (await contactsOf('same')).filter(({ left }) => !left);
    expect(there.map(({ email }) => email).filter((email) => email === 'same@same.example.com')).toHaveLength(1);
    expect(there).toHaveLength(2);
  });

  it.each(['opened', 'reassigned'])('whose answer was lost is answered again under its key, %s', async (how) => {
    const id = `lost-${how}`;
    await good(start(id));
    const [anna, bert] = [
      await contact(id, 'anna', { primary: true }),
      await good(house.post('/contacts', { account: id, name: 'bert', level: 'manager' })),
    ];
    // Without an address: the introduction waits for a person, and the handover with it.
    if (how === 'reassigned') await good(change(id, { from: anna.id, to: bert.id }));
    const fields = { from: how === 'reassigned' ? bert.id : anna.id, name: 'cara', email: `cara@${id}.example.com` };
    const key = { 'idempotency-key': id };
    const first = await good(change(id, fields, key));
    await house.store.db.updateTable('commandKey').set({ status: null, answer: null }).where('key', '=', id).execute();
    const before = await contactsOf(id);
    expect(await good(change(id, fields, key))).toMatchObject({ id: first.id, from: first.from, to: first.to });
    expect(await contactsOf(id)).toEqual(before);
    expect(before.filter(({ name }) => name === 'cara')).toHaveLength(1);
  });

  it('of which one reassigns what another one has just done is answered with the handover that it became', async () => {
    const ids = Array.from({ length: 6 }, (_, index) => `onward-${index}`);
    await Promise.all(
      ids.map(async (id) => {
        await good(start(id));
        const [anna, bert, cara] = [await contact(id, 'anna', { primary: true }), await contact(id, 'bert'), await contact(id, 'cara')];
        const first = change(id, { from: anna.id, to: bert.id });
        await eventually('the first one on record', async () =>
          (await contactsOf(id)).some((one) => one.id === anna.id && one.left) ? true : undefined,
        );
        const answer = await good(change(id, { from: bert.id, to: cara.id }));
        await good(first);
        expect(answer).toMatchObject({ to: cara.id, toName: 'cara' });
        expect(await good(house.get(`/handovers/${answer.id}`))).toMatchObject({ to: cara.id });
      }),
    );
  });
});

describe('commands that are refused or repeated', () => {
  const notes = async () => (await house.store.db.selectFrom('note').select('id').execute()).length;

  it('leave no notes', async () => {
    await good(start('quiet', { signedOn: undefined }));
    const key = { 'idempotency-key': 'assessed' };
    const assess = (headers = {}) => house.post('/accounts/quiet/assess', { phase: 'growth', reason: 'said at lunch' }, headers);
    await good(assess(key));
    const before = await notes();
    for (let repeat = 0; repeat < 3; repeat += 1) await good(assess(key));
    for (let repeat = 0; repeat < 3; repeat += 1)
      expect((await house.post('/accounts/quiet/resume', { reason: 'never paused' })).status).toBe(409);
    expect(await notes()).toBe(before);
    const { history } = await good(house.get('/accounts/quiet/history'));
    expect(history.filter(({ type }: { type: string }) => type === 'accountAssessed')).toMatchObject([{ note: 'said at lunch' }]);
  });
});

describe('an idempotency key', () => {
  const key = (name: string) => ({ 'idempotency-key': name });

  it('answers the same to the same request, whatever has happened since, and refuses another', async () => {
    await good(start('keyed', { signedOn: undefined }));
    const assess = (body: object) => house.post('/accounts/keyed/assess', body, key('one'));
    const first = await good(assess({ phase: 'growth', by: 'li.wei' }));
    await good(house.post('/accounts/keyed/close', {}));
    expect(await good(assess({ by: 'li.wei', phase: 'growth' }))).toEqual(first);
    expect(await refused(assess({ phase: 'harvest', by: 'li.wei' }))).toEqual({ status: 422, code: 'key-reused' });
    expect(await refused(house.post('/accounts/keyed/pause', {}, key('one')))).toEqual({ status: 422, code: 'key-reused' });
    expect(await refused(house.post('/people', { handle: 'z', name: 'z', email: 'z@example.com' }, key('one')))).toEqual({
      status: 422,
      code: 'key-reused',
    });
  });

  it('is of one command for all who use it at once', async () => {
    await good(start('together', { signedOn: undefined }));
    const assess = () => house.post('/accounts/together/assess', { phase: 'growth' }, key('many'));
    await Promise.all(Array.from({ length: 8 }, async () => good(assess())));
    const { history } = await good(house.get('/accounts/together/history'));
    expect(history.filter(({ type }: { type: string }) => type === 'accountAssessed')).toHaveLength(1);
  });

  it('is free again where the request was refused', async () => {
    await good(start('free', { signedOn: undefined }));
    expect(await refused(house.post('/accounts/free/resume', {}, key('free')))).toMatchObject({ status: 409 });
    await good(house.post('/accounts/free/assess', { phase: 'growth' }, key('free')));
  });

  it('of a start is that start, also when its answer was lost', async () => {
    const begin = () => start('lost-answer', { signedOn: undefined, idempotent: undefined });
    const once = () => house.post('/accounts', { account: 'lost-answer', name: 'Lost', accountManager: 'li.wei' }, key('lost'));
    await good(once());
    await house.store.db.updateTable('commandKey').set({ status: null, answer: null }).where('key', '=', 'lost').execute();
    expect(await good(once())).toMatchObject({ id: 'lost-answer', name: 'Lost' });
    expect(await refused(begin())).toMatchObject({ status: 409, code: 'identity-used' });
  });

  it('has at most 200 characters', async () => {
    expect(await refused(house.post('/accounts/keyed/pause', {}, key('k'.repeat(201))))).toEqual({ status: 422, code: 'invalid-input' });
  });
});

describe('our people', () => {
  it('have handles of their own: of ten at once one is added, the others are told', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        house.post('/people', { handle: 'Ten', name: `Name ${index}`, email: `ten${index}@example.com` }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
    expect(answers.flatMap(({ status, body }) => (status === 409 ? [body.code] : []))).toEqual(Array(9).fill('person-exists'));
    const won = answers.find(({ status }) => status === 200)?.body;
    expect(await good(house.get('/people/ten'))).toMatchObject({ name: won.name, email: won.email });
    expect((await house.post('/people', { handle: 'ten', name: won.name, email: won.email })).body).toMatchObject({ id: won.id });
  });
});

describe('a contact who is added', () => {
  const add = (account: string, name: string, more: object = {}) =>
    house.post('/contacts', { account, name, level: 'manager', email: 'anna@adds.example', ...more });

  it('changes nobody: of ten at once with one address one is added, the others are told who it is', async () => {
    await good(start('adds', { signedOn: undefined }));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => add('adds', `Name ${index}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
    const won = answers.find(({ status }) => status === 200)?.body;
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'contact-exists', detail: expect.stringContaining(won.id) });
    expect((await good(house.get('/contacts?account=adds'))).contacts).toMatchObject([{ id: won.id, name: won.name }]);
    expect(await good(add('adds', won.name))).toMatchObject({ id: won.id });
    expect(await refused(add('adds', won.name, { email: undefined, phone: '+1' }))).toEqual({ status: 409, code: 'contact-exists' });
  });

  it('is not one who has left, and a file says that they stay so', async () => {
    await good(start('gone', { signedOn: undefined }));
    const anna = await good(add('gone', 'Anna', { email: 'anna@gone.example', primary: true }));
    const bert = await good(add('gone', 'Bert', { email: 'bert@gone.example' }));
    await good(house.post('/accounts/gone/handovers', { kind: 'theirs', from: anna.id, to: bert.id, reason: 'left' }));
    const before = await good(house.get('/contacts?account=gone&all=true'));
    const again = { email: 'anna@gone.example', primary: true };
    expect(await refused(add('gone', 'Anna', again))).toEqual({ status: 409, code: 'contact-exists' });
    const rows = [{ account: 'gone', name: 'Anna', level: 'manager', email: 'anna@gone.example', primary: 'yes' }];
    expect(await importing('contacts', rows)).toMatchObject({
      results: [{ outcome: 'unchanged' }],
      notices: [expect.stringContaining(`Anna (${anna.id}) has left`)],
    });
    expect(await good(house.get('/contacts?account=gone&all=true'))).toEqual(before);
  });

  it('is not of a closed account, nor does a file change anybody there', async () => {
    await good(start('over', { signedOn: undefined }));
    await good(add('over', 'Anna', { email: 'anna@over.example' }));
    await good(house.post('/accounts/over/close', { reason: 'merged' }));
    expect(await refused(add('over', 'Bert', { email: 'bert@over.example' }))).toEqual({ status: 409, code: 'account-closed' });
    const rows = ['Anna', 'Bert'].map((name) => ({ account: 'over', name, level: 'manager', email: `${name.toLowerCase()}@over.example` }));
    expect((await importing('contacts', rows, { skipBad: true })).results).toMatchObject([
      { outcome: 'unchanged' },
      { outcome: 'bad', errors: [{ column: 'account', reason: expect.stringContaining('closed') }] },
    ]);
    expect((await good(house.get('/contacts?account=over'))).contacts).toHaveLength(1);
  });
});

describe('a file of contacts', () => {
  const row = (name: string, more: Record<string, string> = {}) => ({ account: 'filed', name, level: 'manager', ...more });

  it('comes to what its dry run said', async () => {
    await good(start('filed', { signedOn: undefined }));
    await importing('contacts', [row('Wang'), row('Anna', { email: 'anna@filed.example', primary: 'yes', phone: '+1' })]);
    const rows = [
      row('Wang', { email: 'wang@filed.example' }),
      row('Anna Berg', { email: 'ANNA@filed.example' }),
      row('Cara', { primary: 'yes' }),
      row('Dora'),
    ];
    const dry = await importing('contacts', rows, { dryRun: true });
    const real = await importing('contacts', rows);
    expect(dry.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['updated', 'updated', 'added', 'added']);
    expect(real.results).toEqual(dry.results);
    expect(real.notices).toEqual(dry.notices);
    expect(real.notices).toEqual([expect.stringMatching(/^filed: Cara becomes the primary contact instead of Anna Berg \(c-\d+\)\.$/)]);
    expect((await importing('contacts', rows)).results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      Array(4).fill('unchanged'),
    );
    const { contacts } = await good(house.get('/contacts?account=filed'));
    expect(contacts).toMatchObject([
      { name: 'Cara', primary: true },
      { name: 'Anna Berg', phone: '+1', primary: false },
      { name: 'Dora' },
      { name: 'Wang', email: 'wang@filed.example' },
    ]);
  });

  it('has one line a contact, and one primary contact an account', async () => {
    const { results } = await importing(
      'contacts',
      [row('Eva', { primary: 'yes' }), row('Finn', { primary: 'yes' }), row('Eva', { email: 'eva@filed.example' })],
      { dryRun: true },
    );
    expect(results).toMatchObject([{ outcome: 'added' }, { errors: [{ column: 'primary' }] }, { errors: [{ column: 'name' }] }]);
  });
});

describe('while no worker runs', () => {
  it('a start with other data is told, and one with the same data goes on', async () => {
    await house.stopWorker();
    expect(await refused(start('asleep', { level: 'gold' }))).toEqual({ status: 503, code: 'no-worker' });
    const { status, body } = await start('asleep', { name: 'Another', level: 'silver' });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'identity-used' });
    expect(body.detail).toContain('is being started with other data');
    expect(await refused(start('asleep', { level: 'gold' }))).toEqual({ status: 503, code: 'no-worker' });
    expect(await house.store.db.selectFrom('profile').select('name').where('account', '=', 'asleep').execute()).toEqual([
      { name: 'Name of asleep' },
    ]);
  }, 60_000);
});
