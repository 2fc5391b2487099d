// Who gets which mail of a handover, and the outcomes: over a real mail server, with rows and effects from the deciders.
import { contacts, deliveries, linkTokens, mailbox, mails } from '../../store';
import { refusal } from './email/smtp';
import { accountOf, type HandedOver, type HandoverLife, now } from './handed-over';
import { expectNoSecret, failureOf, houseOfFile } from './house';

const BASE = 'https://perennial.example';
const DAY = 86_400_000;

let world: HandedOver;
/** The mail server's answer to a recipient; by default it accepts the mail. */
let answers: Record<string, number> = {};
const house = houseOfFile({
  onRcptTo({ address }, _session, callback) {
    const code = answers[address];
    callback(code === undefined ? null : refusal(code));
  },
});

/** Each test has its own account, and its own numbers of handovers. */
let count = 0;
let acme = '';
let id = '';

beforeEach(async () => {
  answers = {};
  count += 1;
  acme = `acme-${count}`;
  id = `H-${count}`;
  world = await accountOf(house, acme);
});

const recipients = () => house.mails.flatMap(({ to }) => [to].flat().map((one) => one?.value[0]?.address)).sort();
const only = (life: HandoverLife, type: string) => life.errands.filter(({ effect }) => effect.type === type);
const contact = async (name: string) => {
  const found = (await contacts.list(house.store, { account: acme, all: true })).find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const change = async (name: string, changes: Partial<Parameters<typeof contacts.upsert>[1]>) => {
  const { id: _, leftAt: __, ...row } = await contact(name);
  await contacts.upsert(house.store, { ...row, ...changes });
};

describe('the customer is told', () => {
  it('through the contact to be asked first, by letters that are on record and name nobody in what Temporal keeps', async () => {
    const life = await world.ours(id, 'marta.berg');
    await expect(world.perform(life.errands)).resolves.toEqual({ brief: { ok: true }, 'notify-customer': { ok: true } });
    expect(recipients()).toEqual(['anna@huachen.example', 'marta.berg@key.example']);
    const { id: anna } = await contact('Anna Lindqvist');
    const [kept] = await mails.list(house.store, { contact: anna });
    expect(kept).toMatchObject({ account: acme, person: null, contact: anna, state: 'sent', reminders: [{ task: id, remindAt: [] }] });
    const letter = house.mails.find(({ messageId }) => messageId === kept?.messageId);
    expect(letter?.messageId).toMatch(/^<[0-9a-f]{32}@key\.example>$/);
    expect(letter?.replyTo?.value).toEqual([{ address: 'marta.berg@key.example', name: 'Marta Berg' }]);
    expect(letter?.headers.has('x-perennial-account')).toBe(false);
    expect(letter?.headers.has('list')).toBe(false);
    expectNoSecret(await Promise.all(life.errands.map(({ key }) => deliveries.get(house.store, key))));
  });

  it('once, however often it is tried: who has the letter gets no second one when another’s server was busy', async () => {
    await change('Anna Lindqvist', { primary: false });
    const life = await world.ours(id, 'marta.berg');
    answers['wang.fang@huachen.example'] = 451;
    const errand = only(life, 'notify-customer');
    expect((await failureOf(world.perform(errand))).type).toBe('mail-deferred');
    answers = {};
    await expect(world.perform(errand)).resolves.toEqual({ 'notify-customer': { ok: true } });
    await expect(world.perform(errand)).resolves.toEqual({ 'notify-customer': { ok: true } });
    expect(recipients()).toEqual(['anna@huachen.example', 'guo.lei@huachen.example', 'wang.fang@huachen.example']);
  });

  it('if one of them can be reached; where all are refused, somebody must do it', async () => {
    await change('Anna Lindqvist', { primary: false });
    answers['wang.fang@huachen.example'] = 550;
    const life = await world.ours(id, 'marta.berg');
    await expect(world.perform(only(life, 'notify-customer'))).resolves.toEqual({ 'notify-customer': { ok: true } });
    answers['anna@huachen.example'] = 550;
    answers['guo.lei@huachen.example'] = 550;
    const next = life.say('redirect', { to: world.ids['sun.hao'] ?? '', team: world.account.state.team });
    await expect(world.perform(next.filter(({ effect }) => effect.type === 'notify-customer'))).resolves.toEqual({
      'notify-customer': { ok: false, code: 'mail-refused' },
    });
  });

  it('through everybody who has an address, where nobody to be asked first has one or is there', async () => {
    await change('王芳', { primary: false });
    await house.store.db
      .updateTable('contact')
      .set({ leftAt: now })
      .where('account', '=', acme)
      .where('name', '=', 'Anna Lindqvist')
      .execute();
    const life = await world.ours(id, 'marta.berg');
    await world.perform(only(life, 'notify-customer'));
    expect(recipients()).toEqual(['guo.lei@huachen.example', 'wang.fang@huachen.example']);
  });

  it('not at all, where no contact has an address, or where it is about a role that they never meet', async () => {
    await house.store.db.updateTable('contact').set({ email: null }).where('account', '=', acme).execute();
    const life = await world.ours(id, 'marta.berg');
    await expect(world.perform(only(life, 'notify-customer'))).resolves.toEqual({ 'notify-customer': { ok: false, code: 'no-contact' } });
    const inside = await world.ours(`${id}0`, 'marta.berg', { roles: ['sales-manager'], from: house.chenJing });
    await expect(world.perform(only(inside, 'notify-customer'))).resolves.toEqual({ 'notify-customer': { ok: true, value: 'internal' } });
    expect(house.mails).toEqual([]);
  });

  it('that their backup is there no more, where the account manager becomes their own: nobody else is named', async () => {
    const life = await world.ours(id, 'li.wei', { roles: ['backup'], from: house.chenJing });
    await expect(world.perform(only(life, 'notify-customer'))).resolves.toEqual({ 'notify-customer': { ok: true } });
    const [mail] = house.mails;
    expect(mail).toMatchObject({ subject: '李伟 remains your account manager' });
    expect(mail?.text).toContain('is no longer available');
    expect(mail?.text).not.toContain('chen.jing@');
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/your (new )?backup/);
  });

  it('of a change that is taken back, in the same thread, those who had heard of it', async () => {
    const life = await world.ours(id, 'marta.berg');
    answers['wang.fang@huachen.example'] = 550;
    await world.perform(only(life, 'notify-customer'));
    const [first] = house.mails;
    answers = {};
    const back = life.say('redirect', { to: house.liWei, team: world.account.state.team });
    await expect(world.perform(back)).resolves.toEqual({ 'notify-customer': { ok: true } });
    expect(recipients()).toEqual(['anna@huachen.example', 'anna@huachen.example']);
    expect(house.mails.at(-1)).toMatchObject({ inReplyTo: first?.messageId, subject: '李伟 remains your account manager' });
  });

  it('and where nobody had heard of it, nobody is', async () => {
    const life = await world.ours(id, 'marta.berg');
    const back = life.say('redirect', { to: house.liWei, team: world.account.state.team });
    await expect(world.perform(back)).resolves.toEqual({ 'notify-customer': { ok: true, value: 'nobody-knew' } });
    expect(house.mails).toEqual([]);
  });

  it('by letters that are erased with the contact', async () => {
    await world.perform(only(await world.ours(id, 'marta.berg'), 'notify-customer'));
    const { id: anna } = await contact('Anna Lindqvist');
    const [kept] = await mails.list(house.store, { contact: anna });
    const messageId = kept?.messageId ?? '';
    await mailbox.add(house.store, { messageId, recipients: [], subject: 'x', receivedAt: now, raw: 'Anna Lindqvist' });
    await contacts.erase(house.store, anna);
    expect(await mails.list(house.store, { contact: anna })).toEqual([]);
    expect(await mailbox.countOf(house.store, messageId)).toBe(0);
  });
});

