// The digest mail, from the store to a real mail server; and what is sent at night.
import type { PersonEffect } from '../../../domain/person/types';
import { absences, cases, journal, mails } from '../../../store';
import { planned, started, taskOf } from '../../store/life';
import { clock, houseOfFile, PLAYBOOK, reminder } from '../house';
import { minutes, notifyCase, reported } from '../reported';

const now = clock.deployment;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const house = houseOfFile();
let wangFang: string;

/** 09:00 in Shanghai, Thursday. The weekly-sync of week 1 is overdue since Monday; that of week 2 is due on Monday. */
beforeAll(async () => {
  const { store, liWei, chenJing } = house;
  wangFang = await house.person('wang.fang', 'Wang Fang', { language: 'en', zone: 'America/New_York', manager: chenJing });
  await journal.append(store, 'account/acme', 1, [
    { ...started(), team: { technical: liWei, 'sales-manager': chenJing } } as ReturnType<typeof started>,
    planned(1),
    planned(2),
    { type: 'stageEntered', at: now - HOUR, stage: 'stable', since: '2026-01-15', why: 'time' },
  ]);
  for (const id of [liWei, chenJing, wangFang])
    await journal.append(store, `person/${id}`, 1, [
      { type: 'personStarted', at: now - DAY, rules: 1, person: id, terms: { id: 't', playbook: PLAYBOOK }, next: now + DAY },
    ]);
});

let sent = 0;
const digest = (person: string, at = now): Promise<unknown> => {
  const effect: PersonEffect = { lane: 'digest', type: 'digest', playbook: PLAYBOOK, person, at, since: now - DAY };
  return house.perform(`person/${person}/${++sent}/0`, effect);
};
const received = () => house.received();

describe('a digest', () => {
  it('tells a reader of Chinese what is overdue, what comes and what has changed, in both parts', async () => {
    expect(await digest(house.liWei)).toEqual({ ok: true });
    const { subject, text, html } = received();
    expect(subject).toBe('今日：1 项逾期');
    for (const part of [text, html])
      for (const expected of [
        '2026年1月15日 星期四',
        '已逾期 3 天',
        '每周进度同步',
        '即将到期',
        '还有 4 天',
        '进入稳定合作期',
        'Asia/Shanghai',
      ])
        expect(part).toContain(expected);
    expect(html).not.toContain('"A&C"');
  });

  it('is on record with the tasks it stands for, also among the mails of their account', async () => {
    const [mail] = await mails.list(house.store, { account: 'acme', person: house.liWei });
    expect(mail).toMatchObject({ account: null, state: 'sent', reminders: [{ task: `acme:${taskOf(1)}` }, { task: `acme:${taskOf(2)}` }] });
    expect(await mails.list(house.store, { account: 'acm' })).toEqual([]);
  });

  it('that was held up and says it all makes the one after it needless', async () => {
    expect(await digest(house.liWei, now - HOUR)).toEqual({ ok: true, value: 'notified' });
    expect(house.mails).toHaveLength(0);
  });

  it('shows a manager the team, not its single tasks that are not overdue', async () => {
    expect(await digest(house.chenJing)).toEqual({ ok: true });
    const { subject, text } = received();
    expect(subject).toBe('团队今日：1 项逾期');
    expect(text).toContain('- 李伟 · 1 项逾期');
    expect(text).toContain('- Wang Fang\n  无到期任务');
    expect(text).toContain('负责人：李伟');
    expect(text).not.toContain('还有 4 天');
  });

  it('with nothing to say is no mail', async () => {
    expect(await digest(wangFang)).toEqual({ ok: true, value: 'nothing' });
    expect(house.mails).toHaveLength(0);
  });

  it('of somebody who is away is their stand-in’s', async () => {
    const absence = await absences.add(
      house.store,
      { person: house.liWei, from: now - HOUR, until: now + 3 * DAY, substitute: wangFang },
      () => undefined,
    );
    await house.store.db.deleteFrom('mail').execute();
    expect(await digest(house.liWei)).toEqual({ ok: true, value: 'away' });
    expect(await digest(wangFang)).toEqual({ ok: true });
    expect(received().subject).toBe('Today: 1 overdue');
    expect(received().text).toContain('You stand in for 李伟, who is back on Sat 17 Jan');
    expect(received().text).toContain('for 李伟');
    await absences.end(house.store, absence, now - HOUR);
  });

  it('leaves out what a mail of its own has told since the last one', async () => {
    await house.store.db.deleteFrom('mail').execute();
    const effect = reminder(house.liWei, [
      { task: taskOf(2), touchpoint: 'weekly-sync', nominal: '2026-01-19', due: now + 4 * DAY, stage: 'onboarding', provisional: false },
    ]);
    await house.perform(`account/acme/${++sent}/0`, effect);
    expect(received().subject).toContain('每周进度同步');
    await digest(house.liWei);
    expect(received().text).toContain('已逾期 3 天');
    expect(received().text).not.toContain('即将到期');
  });

  it('is refused for good where the person has no address, or is nobody any more', async () => {
    expect(await digest('p-999')).toEqual({ ok: false, code: 'unknown-person' });
  });
});

describe('at night, 20:00 in New York', () => {
  it('a reminder is left to the digest', async () => {
    expect(await house.perform(`account/acme/${++sent}/0`, reminder(wangFang))).toEqual({ ok: true, value: 'digest' });
    expect(house.mails).toHaveLength(0);
  });

  it('a case goes at once where it is broken, or would be by morning; otherwise it waits', async () => {
    const soon = await reported(house.store, wangFang);
    const [clockThatRuns] = soon.clocks;
    if (!clockThatRuns) throw new Error('a clock runs');
    const late = { ...soon, clocks: [{ ...clockThatRuns, due: minutes(3 * 24 * 60) }] };
    const broken = { ...soon, clocks: [{ ...clockThatRuns, state: 'breached' as const, due: minutes(-1) }] };
    const notify = (...effect: Parameters<typeof notifyCase>) => house.perform(`case/C-12/${++sent}/0`, notifyCase(...effect));
    expect(await notify(wangFang, late)).toEqual({ ok: true, value: 'digest' });
    expect(await notify(wangFang, late, { about: 'warned', warnings: [{ milestone: 'response', thresholds: [50] }] })).toEqual({
      ok: true,
      value: 'digest',
    });
    expect(house.mails).toHaveLength(0);
    expect(await notify(wangFang, soon)).toEqual({ ok: true });
    expect(await notify(wangFang, broken, { about: 'warned', warnings: [{ milestone: 'response', thresholds: [75, 100] }] })).toEqual({
      ok: true,
    });
    expect(house.mails).toHaveLength(2);
    // By day everything is sent at once.
    expect(await notify(house.liWei, late)).toEqual({ ok: true });
    expect(await cases.list(house.store)).toEqual([]);
  });
});
