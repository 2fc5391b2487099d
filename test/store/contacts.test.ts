import { contacts, journal, reserve, stage, unstage } from '../../store';
import { ENGINES, refusal, withStore } from './engines';
import { started } from './life';

const NOW = Date.UTC(2026, 0, 5, 1);
const LEVEL = { level: 'manager' } as const;

describe.each(ENGINES)('the contacts of an account on %s', (engine) => {
  const store = withStore(engine);
  const put = (account: string, name: string, more: object = {}) =>
    contacts.upsert(store(), { account, name, email: `${name}@${account}.example`, ...LEVEL, ...more });
  const all = async (account: string) =>
    (await contacts.list(store(), { account, all: true })).map(({ id, name, email, primary, leftAt }) => ({
      id,
      name,
      email,
      primary,
      left: leftAt !== null,
    }));
  const primaries = async (account: string) => (await all(account)).filter(({ primary, left }) => primary && !left).map(({ name }) => name);
  let sequence = 0;
  const succeed = async (account: string, from: string, to: string, contact?: { name: string; email?: string }) => {
    const brings = await stage(
      store(),
      { type: 'succession', account, from, to, at: NOW, ...(contact && { contact: { ...contact, ...LEVEL } }) },
      NOW,
    );
    sequence += 1;
    return journal.append(store(), `account/of-${sequence}`, 1, [{ ...started(), brings }]);
  };

  describe('are reserved while a succession waits', () => {
    const NEW = { name: 'Same', email: 'same@res.example', ...LEVEL };
    const ask = (id: string, contact: object = NEW) =>
      reserve(store(), { id, account: 'res', from: 'c-from', at: NOW, contact: { ...NEW, ...contact } }, NOW);

    it('of two at once that record one address, one is staged; a repeat gets what was staged', async () => {
      const both = await Promise.all([ask('s-H-1'), ask('s-H-2', { name: 'Other', email: 'SAME@res.example' })]);
      expect(both.filter((one) => 'succession' in one)).toHaveLength(1);
      expect(both.find((one) => 'taken' in one)).toMatchObject({ taken: { email: expect.stringMatching(/same@res/i) } });
      const won = both.findIndex((one) => 'succession' in one);
      expect(await ask(`s-H-${won + 1}`)).toEqual(both[won]);
      await unstage(store(), `s-H-${won + 1}`);
      expect(await ask('s-H-3')).toMatchObject({ succession: { contact: NEW, to: expect.stringMatching(/^c-\d+$/) } });
      await journal.append(store(), 'account/res', 1, [{ ...started(), brings: 's-H-3' }]);
      expect(await ask('s-H-4')).toMatchObject({ known: { email: 'same@res.example' } });
    });
  });

  it('have one to talk to first, also of twenty who are made so at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => put('acme', `n${index}`, { primary: true })));
    expect(answers.filter(({ insteadOf }) => insteadOf === undefined)).toHaveLength(1);
    expect(await primaries('acme')).toHaveLength(1);
    const second = store()
      .db.insertInto('contact')
      .values({ account: 'acme', name: 'x', ...LEVEL, language: 'en', primary: true })
      .execute();
    expect(await refusal(second)).toBe('store-failed');
  });

  it('pass that on to a new one, who says from whom', async () => {
    const { contact } = await put('bell', 'anna', { primary: true });
    expect((await put('bell', 'bert', { primary: true })).insteadOf?.id).toBe(contact.id);
    expect(await primaries('bell')).toEqual(['bert']);
    expect(await put('bell', 'bert', { primary: true })).not.toHaveProperty('insteadOf');
  });

  it('are added, not changed: of twenty at once with one address one is recorded, and stays as it is', async () => {
    const email = 'shared@dale.example';
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => contacts.add(store(), { account: 'dale-adds', name: `n${index}`, email, ...LEVEL })),
    );
    const added = answers.filter(({ outcome }) => outcome === 'added').map(({ contact }) => contact);
    expect(added).toHaveLength(1);
    expect(new Set(answers.map(({ contact }) => contact.id)).size).toBe(1);
    expect(await all('dale-adds')).toMatchObject([{ id: added[0]?.id, name: added[0]?.name }]);
  });

  it('lose nothing to what is not said of them', async () => {
    await put('cole', 'anna', { primary: true, phone: '+1', role: 'Purchasing', language: 'zh-CN' });
    expect((await contacts.upsert(store(), { account: 'cole', name: 'anna', ...LEVEL })).outcome).toBe('unchanged');
    const { outcome, contact } = await contacts.upsert(store(), {
      account: 'cole',
      name: 'Anna',
      email: 'ANNA@cole.example',
      level: 'executive',
    });
    expect(outcome).toBe('updated');
    expect(contact).toMatchObject({ name: 'Anna', level: 'executive', phone: '+1', role: 'Purchasing', language: 'zh-CN', primary: true });
  });

  it('are succeeded with the event that tells it, and not before', async () => {
    const [anna, bert] = [(await put('dorn', 'anna', { primary: true, role: 'Head' })).contact, (await put('dorn', 'bert')).contact];
    await stage(
      store(),
      { type: 'succession', account: 'dorn', from: anna.id, to: 'c-9999', at: NOW, contact: { name: 'ghost', ...LEVEL } },
      NOW,
    );
    expect(await all('dorn')).toHaveLength(2);
    await succeed('dorn', anna.id, bert.id);
    const newcomer = await contacts.nextId(store().db);
    await succeed('dorn', bert.id, newcomer, { name: 'cara', email: 'cara@dorn.example' });
    expect((await all('dorn')).toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
      { id: anna.id, name: 'anna', email: 'anna@dorn.example', primary: true, left: true },
      { id: bert.id, name: 'bert', email: 'bert@dorn.example', primary: true, left: true },
      { id: newcomer, name: 'cara', email: 'cara@dorn.example', primary: true, left: false },
    ]);
    expect((await contacts.byIds(store(), [newcomer])).get(newcomer)?.role).toBe('Head');
  });

  it('who come back do not take the first place from who has it now', async () => {
    const anna = (await put('ewen', 'anna', { primary: true })).contact;
    const bert = (await put('ewen', 'bert')).contact;
    const cara = (await put('ewen', 'cara')).contact;
    await succeed('ewen', anna.id, bert.id);
    await put('ewen', 'dora', { primary: true });
    await succeed('ewen', cara.id, anna.id);
    expect(await primaries('ewen')).toEqual(['dora']);
  });

  it('do not stop a journal where somebody of the same address was added in between', async () => {
    const anna = (await put('fink', 'anna')).contact;
    const newcomer = await contacts.nextId(store().db);
    await put('fink', 'bert');
    await succeed('fink', anna.id, newcomer, { name: 'bert', email: 'bert@fink.example' });
    expect((await contacts.byIds(store(), [newcomer])).get(newcomer)).toMatchObject({ name: 'bert', email: null });
  });

  it('may be succeeded in several accounts with one commit', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const [one, other] = [await put(`g${index}`, 'anna', { primary: true }), await put(`g${index}`, 'bert')];
        return [`g${index}`, one.contact.id, other.contact.id] as const;
      }),
    );
    await Promise.all(pairs.map(([account, from, to]) => succeed(account, from, to)));
    for (const [account] of pairs) expect(await primaries(account)).toEqual(['bert']);
  });
});