describe('the successor', () => {
  const linksIn = (text: string | undefined): string[] =>
    Array.from((text ?? '').matchAll(/https:\/\/perennial\.example\/do\/(\S+)/g), ([, token = '']) => token);
  const briefed = async (life: HandoverLife, linkBase = () => BASE as string | undefined) => {
    await world.perform(only(life, 'brief'), { linkBase });
    return house.mails.at(-1);
  };

  it('accepts or refuses with a link that is theirs alone', async () => {
    const mail = await briefed(await world.ours(id, 'marta.berg'));
    const [accept = '', refuse = ''] = linksIn(mail?.text);
    const claim = { subject: `handover/${id}`, person: world.ids['marta.berg'] };
    await expect(linkTokens.verify(house.store, accept, now)).resolves.toMatchObject({ ...claim, action: 'accept' });
    await expect(linkTokens.verify(house.store, refuse, now)).resolves.toMatchObject({ ...claim, action: 'refuse' });
  });

  it('does so by a command where nobody knows the address of the API', async () => {
    const mail = await briefed(await world.ours(id, 'marta.berg'), () => undefined);
    expect(mail?.text).toContain(`npx perennial handover accept ${id}`);
    expect(mail?.text).toContain(`npx perennial handover refuse ${id} --reason "…"`);
  });

  it('who is away: who stands in reads it, in whose place it says, and answers by command', async () => {
    const absence = { person: world.ids['marta.berg'] ?? '', from: now - DAY, until: now + DAY, substitute: world.ids['sun.hao'] ?? '' };
    await house.store.db.insertInto('absence').values(absence).execute();

    const mail = await briefed(await world.ours(id, 'marta.berg'));
    expect(recipients()).toEqual(['sun.hao@key.example']);
    expect(mail?.text).toContain('Marta Berg不在岗');
    await house.store.db.deleteFrom('absence').execute();
    expect(linksIn(mail?.text)).toEqual([]);
    expect(mail?.text).toContain(`npx perennial handover accept ${id}`);
  });

  it('gets all mails of a handover as one thread', async () => {
    const life = await world.ours(id, 'marta.berg');
    await world.perform(only(life, 'brief'));
    const [brief] = house.mails;
    await world.perform(life.tick(now + DAY / 2));
    expect(house.mails.find(({ inReplyTo }) => inReplyTo === brief?.messageId)?.to).toMatchObject({
      text: expect.stringContaining('marta'),
    });
  });

  it('is briefed once the store has heard of the visit', async () => {
    const life = await world.ours(id, 'marta.berg');
    const [errand] = only(life, 'brief');
    if (!errand || !('handover' in errand.effect)) throw new Error('no briefing');
    const effect = { ...errand.effect, handover: { ...errand.effect.handover, visit: 'progress-visit:2031-01-01' } };
    expect((await failureOf(house.perform(errand.key, effect))).type).toBe('journal-behind');
  });
});

