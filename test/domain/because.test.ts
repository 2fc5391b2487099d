import { join } from 'node:path';
import { explain, explainAll } from '../../src/domain/because';
import { loadPlaybook } from '../../src/domain/playbook/load';
import type { Reason } from '../../src/domain/playbook/terms';

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
    [['nominal', '2026-01-22'], 'nominal date 2026-01-22', '名义日期 2026-01-22'],
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
    [['snoozed', '2026-01-22T10:00:00Z'], 'snoozed until 2026-01-22 10:00 UTC', '已推迟至 2026-01-22 10:00 UTC'],
    [['ends', '2026-04-08'], 'ends 2026-04-08', '截止于 2026-04-08'],
  ])('%j', (reason, english, chinese) => {
    expect(explain(reason, 'en')).toBe(english);
    expect(explain(reason, 'zh')).toBe(chinese);
  });

  test.each<[Reason]>([[['strictest', 'feedback', 24]], [['constructor', 1]]])('that nobody knows is shown as it is: %j', (reason) => {
    expect(explain(reason, 'zh')).toBe(reason.join(' '));
  });

  test('calls stages and touchpoints by their titles where the playbook is at hand', () => {
    expect(explain(['stage', 'stable'], 'zh', playbook)).toBe('所处阶段：稳定合作期');
    expect(explain(['assumed', 'first-delivery'], 'en', playbook)).toBe('provisional: as if First delivery were done when due');
    expect(explain(['rule', 'done:first-delivery', '', 3, '', 0], 'zh', playbook)).toBe('“首次交付”完成后第 3 个工作日');
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
