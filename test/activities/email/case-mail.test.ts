import type { CaseInfo } from '../../../domain/service-case/types';
import { mails, notes } from '../../../store';
import { span } from '../../../texts/formats/durations';
import { failureOf, houseOfFile } from '../house';
import { minutes, notifyCase, now, reported } from '../reported';

const house = houseOfFile();
let info: CaseInfo;

beforeAll(async () => {
  info = await reported(house.store, house.liWei);
});

const received = () => house.received();
let sent = 0;
const notify = (...effect: Parameters<typeof notifyCase>) => house.perform(`case/C-12/${++sent}/0`, notifyCase(...effect));
const english = () => house.person('chen.jing', '陈静', { language: 'en', zone: 'Europe/Berlin' });
const chinese = () => house.person('chen.jing', '陈静');

describe('a case that was opened, told to a reader of Chinese who is in charge of it', () => {
  beforeEach(() => notify(house.liWei, info));

  test('names account, what is due next, the report’s first words and the case in the subject', () => {
    expect(received().subject).toBe('华辰精密 <"A&C">：新工单；响应还剩 15 分钟 · 三号生产线停机：升级后控制器无响应。（C-12）');
  });

  test.each(['text', 'html'] as const)('says in the %s part what was reported, what was promised, who has it and what to do', (part) => {
    const content = received()[part];
    for (const expected of [
      '两块面板均报 E-417。',
      '严重程度：紧急 · 类型：故障 · 服务等级：白金',
      '报告时间：2026年1月15日 星期四 08:15',
      '负责人：您',
      '1月15日（周四）09:15',
      '还剩 15 分钟',
      '1 小时 · 绿色通道',
      '等待客户',
      '已达成',
      '王芳',
      '+86 138 0000 1234',
      'npx perennial case show C-12',
      'npx perennial case take C-12 --as li.wei',
      'npx perennial case resolve C-12 --as li.wei',
      '因为这张工单由您负责',
      'Asia/Shanghai',
    ])
      expect(content).toContain(expected);
  });

  test('lets no report break the page', async () => {
    const note = await notes.add(house.store, { text: '<script>停机</script> & "E-417"', at: now });
    await notify(house.liWei, { ...info, note });
    expect(received().html).toContain('&lt;script&gt;停机&lt;/script&gt; &amp; &quot;E-417&quot;');
    expect(received().html).not.toContain('<script>');
  });
});

describe('thresholds that were passed, told to a sales manager who reads English in Berlin', () => {
  beforeAll(english);
  afterAll(chinese);

  test('say how near the due time is and how much is used, in her zone', async () => {
    await notify(house.chenJing, info, { about: 'warned', warnings: [{ milestone: 'response', thresholds: [50, 75] }] });
    expect(received().subject).toBe('华辰精密 <"A&C">: Response due in 15 min (75 % used) · 三号生产线停机：升级后控制器无响应。 (C-12)');
    expect(received().text).toContain('! Response · 75 % used · in 15 min\n    due: Thu 15 Jan, 02:15 · 1 h · Green channel');
    expect(received().text).toContain('  Resolution · in 23 h 15 min\n');
    expect(received().text).toContain('In charge: 李伟');
    expect(received().text).toContain('case take C-12 --as chen.jing');
    expect(received().text).toContain('the playbook names you');
  });

  test('put what is breached first, and count what a subject cannot hold', async () => {
    const [response, , , resolution] = info.clocks;
    if (!response || !resolution) throw new Error('no clocks');
    const diagnosis = { milestone: 'diagnosis', state: 'running', rule: 'severity/critical', target: 'PT2H', due: minutes(30) } as const;
    const clocks = [{ ...response, due: minutes(5) }, diagnosis, { ...resolution, state: 'breached' as const, due: now }];
    await notify(
      house.chenJing,
      { ...info, clocks },
      {
        about: 'warned',
        warnings: [
          { milestone: 'response', thresholds: [75] },
          { milestone: 'diagnosis', thresholds: [50] },
          { milestone: 'resolution', thresholds: [75, 100] },
        ],
      },
    );
    expect(received().subject).toContain(': Resolution BREACHED; Response due in 5 min (75 % used), 1 more · ');
    expect(received().html).toContain('A promise is broken');
    expect(received().text).toContain('! Resolution · BREACHED\n    due: Thu 15 Jan, 02:00 · 24 h');
  });

  test('tell a warning that was held up what it is by now', async () => {
    const clocks = info.clocks.slice(0, 1).map((clock) => ({ ...clock, due: minutes(-10) }));
    await notify(house.chenJing, { ...info, clocks }, { about: 'warned', warnings: [{ milestone: 'response', thresholds: [75] }] });
    expect(received().subject).toContain(': Response was due 10 min ago (75 % used) · ');
  });

  test('leave out a clock that is not needed any more', async () => {
    const clocks = info.clocks.map((clock) => (clock.milestone === 'on-site' ? { ...clock, state: 'cancelled' as const } : clock));
    await notify(house.chenJing, { ...info, clocks });
    expect(received().text).not.toContain('On site');
  });
});