test('a warning names what a mail could not do, and why', async () => {
  await house.store.db.updateTable('contact').set({ email: null }).where('account', '=', acme).execute();
  const life = await world.ours(id, 'marta.berg');
  for (const { effect } of life.errands) life.settle(effect, effect.type === 'brief' ? { ok: true } : { ok: false, code: 'no-contact' });
  await world.perform(life.tick(now + DAY / 2));
  const text = house.mails.find(({ text: body }) => body?.includes('Still open'))?.text ?? '';
  expect(text).toContain(
    'The customer has not been told\n    No contact of theirs has a mail address.\n    Tell them yourself, and say so.',
  );
  expect(text).not.toContain('The briefing has not reached');
  expect(text).toContain(`npx perennial handover complete ${id} STEP`);
});

test('a new contact without an address cannot be written to, and ours are told to ring them up', async () => {
  await house.store.db.updateTable('contact').set({ email: null }).where('account', '=', acme).where('name', '=', 'Guo Lei').execute();
  const life = await world.theirs(id, (await contact('王芳')).id, (await contact('Guo Lei')).id);
  await expect(world.perform(life.errands)).resolves.toEqual({
    'introduce-to-team': { ok: true },
    introduce: { ok: false, code: 'no-address' },
  });
  expect(house.mails.some(({ text }) => text?.includes('没有登记Guo Lei的邮箱地址，请您今天致电'))).toBe(true);
});
