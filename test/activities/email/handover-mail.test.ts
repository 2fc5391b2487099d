// The contents of a handover's mails, in both parts and both languages.
import type { ParsedMail } from 'mailparser';
import { contacts } from '../../../store';
import { accountOf, type HandedOver, type HandoverLife, now } from '../handed-over';
import { type House, houseOfFile } from '../house';

const HOUR = 3_600_000;
const PARTS = ['text', 'html'] as const;
const BASE = 'https://perennial.example';
const links = { linkBase: () => BASE };
const after = (hours: number) => ({ ...links, clock: { real: Date.now(), deployment: now + hours * HOUR, speed: 1e-6 } });

const house = houseOfFile();
let world: HandedOver;

beforeAll(async () => {
  world = await accountOf(house);
});

/** The mails to an address that performing `effects` sent. */
async function sent(effects: HandoverLife['errands'], other: Parameters<House['perform']>[2] = links) {
  house.mails.length = 0;
  await world.perform(effects, other);
  const mails = [...house.mails];
  return (address: string): ParsedMail & { readonly html: string; readonly text: string } => {
    const mail = mails.find(({ to }) => [to].flat().some((one) => one?.text.includes(address)));
    if (!mail) throw new Error(`nothing arrived at ${address}`);
    return { ...mail, html: mail.html || '', text: mail.text ?? '' };
  };
}
/** Runs `work` while the customer has no primary contact: then each contact gets a letter. */
async function nobodyFirst<T>(work: () => Promise<T>): Promise<T> {
  const { db } = house.store;
  const first = await db.updateTable('contact').set({ primary: false }).where('primary', '=', true).returning('id').execute();
  try {
    return await work();
  } finally {
    await db
      .updateTable('contact')
      .set({ primary: true })
      .where(
        'id',
        'in',
        first.map(({ id }) => id),
      )
      .execute();
  }
}
const asHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '');
const bothSay = (mail: { readonly html: string; readonly text: string }, expected: readonly string[]): void => {
  for (const part of PARTS) for (const one of expected) expect(mail[part]).toContain(part === 'html' ? asHtml(one) : one);
};

