import { join } from 'node:path';
import { STATUSES } from '../../domain/account/types';
import { contactLevelsOf, levelsOf, phasesOf, rolesOf, segmentsOf } from '../../domain/playbook/codes';
import { compileTerms } from '../../domain/playbook/compile';
import { loadPlaybook } from '../../domain/playbook/load';
import { calendarFor, type Text, titlesIn, touchpointTexts, type WordKind, words } from '../../domain/playbook/playbook';
import { MILESTONES } from '../../domain/service-case/terms';
import { CASE_STATUSES, MILESTONE_STATES } from '../../domain/service-case/types';
import { targetTitle } from '../../texts/promises';

const playbook = loadPlaybook(join(__dirname, '../../playbooks/key-account.yaml'));
const terms = compileTerms(playbook, { calendarId: 'china', fromYear: 2026 });

const everyText = (value: unknown): Text[] => {
  if (typeof value !== 'object' || value === null) return [];
  return 'en' in value ? [value as Text] : Object.values(value).flatMap(everyText);
};

describe('the standard playbook', () => {
  test('has the stages of A1', () => {
    expect(terms.stages).toEqual([
      { id: 'onboarding', from: 'P0D' },
      { id: 'stable', from: 'P3M' },
      { id: 'deep-binding', from: 'P1Y' },
      { id: 'value-symbiosis', from: 'P3Y' },
    ]);
  });

  const ALL = undefined;
  test.each([
    // id, requirement, stages, segments, rule
    ['kickoff-meeting', 'B1', ['onboarding'], ALL, { anchor: 'signing', businessDays: 5 }],
    ['first-delivery', 'B2', ['onboarding'], ALL, { anchor: 'promised-delivery', after: '-P2D' }],
    ['user-training', 'B2', ['onboarding'], ALL, { anchor: 'done:first-delivery', businessDays: 3 }],
    ['weekly-sync', 'B3', ['onboarding'], ALL, { anchor: 'signing', every: 'P1W', times: 4 }],
    ['issue-review', 'B4', ['onboarding'], ALL, { anchor: 'signing', after: 'P1M', every: 'P2W', times: 4 }],
    ['usage-review', 'B6', ['stable'], ALL, { anchor: 'signing', every: 'P3M' }],
    ['value-report', 'B7', ['stable', 'deep-binding', 'value-symbiosis'], ALL, { anchor: 'signing', every: 'P3M', from: 2 }],
    ['growth-review', 'B9', ['deep-binding'], ALL, { anchor: 'signing', every: 'P6M' }],
    ['joint-innovation', 'B10', ['deep-binding'], ALL, { anchor: 'signing', every: 'P1Y' }],
    ['executive-meeting', 'B11', ['deep-binding', 'value-symbiosis'], ALL, { anchor: 'signing', every: 'P6M' }],
    ['ecosystem-project', 'B12', ['value-symbiosis'], ALL, { anchor: 'signing', every: 'P1Y' }],
    ['revenue-share', 'B13', ['value-symbiosis'], ALL, { anchor: 'signing', every: 'P3M' }],
    ['success-story', 'B14', ['value-symbiosis'], ALL, { anchor: 'signing', every: 'P1Y' }],
    ['insight-monthly', 'B15', ALL, ALL, { anchor: 'signing', every: 'P1M' }],
    ['industry-training', 'B16', ALL, ALL, { anchor: 'signing', every: 'P3M' }],
    ['resource-matching', 'B17', ALL, ALL, { anchor: 'signing', every: 'P6M' }],
    ['competitor-research', 'B18', ALL, ALL, { anchor: 'signing', every: 'P3M' }],
    ['data-review', 'B19', ALL, ALL, { anchor: 'signing', every: 'P1M' }],
    ['satisfaction-survey', 'B20', ALL, ALL, { anchor: 'signing', every: 'P6M' }],
    ['renewal', 'B21', ALL, ALL, { anchor: 'contract-end', after: '-P90D' }],
    ['face-to-face', 'B, core value', ALL, ['core-value'], { anchor: 'signing', every: 'P1M' }],
    ['needs-review', 'B, high potential', ALL, ['high-potential'], { anchor: 'signing', every: 'P3M' }],
    ['product-trial', 'B, high potential', ALL, ['high-potential'], { anchor: 'signing', every: 'P6M' }],
    ['visit', 'B, maintain', ALL, ['maintain'], { anchor: 'signing', every: 'P6M' }],
    ['case-demo', 'B, to optimise', ALL, ['to-optimise'], { anchor: 'signing', after: 'P2W' }],
  ])('asks for %s as %s says', (id, requirement, stages, segments, when) => {
    const touchpoint = terms.touchpoints.find((one) => one.id === id);
    expect(touchpoint?.when).toEqual(when);
    expect(touchpoint?.stages).toEqual(stages);
    expect(touchpoint?.segments).toEqual(segments);
    expect(playbook.touchpoints[id]?.requirement).toBe(requirement);
  });

  test('holds every requirement of B', () => {
    const named = [...Object.values(playbook.touchpoints), ...Object.values(playbook.promises ?? {})].map(({ requirement }) => requirement);
    for (let n = 1; n <= 21; n += 1) expect(named).toContain(`B${n}`);
  });

  test('has a win-back play, live in every stage (A2)', () => {
    const play = terms.touchpoints.filter(({ when }) => when.anchor === 'won-back');
    expect(play.map(({ id }) => id)).toEqual(['win-back-check', 'win-back-plan', 'win-back-review', 'win-back-visit']);
    expect(play.every(({ stages }) => stages === undefined)).toBe(true);
  });

  test('reminds three days before and on the day, of meetings five days and one day before', () => {
    const early = terms.touchpoints.filter(({ remind }) => remind.join() === '5,1').map(({ id }) => id);
    expect(early).toEqual(['executive-meeting', 'face-to-face', 'kickoff-meeting']);
    const others = terms.touchpoints.filter(({ id }) => !early.includes(id));
    // The visit after a handover is arranged at once, so it has other reminders.
    expect(others.filter(({ remind }) => remind.join() !== '3,0').map(({ id, remind }) => [id, remind])).toEqual([['progress-visit', [5]]]);
  });

  test('delivers on the business day before, and rolls everything else to the one after', () => {
    const back = terms.touchpoints.filter(({ roll }) => roll !== 'following');
    expect(back.map(({ id, roll, ticket }) => [id, roll, ticket])).toEqual([['first-delivery', 'preceding', true]]);
  });

  test('is due at closing time everywhere but for the visit after a handover', () => {
    expect(terms.touchpoints.filter(({ time }) => time !== undefined).map(({ id }) => id)).toEqual(['progress-visit']);
  });

  test('has every text in English and in Chinese', () => {
    const texts = everyText(playbook);
    expect(texts.length).toBeGreaterThan(100);
    for (const { en, zh } of texts) {
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each<[WordKind, readonly string[]]>([
    ['status', STATUSES],
    ['phase', phasesOf(playbook)],
    ['role', rolesOf(playbook).all],
    ['segment', segmentsOf(playbook)],
    ['level', levelsOf(playbook)],
    ['contact-level', contactLevelsOf(playbook)],
    ['stage', ['onboarding', 'stable', 'deep-binding', 'value-symbiosis']],
    ['severity', ['critical', 'high', 'medium', 'low']],
    ['kind', ['problem', 'feedback', 'complaint']],
    ['case-state', CASE_STATUSES],
    ['milestone', MILESTONES],
    ['milestone-state', MILESTONE_STATES],
  ])('has a word for every %s', (kind, codes) => {
    for (const code of codes) {
      expect(words(playbook, kind, code, 'en')).not.toBe(code);
      expect(words(playbook, kind, code, 'zh')).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each([
    ['Asia/Shanghai', 'china'],
    ['Europe/Berlin', 'germany'],
    ['UTC', 'always'],
    ['Africa/Nairobi', 'china'],
  ])('gives an account in %s the calendar %s', (zone, calendar) => {
    expect(calendarFor(playbook, zone)).toBe(calendar);
  });
});

describe('looking texts up', () => {
  test('gives title, purpose and outcomes of a touchpoint', () => {
    const { title, purpose, outcomes } = touchpointTexts(playbook, 'renewal');
    expect(title).toEqual({ en: 'Contract renewal', zh: '合同续签' });
    expect(purpose.en).toContain('ninety days');
    expect(Object.keys(outcomes)).toEqual(['renewed', 'postponed', 'lost']);
  });

  test.each([
    ['level/platinum', 'Platinum service level', '白金服务等级'],
    ['level/platinum/critical', 'Platinum service level, Critical', '白金服务等级、紧急'],
    ['severity/critical', 'Critical', '紧急'],
    ['promise/green-channel', 'Green channel', '绿色通道'],
    ['promise/hotline', 'hotline', 'hotline'],
    ['whim', 'whim', 'whim'],
  ])('gives the rule %s its title', (rule, english, chinese) => {
    expect(targetTitle(rule, titlesIn(playbook, 'en'), 'en')).toBe(english);
    expect(targetTitle(rule, titlesIn(playbook, 'zh'), 'zh')).toBe(chinese);
  });

  test('gives milestones and states the words that people use', () => {
    expect(MILESTONES.map((name) => words(playbook, 'milestone', name, 'zh'))).toEqual(['响应', '初步诊断', '上门', '解决']);
    expect(CASE_STATUSES.map((name) => words(playbook, 'case-state', name, 'zh'))).toEqual(['处理中', '等待客户', '已解决', '已关闭']);
  });

  test('shows what an older playbook named as its code', () => {
    expect(words(playbook, 'stage', 'courtship', 'zh')).toBe('courtship');
    expect(words(playbook, 'role', 'function Object() { [native code] }', 'en')).toBe('function Object() { [native code] }');
    expect(touchpointTexts(playbook, 'tea-party').title.zh).toBe('tea-party');
  });
});
