import { join } from 'node:path';
import { loadPlaybook } from '../../domain/playbook/load';
import { titlesIn } from '../../domain/playbook/playbook';
import { calendarOf } from '../../domain/time/calendar';
import { dueOf } from '../../domain/time/clock';
import type { Reason, Sentences } from '../../domain/time/reason';
import { parseInstant } from '../../domain/time/time';
import { explain, explainAll } from '../../texts/because';
import { durationWords } from '../../texts/formats/durations';

const playbook = loadPlaybook(join(__dirname, '../../playbooks/key-account.yaml'));

describe('a reason in words', () => {
  test.each<[Reason, string, string]>([
    [['rule', 'signing', '', 0, 'P1W', 2], '2 weeks after signing', '签约后第 2 周'],
    [['rule', 'signing', '', 0, 'P1W', 1], '1 week after signing', '签约后第 1 周'],
    [['rule', 'signing', '', 0, 'P3M', 2], '6 months after signing', '签约后满 6 个月'],
    [['rule', 'signing', '', 0, 'P1Y', 1], '1 year after signing', '签约后满 1 年'],
    [['rule', 'signing', '', 5, '', 0], '5 business days after signing', '签约后第 5 个工作日'],
    [['rule', 'signing', 'P1M', 0, 'P2W', 3], '1 month and 6 weeks after signing', '签约后满 1 个月加 6 周'],
    [['rule', 'promised-delivery', '-P2D', 0, '', 0], '2 days before the promised delivery', '承诺交付日前 2 天'],
    [['rule', 'contract-end', '-P90D', 0, '', 0], "90 days before the contract's end", '合同到期前 90 天'],
    [['rule', 'won-back', 'P2W', 0, '', 0], '2 weeks after the day it was won back', '挽回之日后第 2 周'],
    [
      ['rule', 'done:first-delivery', '', 3, '', 0],
      '3 business days after completion of first-delivery',
      '“first-delivery”完成后第 3 个工作日',
    ],
    [['rule', 'signing', '', 0, '', 0], 'on the day of signing', '签约当日'],
    [
      ['rule', 'contract-end', '-P1M', 1, '', 0],
      "1 business day after the contract's end, less 1 month",
      '合同到期后第 1 个工作日，再减 1 个月',
    ],
    [['anchor', 'signing', '2026-01-08'], 'signing: 2026-01-08', '签约：2026-01-08'],
    [['stage', 'stable'], 'stage: stable', '所处阶段：stable'],
    [['calendar', 'china'], 'calendar: china', '工作日历：china'],
    [
      ['roll', 'following', '2026-02-16', '2026-02-24'],
      '2026-02-16 is closed in this calendar, moved to the following business day 2026-02-24',
      '2026-02-16 非工作日，顺延至工作日 2026-02-24',
    ],
    [
      ['roll', 'modified-following', '2026-01-31', '2026-01-30'],
      '2026-01-31 is closed in this calendar, moved to the preceding business day 2026-01-30',
      '2026-01-31 非工作日，提前至工作日 2026-01-30',
    ],
    [
      ['late', '2026-03-02', '2026-04-07'],
      '2026-03-02 was past when the account was taken on, moved to the next business day 2026-04-07',
      '建档时 2026-03-02 已过，顺延至下一个工作日 2026-04-07',
    ],
    [['closing', '18:00'], 'due at closing time, 18:00', '当日下班前（18:00）到期'],
    [['hour', '09:30'], 'due at 09:30, the hour set in the playbook', '按手册规定的时间 09:30 到期'],
    [
      ['unpublished', '2026-12-31'],
      'provisional: holidays after 2026-12-31 are not published yet',
      '暂定：2026-12-31 之后的节假日尚未公布',
    ],
    [['assumed', 'first-delivery'], 'provisional: as if first-delivery were done when due', '暂定：假定“first-delivery”按期完成'],
    [
      ['strictest', 'promise/green-channel', 'PT1H', 2],
      'the strictest of 3 targets: promise/green-channel, 1 h',
      '3 项时限中最严格的一项：promise/green-channel，1 小时',
    ],
    [
      ['strictest', 'severity/medium', 'P5D', 0],
      'the only target: severity/medium, 5 business days',
      '唯一的时限：severity/medium，5 个工作日',
    ],
    [['clock-target', 'PT90M', 'window'], 'target: 1 h 30 min of open time', '时限：1 小时 30 分钟（按服务时间计）'],
    [['clock-target', 'PT4H', 'wall'], 'target: 4 h of wall time', '时限：4 小时（按自然时间计）'],
    [['clock-target', 'P1D', 'days'], 'target: 1 business day', '时限：1 个工作日'],
  ])('%j', (reason, english, chinese) => {
    expect(explain(reason, 'en')).toBe(english);
    expect(explain(reason, 'zh')).toBe(chinese);
  });

  test.each([[['hearsay', 'feedback', 24]], [['function Object() { [native code] }', 1]]])(
    'that only a newer release knows is shown as it is: %j',
    (reason) => {
      expect(explain(reason as unknown as Reason, 'zh')).toBe(reason.join(' '));
    },
  );

  test('is checked where it is given, and where it is said', () => {
    // @ts-expect-error no such code
    const unknown: Reason = ['hearsay', 'feedback', 24];
    // @ts-expect-error a date is missing
    const short: Reason = ['late', '2026-03-02'];
    // @ts-expect-error sentences are missing
    const silent: Sentences<undefined, string> = { stage: ([stage]) => stage };
    expect([unknown, short, silent]).toHaveLength(3);
  });

  test('calls stages and touchpoints by their titles where the playbook is at hand', () => {
    expect(explain(['stage', 'stable'], 'zh', titlesIn(playbook, 'zh'))).toBe('所处阶段：稳定合作期');
    expect(explain(['assumed', 'first-delivery'], 'en', titlesIn(playbook, 'en'))).toBe(
      'provisional: as if First delivery were done when due',
    );
    expect(explain(['rule', 'done:first-delivery', '', 3, '', 0], 'zh', titlesIn(playbook, 'zh'))).toBe('“首次交付”完成后第 3 个工作日');
  });

  test('calls targets by their titles, too', () => {
    expect(explain(['strictest', 'promise/green-channel', 'PT1H', 2], 'en', titlesIn(playbook, 'en'))).toBe(
      'the strictest of 3 targets: Green channel, 1 h',
    );
  });

  test('stands in the order of the reasons', () => {
    expect(
      explainAll(
        [
          ['anchor', 'signing', '2026-01-08'],
          ['closing', '18:00'],
        ],
        'en',
      ),
    ).toEqual(['signing: 2026-01-08', 'due at closing time, 18:00']);
  });
});

