import { contacts, contracts, deliveries, journal, mailbox, mails, notes, people, profiles } from '../../store';
import { ENGINES, refusal, withStore } from './engines';
import { started } from './life';

const LI_WEI = { handle: 'li.wei', name: '李伟', email: 'li.wei@example.com', language: 'zh-CN', zone: 'Asia/Shanghai' } as const;
const ANNA = { account: 'acme', name: 'Anna Berg', email: 'anna@acme.example', level: 'manager', language: 'en', primary: true } as const;

describe.each(ENGINES)('people on %s', (engine) => {
  const store = withStore(engine);

  it('are added, changed, or left as they are', async () => {
    expect(await people.upsert(store(), LI_WEI)).toBe('added');
    expect(await people.upsert(store(), LI_WEI)).toBe('unchanged');
    expect(await people.upsert(store(), { ...LI_WEI, calendar: 'cn' })).toBe('updated');
    expect(await people.byHandle(store(), 'li.wei')).toEqual({ id: 'p-1', ...LI_WEI, calendar: 'cn', manager: null, leftAt: null });
    expect(await people.byHandle(store(), 'nobody')).toBeUndefined();
  });

  it('have managers, who must be there', async () => {
    const li = await people.byHandle(store(), 'li.wei');
    expect(await people.upsert(store(), { ...LI_WEI, handle: 'wang', manager: li?.id ?? '' })).toBe('added');
    expect(await refusal(people.upsert(store(), { ...LI_WEI, handle: 'zhao', manager: 'p-999' }))).toBe('store-failed');
    expect((await people.list(store())).map(({ handle }) => handle)).toEqual(['li.wei', 'wang']);
    expect((await people.byIds(store(), ['p-1', 'p-999'])).get('p-1')?.handle).toBe('li.wei');
    expect((await people.byIds(store(), [])).size).toBe(0);
  });

  it('leave once, and are still there to be named', async () => {
    await people.upsert(store(), { ...LI_WEI, handle: 'sun' });
    const sun = await people.byHandle(store(), 'sun');
    await people.markLeft(store(), sun?.id ?? '', 7);
    await people.markLeft(store(), sun?.id ?? '', 9);
    expect(await people.byHandle(store(), 'sun')).toMatchObject({ handle: 'sun', leftAt: 7 });
    await people.erase(store(), sun?.id ?? '');
  });

  it('of the customer are known by address, or by name where there is none', async () => {
    expect((await contacts.upsert(store(), ANNA)).outcome).toBe('added');
    expect((await contacts.upsert(store(), ANNA)).outcome).toBe('unchanged');
    expect((await contacts.upsert(store(), { ...ANNA, name: 'Anna Berg-Li', phone: '+86 10 1234' })).outcome).toBe('updated');
    expect((await contacts.upsert(store(), { ...ANNA, account: 'globex' })).outcome).toBe('added');

    const { email: _, ...nameless } = { ...ANNA, name: '王芳', primary: false };
    expect((await contacts.upsert(store(), nameless)).outcome).toBe('added');
    expect((await contacts.upsert(store(), { ...nameless, email: 'wang@acme.example' })).outcome).toBe('updated');
    expect((await contacts.upsert(store(), nameless)).outcome).toBe('unchanged');
    expect((await contacts.list(store(), { account: 'acme' })).map(({ name, email }) => [name, email])).toEqual([
      ['Anna Berg-Li', 'anna@acme.example'],
      ['王芳', 'wang@acme.example'],
    ]);
  });

  it('that twenty importers add at once are added once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => contacts.upsert(store(), { ...ANNA, account: 'initech' })));
    expect(answers.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
    expect(await contacts.list(store(), { account: 'initech' })).toHaveLength(1);
  });

  it('sign contracts whose fees lose no cent', async () => {
    const contract = { account: 'acme', annualFee: '5000000.10', currency: 'CNY', signedOn: '2026-01-05' };
    expect(await contracts.upsert(store(), contract)).toBe('added');
    expect(await contracts.upsert(store(), contract)).toBe('unchanged');
    expect(await contracts.upsert(store(), { ...contract, endsOn: '2029-01-04' })).toBe('updated');
    expect(await contracts.get(store(), 'acme')).toEqual({ ...contract, promisedDeliveryOn: null, endsOn: '2029-01-04' });
    expect(await contracts.upsert(store(), { account: 'acme', annualFee: '900000' }, 'keep')).toBe('updated');
    expect(await contracts.get(store(), 'acme')).toMatchObject({ annualFee: '900000', endsOn: '2029-01-04' });
    expect(await contracts.upsert(store(), { account: 'acme' }, 'keep')).toBe('unchanged');
    expect(await profiles.upsert(store(), { account: 'acme', name: '顶点公司', calendar: 'cn' })).toBe('added');
    expect(await profiles.get(store(), 'acme')).toEqual({ account: 'acme', name: '顶点公司', calendar: 'cn' });
  });

  it('say things that histories hold by number only', async () => {
    const note = await notes.add(store(), { text: 'Anna Berg is leaving', by: 'p-1', at: 1_000 });
    await journal.append(store(), 'account/private', 1, [{ ...started(), note }]);
    expect(await notes.get(store(), note)).toEqual({ id: note, text: 'Anna Berg is leaving', by: 'p-1', at: 1_000 });
    const [row] = await journal.history(store(), 'account/private');
    expect(row?.note).toBe(note);
    expect(JSON.stringify(row)).not.toMatch(/Anna|李伟|example/);
  });

  it('get another manager where theirs leaves; whoever takes over from their own manager has none', async () => {
    await people.upsert(store(), { ...LI_WEI, handle: 'chief' });
    const chief = (await people.byHandle(store(), 'chief'))?.id ?? '';
    for (const handle of ['first', 'second']) await people.upsert(store(), { ...LI_WEI, handle, manager: chief });
    const first = (await people.byHandle(store(), 'first'))?.id ?? '';
    await people.passReports(store(), chief, first);
    expect((await people.byHandle(store(), 'second'))?.manager).toBe(first);
    expect((await people.byHandle(store(), 'first'))?.manager).toBeNull();
  });

  it('are erased with the mails sent to them; the delivery stays, which knows ids only', async () => {
    const id = (await people.byHandle(store(), 'li.wei'))?.id ?? '';
    const effect = { lane: id, type: 'remind', to: id };
    await deliveries.claim(store(), 'account/acme/9/0', { entity: 'account/acme', type: 'remind', lane: id, effect }, 1_000, 1_000);
    const mail = {
      key: 'account/acme/9/0',
      messageId: '<9@x>',
      person: id,
      toAddress: LI_WEI.email,
      subject: '李伟',
      text: '你好',
      reminders: [],
    };
    await mails.prepare(store(), mail);
    await mailbox.add(store(), { messageId: '<9@x>', recipients: [LI_WEI.email], subject: '李伟', receivedAt: 1_000, raw: '李伟' });

    expect(await people.erase(store(), id)).toBe(true);
    expect(await people.erase(store(), id)).toBe(false);
    expect(await people.byId(store(), id)).toBeUndefined();
    expect((await people.byHandle(store(), 'wang'))?.manager).toBeNull();
    expect(await mails.get(store(), mail.key)).toBeUndefined();
    expect(await mailbox.countOf(store(), '<9@x>')).toBe(0);
    expect(JSON.stringify(await deliveries.get(store(), mail.key))).not.toMatch(/李伟|example/);

    const [contact] = await contacts.list(store(), { account: 'globex' });
    expect(await contacts.erase(store(), contact?.id ?? '')).toBe(true);
    expect(await contacts.list(store(), { account: 'globex' })).toEqual([]);
  });
});
