import { join } from 'node:path';
import { agendaIcs } from '../../cli/agenda-ics';
import { type AgendaItem, agendaText } from '../../cli/agenda-text';
import { loadPlaybook } from '../../domain/playbook/load';
import type { Language } from '../../domain/playbook/playbook';

const playbook = loadPlaybook(join(__dirname, '../../playbooks/key-account.yaml'));

const item = (touchpoint: string, nominal: string, due: string, stage: string, owner: string, provisional = false): AgendaItem => ({
  touchpoint,
  nominal,
  due,
  remindAt: ['2026-01-12T01:00:00Z', '2026-01-15T01:00:00Z'],
  stage,
  owner,
  provisional,
  because: ['1 week after signing', 'due at closing time, 18:00'],
});

const agenda = [
  item('weekly-sync', '2026-01-15', '2026-01-15T10:00:00Z', 'onboarding', 'account-manager'),
  item('user-training', '2026-03-03', '2026-03-03T10:00:00Z', 'onboarding', 'technical', true),
  item('issue-review', '2026-04-05', '2026-04-07T10:00:00Z', 'onboarding', 'account-manager'),
  item('usage-review', '2026-04-08', '2026-04-08T10:00:00Z', 'stable', 'technical'),
  item('issue-review', '2026-04-07', '2026-04-09T10:00:00Z', 'onboarding', 'account-manager'),
];

const shown = (items: readonly AgendaItem[], language: Language, zone = 'Asia/Shanghai') =>
  agendaText(items, { playbook, language, zone, signedOn: '2026-01-08' });

describe('an agenda in a terminal', () => {
  test('is grouped by stage and month, what was rolled past its stage among the next one', () => {
    expect(shown(agenda, 'en')).toBe(
      `
Key-account playbook: signed 2026-01-08, times in Asia/Shanghai

Onboarding  from 2026-01-08

  January 2026
    Thu  Jan 15  18:00    Weekly progress sync              Account manager

  March 2026
    Tue   Mar 3  18:00  * User training                     Technical contact

  April 2026
    Tue   Apr 7  18:00    Issue review                      Account manager


Stable  from 2026-04-08

  April 2026
    Wed   Apr 8  18:00    Usage review and service upgrade  Technical contact
    Thu   Apr 9  18:00    Issue review                      Account manager

5 due, 1 of them provisional.
* provisional: moves when the holidays are published, or when what it waits for is done.`.trimStart(),
    );
  });

  test('keeps its columns in Chinese, where a character is two wide', () => {
    const lines = shown(agenda, 'zh').split('\n');
    expect(lines).toContain('    周四  1月15日  18:00    每周进度同步        专属客户经理');
    expect(lines).toContain('    周二   3月3日  18:00  * 使用培训            技术支持');
    expect(lines).toContain('    周三   4月8日  18:00    使用回顾与服务升级  技术支持');
    expect(lines).toContain('初步合作期  自 2026-01-08 起');
  });

  test('shows the hours of the zone asked for', () => {
    expect(shown(agenda, 'en', 'America/New_York')).toMatch(/Thu {2}Jan 15 {2}05:00 {4}Weekly progress sync/);
  });

  test('leaves what is due at the end of a day on that day', () => {
    const late = [item('weekly-sync', '2026-01-31', '2026-02-01T00:00:00Z', 'onboarding', 'account-manager')];
    expect(shown(late, 'en', 'UTC')).toMatch(/January 2026\n {4}Sat {2}Jan 31 {2}24:00/);
  });

  test('shows no legend where nothing is provisional, and says so where nothing is due', () => {
    expect(shown(agenda.slice(0, 1), 'en')).toMatch(/\n1 due\.$/);
    expect(shown([], 'zh')).toBe('大客户经营手册：签约日 2026-01-08，时区 Asia/Shanghai\n\n此期间没有到期事项。');
  });
});

describe('an agenda as a calendar file', () => {
  const file = (items: readonly AgendaItem[]) =>
    agendaIcs(items, { playbook, language: 'en', zone: 'Asia/Shanghai', signedOn: '2026-01-08', now: Date.UTC(2026, 0, 8) });
  const events = (text: string) =>
    text
      .replace(/\r\n[ \t]/g, '')
      .split('BEGIN:VEVENT')
      .slice(1);

  test('has an event at each due time, with its reminders and reasons', () => {
    const [first = ''] = events(file(agenda));
    expect(first).toContain('SUMMARY:Weekly progress sync\r\n');
    expect(first).toContain('DTSTART:20260115T100000Z\r\n');
    expect(first).toContain('TRIGGER;VALUE=DATE-TIME:20260112T010000Z\r\n');
    expect(first).toContain('TRIGGER;VALUE=DATE-TIME:20260115T010000Z\r\n');
    expect(first).toContain('Account manager\\n1 week after signing\\ndue at closing time\\, 18:00');
    expect(events(file(agenda))).toHaveLength(agenda.length);
  });

  test('calls the provisional ones tentative', () => {
    expect(events(file(agenda)).map((event) => /STATUS:(\w+)/.exec(event)?.[1])).toEqual([
      'CONFIRMED',
      'TENTATIVE',
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
    ]);
  });

  test('keeps the identity of an event that moves, and gives each its own', () => {
    const uids = (items: readonly AgendaItem[]) => events(file(items)).map((event) => /UID:(\S+)/.exec(event)?.[1]);
    const moved = agenda.map((one) => ({ ...one, due: '2026-05-05T10:00:00Z' }));
    expect(uids(moved)).toEqual(uids(agenda));
    expect(new Set(uids(agenda)).size).toBe(agenda.length);
  });

  test('is the same file when it is made again from the same', () => {
    expect(file(agenda)).toBe(file(agenda));
  });
});