test.each([
  ['reopened', '工单已重新打开；响应还剩 15 分钟'],
  ['moved', '时限已调整；响应还剩 15 分钟'],
] as const)('a case that was %s says so before what is due next', async (about, expected) => {
  await notify(house.liWei, info, { about });
  expect(received().subject).toContain(expected);
});

describe('a case that is opened late', () => {
  test('is a new case that says which clocks are late already', async () => {
    const clocks = info.clocks.map((clock) =>
      clock.milestone === 'response' ? { ...clock, state: 'breached' as const, due: minutes(-10) } : clock,
    );
    const warnings = [{ milestone: 'response', thresholds: [50, 75, 100] }] as const;
    await notify(house.liWei, { ...info, clocks }, { warnings });
    expect(received().subject).toContain('：新工单；响应已超时 · ');
    expect(received().text).toContain('! 响应 · 已超时');
  });
});

describe('a breach that is none', () => {
  const withdrawn = [{ milestone: 'response', why: 'level' }] as const;
  beforeAll(english);
  afterAll(chinese);

  test('is taken back in English, with the reason and what is due now', async () => {
    await notify(house.chenJing, info, { about: 'withdrawn', withdrawn });
    expect(received().subject).toBe('华辰精密 <"A&C">: Response no longer late · 三号生产线停机：升级后控制器无响应。 (C-12)');
    for (const part of ['text', 'html'] as const)
      expect(received()[part]).toContain('Response is no longer late: the service level is now Platinum; it is due Thu 15 Jan, 02:15.');
  });

  test('is taken back in Chinese, beside other news', async () => {
    await notify(house.liWei, info, { about: 'moved', withdrawn });
    expect(received().subject).toContain('：时限已调整；响应不再超时；响应还剩 15 分钟 · ');
    expect(received().text).toContain('响应不再超时：服务等级现为白金，新的截止时间为 1月15日（周四）09:15。');
  });

  test.each([
    ['met', '已按时达成'],
    ['cancelled', '此项已无需'],
    ['paused', '期间在等待客户'],
    ['terms', '手册中的承诺已调整'],
    ['reopened', '重新打开之前的时间不计入'],
  ] as const)('because of %s names no due time where there is none', async (why, expected) => {
    const clocks = info.clocks.map((clock) => (clock.milestone === 'response' ? { ...clock, state: 'cancelled' as const } : clock));
    await notify(house.liWei, { ...info, clocks }, { about: 'withdrawn', withdrawn: [{ milestone: 'response', why }] });
    expect(received().text).toContain(`响应不再超时：${expected}。`);
  });
});

test('a case that is nobody’s, without a text, with all clocks met, is told as what it is', async () => {
  const clocks = info.clocks.slice(1, 2);
  const { note: _, owner: __, ...rest } = info;
  await notify(house.liWei, { ...rest, clocks });
  expect(received().subject).toBe('华辰精密 <"A&C">：新工单 · 故障 · 紧急（C-12）');
  expect(received().text).toContain('负责人：暂无');
  expect(received().text).toContain('无文字说明');
});

test('all mails of one case to one person are one thread', async () => {
  await house.perform('case/C-30/1/0', notifyCase(house.liWei, info));
  await house.perform('case/C-30/2/0', notifyCase(house.liWei, info, { about: 'reopened' }));
  await house.perform('case/C-30/3/0', notifyCase(house.chenJing, info));
  await house.perform('case/C-31/1/0', notifyCase(house.liWei, info));
  const [first, second, hers, another] = house.mails;
  expect(first).toMatchObject({ messageId: '<case.C-30.1.0@key.example>' });
  expect(second).toMatchObject({ inReplyTo: first?.messageId, references: first?.messageId });
  for (const root of [first, hers, another]) expect(root?.inReplyTo).toBeUndefined();
  await expect(mails.get(house.store, 'case/C-30/2/0')).resolves.toMatchObject({
    account: 'acme',
    person: house.liWei,
    state: 'sent',
    reminders: [{ task: 'C-30', remindAt: [] }],
  });
});

test('a person without an address is an outcome, a playbook that is not there yet is waited for', async () => {
  await expect(notify('p-404', info)).resolves.toEqual({ ok: false, code: 'no-address' });
  expect((await failureOf(notify(house.liWei, info, { playbook: 'another' }))).type).toBe('unknown-playbook');
});

test.each([
  [20_000, 'less than a minute', '不到 1 分钟'],
  [60_000, '1 min', '1 分钟'],
  [14 * 60_000 + 59_900, '15 min', '15 分钟'],
  [135 * 60_000, '2 h 15 min', '2 小时 15 分钟'],
  [48 * 3_600_000, '48 h', '48 小时'],
  [72 * 3_600_000, '3 days', '3 天'],
  [100.4 * 3_600_000, '4 days 4 h', '4 天 4 小时'],
])('%i ms are %s', (milliseconds, english, chinese) => {
  expect(span('en', milliseconds)).toBe(english);
  expect(span('zh-CN', milliseconds)).toBe(chinese);
});
