// Digests of accounts that have lived for months: escalated overdue work, and handovers under way.
import type { AccountEffect } from '../../../domain/account/types';
import type { PersonEffect } from '../../../domain/person/types';
import { absences, contacts, journal, linkTokens } from '../../../store';
import { accountOf, type HandedOver, type HandoverLife, now } from '../handed-over';
import { houseOfFile, PLAYBOOK } from '../house';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BASE = 'https://perennial.example';
const house = houseOfFile();
let world: HandedOver;
/** Manager of the successor, and of nobody else. */
let huangLei: string;

/** 09:00 in Shanghai: 陈静, sales manager and backup, reads in Chinese, Marta Berg in English; in New York it is 20:00. */
beforeAll(async () => {
  const { store } = house;
  world = await accountOf(house);
  huangLei = await house.person('huang.lei', '黄蕾');
  await house.person('marta.berg', 'Marta Berg', { language: 'en', zone: 'Europe/Berlin', manager: huangLei });
  for (const id of [...Object.values(world.ids), huangLei])
    await journal.append(store, `person/${id}`, 1, [
      {
        type: 'personStarted',
        at: now - DAY,
        rules: 1,
        person: id,
        terms: { id: 't', playbook: PLAYBOOK },
        // Nine o'clock tomorrow in Shanghai, today in New York.
        next: now + (id === world.ids['tom.reyes'] ? 13 : 24) * HOUR,
      },
    ]);
});
beforeEach(() => house.store.db.deleteFrom('mail').execute());

let sent = 0;
const at = (hours: number) => ({
  linkBase: () => BASE,
  clock: { real: Date.now(), deployment: now + hours * HOUR, speed: 1e-6 },
});
/** The digest of a person in `hours` hours; nothing where there is nothing to say. */
const digest = async (person = '', { hours = 0, since = 24 }: { hours?: number; since?: number } = {}) => {
  house.mails.length = 0;
  const moment = now + hours * HOUR;
  const effect: PersonEffect = { lane: 'digest', type: 'digest', playbook: PLAYBOOK, person, at: moment, since: moment - since * HOUR };
  await house.perform(`person/${person}/${++sent}/0`, effect, at(hours));
  const mail = house.mails.at(-1);
  return { subject: mail?.subject ?? '', text: mail?.text ?? '', html: mail?.html || '' };
};
/** A section of a digest's text, by its title. */
const section = ({ text }: { readonly text: string }, title: string): string =>
  text.split('\n\n').find((part) => part.startsWith(`${title} (`)) ?? '';
const times = (text: string, what: string): number => text.split(what).length - 1;

describe('what has been escalated to somebody', () => {
  it('is told once in their digest: how late it is, with whom, to be reassigned or reported done', async () => {
    const mail = await digest(house.chenJing, { since: 72 });
    expect(mail.subject).toBe('今日：3 项已上报给您，1 张工单时限告急');
    const escalated = section(mail, '已上报给您');
    expect(escalated).toContain('- 客户数据复核 · 已逾期 3 天\n  华辰精密 <"A&C"> · 1月12日（周一）18:00 · 负责人：李伟\n  转交：');
    expect(times(escalated, '  已完成：')).toBe(3);
    expect(escalated).not.toContain('稍后提醒');
    expect(times(mail.text, '客户数据复核')).toBe(1);
    expect(times(mail.html, '客户数据复核')).toBeLessThanOrEqual(2);
    // There is only the team in numbers.
    expect(section(mail, '团队概况')).toContain('- 李伟 · 3 项逾期');
    expect(section(mail, '团队逾期任务')).toBe('');
  });

  it('is not told again the next morning: then it is in the numbers of the team, and among what is longest overdue there', async () => {
    const mail = await digest(house.chenJing);
    expect(section(mail, '已上报给您')).toBe('');
    expect(section(mail, '团队逾期任务')).toContain('客户数据复核');
  });

  it('is told to who stands in for them, and is no news to its owner', async () => {
    const absence = { person: house.chenJing, from: now - HOUR, until: now + DAY, substitute: huangLei };
    const row = await absences.add(house.store, absence, () => undefined);
    expect(section(await digest(huangLei, { since: 72 }), '已上报给您')).toContain('负责人：李伟');
    await absences.end(house.store, row, now - HOUR);
    const owner = await digest(house.liWei);
    expect(section(owner, '已逾期')).toContain('客户数据复核');
    expect(section(owner, '已上报给您')).toBe('');
  });

  it('is left out where a mail of its own has told it since the last digest', async () => {
    const [key, task] =
      Object.entries(world.account.state.tasks).find(([, one]) => one.touchpoint === 'data-review' && one.due < now) ?? [];
    if (!key || !task) throw new Error('the review is overdue');
    const { touchpoint, nominal, due, stage, provisional } = task;
    const escalate: AccountEffect = {
      lane: `mail/${house.chenJing}`,
      type: 'escalate',
      playbook: PLAYBOOK,
      to: house.chenJing,
      tasks: [{ task: key, touchpoint, nominal, due, stage, provisional, owner: house.liWei }],
    };
    await house.perform(`account/acme/${9_000 + ++sent}/0`, escalate);
    // As if none had been sent yet.
    await house.store.db.deleteFrom('mail').where('key', 'like', `person/${house.chenJing}/%`).execute();
    const mail = await digest(house.chenJing, { since: 72 });
    expect(mail.subject).toContain('2 项已上报给您');
    expect(mail.text).not.toContain('客户数据复核');
  });
});