describe("a clock's reasons in words", () => {
  const hours = [['09:00', '18:00']] as const;
  const calendar = calendarOf({ timeZone: 'Asia/Shanghai', week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } });
  const at = (local: string): number => parseInstant(`${local}:00+08:00`);
  /** The reasons of a case that was reported on a Friday evening. */
  const because = (target: string, ...pauses: [begin: number, end: number | undefined][]) =>
    dueOf({ calendar, from: at('2026-01-09T19:30'), target, count: 'window', pauses }).because;

  test('are in local time, with the zone named', () => {
    const reasons = because('PT8H', [at('2026-01-12T10:00'), at('2026-01-12T11:00')]);
    expect(explainAll(reasons, 'en', undefined, 'Asia/Shanghai')).toEqual([
      'counted from 2026-01-09 19:30 Asia/Shanghai',
      'closed then: the clock starts when the window opens, 2026-01-12 09:00 Asia/Shanghai',
      'target: 8 h of open time',
      'paused from 2026-01-12 10:00 Asia/Shanghai to 2026-01-12 11:00 Asia/Shanghai: 1 h that would have counted',
      'that is closing time, 2026-01-12 18:00 Asia/Shanghai',
    ]);
    expect(explainAll(reasons, 'zh', undefined, 'Asia/Shanghai')).toEqual([
      '自 2026-01-09 19:30 Asia/Shanghai 起计时',
      '当时不在服务时间内，自 2026-01-12 09:00 Asia/Shanghai 服务时间开始起计时',
      '时限：8 小时（按服务时间计）',
      '2026-01-12 10:00 Asia/Shanghai 至 2026-01-12 11:00 Asia/Shanghai 暂停，不计入 1 小时',
      '即当日服务时间结束时（2026-01-12 18:00 Asia/Shanghai）',
    ]);
  });

  test('are in UTC where no zone is given', () => {
    expect(explainAll(because('P1D', [at('2026-01-12T10:00'), undefined]), 'en')).toEqual([
      'counted from 2026-01-09 11:30 UTC',
      'closed then: the clock starts when the window opens, 2026-01-12 01:00 UTC',
      'target: 1 business day',
      'paused since 2026-01-12 02:00 UTC: there is no due time until it goes on',
    ]);
  });

  test.each([
    ['PT1H', '1 h', '1 小时'],
    ['PT36H', '36 h', '36 小时'],
    ['PT75M', '1 h 15 min', '1 小时 15 分钟'],
    ['PT45S', '45 s', '45 秒'],
    ['PT0S', '0 s', '0 秒'],
    ['P1D', '1 business day', '1 个工作日'],
    ['P5D', '5 business days', '5 个工作日'],
  ])('say %s as %s', (duration, en, zh) => {
    expect(durationWords(duration)).toEqual({ en, zh });
  });
});