describe('one of ours is succeeded', () => {
  let life: HandoverLife;
  let mailTo: Awaited<ReturnType<typeof sent>>;
  beforeAll(async () => {
    life = await world.ours('H-7', 'marta.berg', { note: await world.note('He moves to Guangzhou.') });
    const [letters, others] = [true, false].map((isLetter) =>
      life.errands.filter(({ effect }) => (effect.type === 'notify-customer') === isLetter),
    );
    const inside = await sent(others ?? []);
    const outside = await nobodyFirst(() => sent(letters ?? []));
    mailTo = (address) => (address.startsWith('marta') || address.startsWith('chen') ? inside : outside)(address);
  });

  test('the successor is briefed: what passes, until when, how the account stands, what is open, who speaks with whom', () => {
    const brief = mailTo('marta.berg@');
    expect(brief.subject).toBe('华辰精密 <"A&C">: you take over from 李伟, please accept by Fri 16 Jan, 02:00');
    bothSay(brief, [
      'As: Account manager',
      'Why: Has left the company · He moves to Guangzhou.',
      'Until you accept, 陈静 attends to whatever falls due.',
      'Please answer within 24 h',
      'Stable, since 10 September 2025',
      'Core value',
      'Growth, since 16 December 2025',
      '1,200,000 CNY a year, ends on 9 June 2027',
      'It is planned for Tuesday 20 January 2026',
      '1 open case',
      '三号生产线停机',
      '3 open tasks, 3 overdue',
      'with 陈静 · acme:face-to-face:2026-01-10',
      'Usage falling · 二号线停机一周。 · by 李伟',
      'Visit after a handover',
      'Ours: nobody (Executive sponsor)',
      'Theirs: nobody is known to us',
      'Theirs: Anna Lindqvist · Head of purchasing · first to talk to · anna@huachen.example',
      'Ours: Tom Reyes · Technical contact',
      'Times are local to Europe/Berlin.',
    ]);
    expect(brief.text.match(/https:\/\/perennial\.example\/do\/\S+/g)).toHaveLength(2);
    expect(brief.html).toContain('I take over</a>');
  });

  test('their contacts are told who is there for them, each in their language', () => {
    const anna = mailTo('anna@');
    expect(anna.subject).toBe('Marta Berg is your new account manager');
    bothSay(anna, [
      'Dear Anna Lindqvist,',
      '李伟, until now your account manager, is handing over to Marta Berg',
      '陈静 is at your service as well',
      'Would Tuesday 20 January suit you?',
      'marta.berg@key.example',
      'A reply to this mail reaches Marta Berg directly.',
    ]);
    const wang = mailTo('wang.fang@');
    expect(wang.subject).toBe('贵公司的专属客户经理变更为Marta Berg');
    bothSay(wang, [
      '尊敬的王芳：',
      '即日起由Marta Berg接任',
      '您也可以随时联系陈静',
      '1月20日（星期二）',
      'chen.jing@key.example',
      '顺祝商祺！',
    ]);
  });

  test('and of us they read nothing else: no ids, codes, reasons, grades, commands or links', () => {
    const ids = [...Object.values(world.ids), life.state.visit ?? '-', 'acme', 'H-7', 'C-12', 'account-manager', 'progress-visit'];
    const inside = ['Guangzhou', 'left the company', '离职', 'Gold', '金牌', 'gold', 'core-value', 'Core value', '核心价值', '1,200,000'];
    const ours = [
      'npx',
      'perennial.example',
      'X-Perennial',
      'List-Id',
      'Times are',
      '当地时间',
      'local to',
      'overdue',
      '逾期',
      'handover.',
      '交接前',
    ];
    for (const mail of [mailTo('anna@'), mailTo('wang.fang@')]) {
      const whole = [...mail.headerLines.map(({ line }) => line), mail.text, mail.html].join('\n');
      expect([...ids, ...inside, ...ours].filter((secret) => whole.includes(secret))).toEqual([]);
    }
  });

  test('who is to see to it is warned: what is open, in words, who must act, how much time is left', async () => {
    const warned = await sent(life.tick(now + 12 * HOUR), after(12));
    const own = warned('marta.berg@');
    expect(own.subject).toBe('华辰精密 <"A&C">: handover to Marta Berg, 12 h left, 3 steps open');
    bothSay(own, ['From 李伟 to Marta Berg', '50 % of the time used · 12 h left', 'Marta Berg has not accepted', 'I take over']);
    const standIn = warned('chen.jing@');
    bothSay(standIn, ['时限已用 50% · 还剩 12 小时', 'Marta Berg尚未确认接手', '尚未告知客户']);
    expect(standIn.text).not.toContain(BASE);
  });

  test('a successor who won’t: another one is asked for, with the reason', async () => {
    const note = await world.note('I have nine accounts already.\nSorry.');
    const asked = await sent(life.say('refuse', { note }));
    const mail = asked('chen.jing@');
    expect(mail.subject).toBe('华辰精密 <"A&C">：Marta Berg无法接手，请另行指定接任人');
    bothSay(mail, ['原因', 'I have nine accounts already.', 'npx perennial contact change acme --ours --role account-manager --to HANDLE']);
    const late = await sent(life.tick(now + 18 * HOUR), after(18));
    bothSay(late('chen.jing@'), ['Marta Berg表示无法接手，须另行指定接任人', '还剩 6 小时']);
  });

  test('another successor is briefed in Chinese; a late handover says how late it is and what to do by hand', async () => {
    const named = await sent(life.say('redirect', { to: world.ids['sun.hao'] ?? '', team: world.account.state.team }));
    const brief = named('sun.hao@');
    expect(brief.subject).toBe('华辰精密 <"A&C">：由您接替李伟，请于1月16日（周五）09:00前确认');
    bothSay(brief, [
      '由您接替李伟',
      '变更原因：离职 · He moves to Guangzhou.',
      '请在 24 小时内答复',
      '稳定合作期，自2025年9月10日起',
      '年费 1,200,000 CNY，2027年6月9日到期',
      '未完成任务 3 项，其中逾期 3 项',
      '使用量下滑 · 二号线停机一周。 · 李伟',
      '我方：无人对接（高层支持者）',
      '确认接手',
    ]);
    bothSay(named('anna@'), ['When we last wrote to you, we named somebody else.', '孙浩 is your account manager']);
    const late = await sent(life.tick(now + 25 * HOUR), after(25));
    expect(late('sun.hao@').subject).toContain('已超时 1 小时');
    bothSay(late('sun.hao@'), ['已超时 1 小时', '原定完成时间', 'npx perennial handover complete H-7 STEP', 'briefed、notified']);
  });

  test('taken back: their contacts read that all stays as it was', async () => {
    const back = await nobodyFirst(() => sent(life.say('redirect', { to: house.liWei, team: world.account.state.team })));
    expect(back('anna@').subject).toBe('李伟 remains your account manager');
    bothSay(back('wang.fang@'), ['仍由李伟继续为您服务', '其他一切照旧']);
  });
});

describe('their contact is succeeded', () => {
  let mailTo: Awaited<ReturnType<typeof sent>>;
  beforeAll(async () => {
    const theirs = await contacts.list(house.store, { account: 'acme' });
    const idOf = (name: string): string => theirs.find((contact) => contact.name === name)?.id ?? '';
    mailTo = await sent((await world.theirs('H-8', idOf('王芳'), idOf('Guo Lei'))).errands);
  });

  test('ours learn who it is and what to do', () => {
    const mail = mailTo('marta.berg@');
    expect(mail.subject).toBe('华辰精密 <"A&C">: Guo Lei is our new contact');
    bothSay(mail, [
      'Plant engineer · Operational',
      'In the place of 王芳',
      'guo.lei@huachen.example',
      'Has taken on other work',
      'Ring them up today',
    ]);
  });

  test('the new contact is welcomed, and learns who is there for them', () => {
    const mail = mailTo('guo.lei@');
    expect(mail.subject).toBe('Welcome: who is there for you');
    bothSay(mail, ['Dear Guo Lei,', 'following 王芳', 'since 10 June 2025', 'Marta Berg', 'Technical contact', 'tom.reyes@key.example']);
    expect(mail.text).not.toMatch(/npx|H-8|acme|transferred|taken on other work/);
  });
});