describe('a handover under way', () => {
  let life: HandoverLife;
  beforeAll(async () => {
    life = await world.ours('H-7', 'marta.berg');
    await life.record();
  });

  it('is in the successor’s digest, to be accepted from there: how long there is, and what is open', async () => {
    const mail = await digest(world.ids['marta.berg'], { hours: 3 });
    expect(mail.subject).toBe('Today: 1 handover');
    const listed = section(mail, 'Handovers');
    expect(listed).toContain('- From 李伟 to Marta Berg · 21 h left\n  华辰精密 <"A&C"> · H-7 · by Fri 16 Jan, 02:00\n  Still open: ');
    expect(listed).toContain('Marta Berg has not accepted');
    const [, token = ''] = /I take over: \S+\/do\/(\S+)/.exec(listed) ?? [];
    expect(await linkTokens.verify(house.store, token, now)).toMatchObject({
      action: 'accept',
      subject: 'handover/H-7',
      person: world.ids['marta.berg'],
    });
    expect(mail.html).toContain(`/do/${token}`);
  });

  it('is in the digest of who stands in, who has the tasks now and nothing twice', async () => {
    const mail = await digest(house.chenJing, { hours: 3 });
    expect(mail.subject).toBe('今日：3 项逾期，1 张工单时限告急，1 项交接');
    expect(section(mail, '交接')).toContain('由李伟交接给Marta Berg · 还剩 21 小时');
    expect(mail.text).not.toMatch(/\/do\/\S+\n.*无法接手/);
    expect(section(mail, '已上报给您')).toBe('');
    expect(times(mail.text, '客户数据复核')).toBe(1);
  });

  it('of theirs is in the account manager’s', async () => {
    const [from, to] = (await contacts.list(house.store, { account: 'acme' })).filter(({ primary }) => primary);
    await (await world.theirs('H-8', from?.id ?? '', to?.id ?? '')).record();
    const listed = section(await digest(world.ids['marta.berg'], { hours: 3 }), 'Handovers');
    expect(listed).toContain(`- From ${from?.name ?? ''} to ${to?.name ?? ''}`);
    expect(listed).toContain('their contact changes · H-8');
  });

  it('is the manager’s business once it is late', async () => {
    expect((await digest(huangLei, { hours: 3 })).text).not.toContain('H-7');
    expect(section(await digest(huangLei, { hours: 30 }), '交接')).toContain('由李伟交接给Marta Berg · 已超时 6 小时');
  });

  it('is the manager’s business when it is refused, and the refuser’s no more', async () => {
    life.say('refuse', { by: world.ids['marta.berg'] ?? '' }, now + HOUR);
    await life.record();
    expect((await digest(world.ids['marta.berg'], { hours: 5 })).text).not.toContain('H-7');
    expect(section(await digest(huangLei, { hours: 5 }), '交接')).toContain('Marta Berg表示无法接手，须另行指定接任人');
  });
});

it('a warning waits at night, unless time is over, and the digest has it instead; what a mail has told it leaves out', async () => {
  const bluewave = await accountOf(house, 'bluewave');
  const life = await bluewave.ours('H-9', 'tom.reyes');
  const tom = world.ids['tom.reyes'] ?? '';
  const warned = async (hours: number) => {
    const effects = life.tick(now + hours * HOUR);
    await life.record();
    house.mails.length = 0;
    const outcomes = [];
    for (const { key, effect } of effects)
      if (effect.type === 'warn-handover') outcomes.push([effect.to, await house.perform(key, effect, at(hours))]);
    return Object.fromEntries(outcomes) as Readonly<Record<string, unknown>>;
  };
  // 08:00 in New York, 21:00 in Shanghai.
  expect(await warned(12)).toEqual({ [tom]: { ok: true, value: 'digest' }, [house.chenJing]: { ok: true, value: 'digest' } });
  expect(house.mails).toHaveLength(0);
  expect(section(await digest(tom, { hours: 13 }), 'Handovers')).toContain('H-9');
  // 14:00 and 03:00.
  expect(await warned(18)).toEqual({ [tom]: { ok: true }, [house.chenJing]: { ok: true, value: 'digest' } });
  expect((await digest(tom, { hours: 19 })).text).not.toContain('H-9');
  // 20:00 and 09:00.
  expect(await warned(24)).toMatchObject({ [tom]: { ok: true } });
});
