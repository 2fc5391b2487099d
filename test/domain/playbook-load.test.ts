import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { checkPlaybookFile, playbookCheckText } from '../../cli/playbook-check';
import { loadPlaybook, PlaybookError, parsePlaybook } from '../../domain/playbook/load';
import { faultInWords, faultLine } from '../../texts/problems/playbook-faults';

const FILE = join(__dirname, '../../playbooks/key-account.yaml');
const standard = readFileSync(FILE, 'utf8');

/** The standard playbook with one passage replaced. */
const written = (passage: string, instead: string): string => {
  expect(standard).toContain(passage);
  return standard.replace(passage, () => instead);
};

const problemsOf = (source: string) => {
  try {
    parsePlaybook(source, 'ours.yaml');
    return [];
  } catch (error) {
    if (error instanceof PlaybookError) return error.problems;
    throw error;
  }
};

/** `line field: problem. remedy` of each problem, with the line's text instead of its number. */
const problemTexts = (source: string) =>
  problemsOf(source).map((one) => ({
    at: source.split('\n')[one.line - 1]?.trim(),
    says: faultLine({ ...one, line: 0 })
      .replace('ours.yaml ', '')
      .replace('ours.yaml: ', ''),
  }));

describe('a mistake in a playbook is told with its place and its remedy', () => {
  test.each([
    [
      'an unknown key',
      ['    ticket: true', '    tickett: true'],
      'tickett: true',
      'touchpoints.first-delivery.tickett: unknown key. Did you mean "ticket"?',
    ],
    [
      'a missing field',
      [
        '    owner: technical\n    stages: [onboarding]\n    when: { anchor: promised',
        '    stages: [onboarding]\n    when: { anchor: promised',
      ],
      'first-delivery:',
      'touchpoints.first-delivery.owner: is missing. Add it.',
    ],
    [
      'a text without Chinese',
      ['{ en: Weekly progress sync, zh: 每周进度同步 }', '{ en: Weekly progress sync }'],
      'title: { en: Weekly progress sync }',
      'touchpoints.weekly-sync.title.zh: the Chinese text is missing. Add it.',
    ],
    [
      'an empty text',
      ['zh: 每周进度同步', "zh: ' '"],
      "title: { en: Weekly progress sync, zh: ' ' }",
      'touchpoints.weekly-sync.title.zh: " " does not fit. Write the text.',
    ],
    [
      'an unknown role',
      ['owner: technical', 'owner: tecnical'],
      'owner: tecnical',
      'touchpoints.first-delivery.owner: there is no role "tecnical". Did you mean "technical"?',
    ],
    [
      'an unknown stage',
      ['stages: [stable]', 'stages: [stabel]'],
      'stages: [stabel]',
      'touchpoints.usage-review.stages.0: there is no stage "stabel". Did you mean "stable"?',
    ],
    [
      'an unknown segment',
      ['segments: [maintain]', 'segments: [whale]'],
      'segments: [whale]',
      'touchpoints.visit.segments.0: there is no segment "whale". Use one of: core-value, high-potential, maintain, to-optimise.',
    ],
    [
      'waiting for a touchpoint that is none',
      ['done:first-delivery', 'done:first-delivry'],
      'when: { anchor: done:first-delivry, business-days: 3 }',
      'touchpoints.user-training.when.anchor: there is no touchpoint "first-delivry". Did you mean "first-delivery"?',
    ],
    [
      'touchpoints that wait for each other',
      ['when: { anchor: promised-delivery, after: -P2D }', 'when: { anchor: done:user-training }'],
      'when: { anchor: done:user-training }',
      'touchpoints.first-delivery.when.anchor: waits for itself: first-delivery <- user-training <- first-delivery. Anchor one of them at a date, such as signing.',
    ],
    [
      'a period in words',
      ['from: P1Y', 'from: one year'],
      'from: one year',
      'stages.deep-binding.from: "one year" does not fit. Write whole years, months, weeks or days in ISO 8601, such as P1Y, P3M, P2W or -P90D.',
    ],
    [
      'stages out of order',
      ['from: P1Y', 'from: P2M'],
      'from: P2M',
      'stages.deep-binding.from: P2M is not after stable, which begins at P3M. Put stages in order of time.',
    ],
    [
      'a first stage after signing',
      ['from: P0D', 'from: P1D'],
      'from: P1D',
      'stages.onboarding.from: the first stage begins at P1D. Let it begin at signing: P0D.',
    ],
    [
      'a series that stands still',
      ['every: P1Y }', 'every: P0D }'],
      'when: { anchor: signing, every: P0D }',
      'touchpoints.joint-innovation.when.every: a series every P0D never moves on. Write a period greater than zero.',
    ],
    [
      'a count without a series',
      ['after: P2W }', 'after: P2W, times: 2 }'],
      'when: { anchor: signing, after: P2W, times: 2 }',
      'touchpoints.case-demo.when.times: belongs to a series. Add `every`, or remove it.',
    ],
    [
      'reminders in the wrong order',
      ['  remind: [3, 0]', '  remind: [0, 3]'],
      'remind: [0, 3]',
      'defaults.remind: reminders are not in order. Put the earliest first: [3, 0].',
    ],
    [
      'a zone that is none',
      ['  UTC: always', '  Moon/Base: always'],
      'Moon/Base: always',
      'zones.Moon/Base: "Moon/Base" is no time zone. Write an IANA name, such as Asia/Shanghai.',
    ],
    [
      'a default zone without calendar',
      ['default-zone: Asia/Shanghai', 'default-zone: Asia/Tokyo'],
      'default-zone: Asia/Tokyo',
      'default-zone: there is no calendar for Asia/Tokyo. Add it to `zones`.',
    ],
    [
      'a calendar that is none',
      ['Europe/Berlin: germany', 'Europe/Berlin: germny'],
      'Europe/Berlin: germny',
      'zones.Europe/Berlin: there is no calendar "germny". Did you mean "germany"?',
    ],
    [
      'hours that overlap',
      ['[[09:00, 12:30], [13:30, 17:30]]', '[[09:00, 14:00], [13:30, 17:30]]'],
      'mon: &germany-day [[09:00, 14:00], [13:30, 17:30]]',
      'calendars.germany.week.mon: two intervals overlap in [["09:00","14:00"],["13:30","17:30"]]. Correct the calendar.',
    ],
    [
      'a date that does not exist',
      ['- 2026-04-03 # Good Friday', '- 2026-02-30'],
      '- 2026-02-30',
      'calendars.germany.holidays.0: "2026-02-30" is not a date. Write YYYY-MM-DD.',
    ],
    [
      'a promise of nothing',
      ['    response: PT1H\n', ''],
      'green-channel:',
      'promises.green-channel: promises nothing. Add `response`, `diagnosis`, `on-site` or `resolution`.',
    ],
    [
      'a missing word',
      ['    dormant: {', '    dorment: {'],
      'dorment: { en: Dormant, zh: 冬眠 }',
      'words.statuses.dorment: unknown key. Did you mean "dormant"?',
    ],
    [
      'an id in capitals',
      ['  visit:', '  Visit:'],
      'Visit:',
      'touchpoints.Visit: this key does not fit. Use lower-case letters, digits and hyphens, a letter first.',
    ],
    [
      'a tab',
      ['    ticket: true', '\tticket: true'],
      'ticket: true',
      'touchpoints.first-delivery: a tab is used to indent. Indent with spaces.',
    ],
    [
      'a key that stands twice',
      ['  weekly-sync:', '  kickoff-meeting:'],
      'kickoff-meeting:',
      'touchpoints.kickoff-meeting: this key stands here twice. Remove or rename one of them.',
    ],
    ['an unquoted colon', ['en: Kickoff meeting,', 'en: Kickoff: meeting,'], 'title: { en: Kickoff: meeting, zh: 项目启动会 }', undefined],
    [
      'an alias without anchor',
      ['tue: *china-day', 'tue: *chinese-day'],
      'tue: *chinese-day',
      'calendars.china.week.tue: this *alias has no &anchor, or there are too many. Define each &anchor before its *alias.',
    ],
  ] as const)('%s', (_, [passage, instead], at, says) => {
    const all = problemTexts(written(passage, instead));
    expect(all).toContainEqual({ at, says: says ?? expect.any(String) });
  });

  test('all of them at once, in the order of the file', () => {
    const source = written('owner: technical', 'owner: tecnical')
      .replace('from: P3M', 'from: soon')
      .replace('stages: [stable]', 'stages: [stabel]')
      .replace('default-calendar: china', 'default-calendar: mars');
    const problems = problemsOf(source);
    expect(problems.map(({ field }) => field)).toEqual([
      'stages.stable.from',
      'touchpoints.first-delivery.owner',
      'touchpoints.usage-review.stages.0',
      'default-calendar',
    ]);
    expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).sort((a, b) => a - b));
  });

  test('each of several that are missing at one place', () => {
    const source = written('    owner: technical\n    stages: [onboarding]\n    when: { anchor: promised-delivery, after: -P2D }\n', '');
    expect(problemTexts(source).map(({ says }) => says)).toEqual([
      'touchpoints.first-delivery.owner: is missing. Add it.',
      'touchpoints.first-delivery.when: is missing. Add it.',
    ]);
  });

  test('once, where several weekdays share the same hours', () => {
    expect(problemsOf(written('[[00:00, 24:00]]', '[[00:00]]'))).toHaveLength(1);
  });

  test.each([
    ['an empty file', '', 'the file is empty'],
    ['only a comment', '# nothing yet\n', 'the file is empty'],
    ['a list', '- 1', 'this list stands where a group of fields is expected'],
    ['a sentence', 'Dear all', '"Dear all" stands where a group of fields is expected'],
    ['an open bracket', 'a: [1', 'the indentation does not fit, or a bracket is not closed'],
    ['two documents', `${standard}\n---\n${standard}`, 'a second document begins here'],
  ])('%s is refused in our own words', (_, source, problem) => {
    expect(problemsOf(source).map((one) => faultInWords(one))[0]).toMatchObject({ file: 'ours.yaml', problem });
  });
});

describe('a mistake in what the playbook says about cases is told the same way', () => {
  test.each([
    [
      'a window that is no calendar',
      ['window: always\n    on-site: PT8H', 'window: allways\n    on-site: PT8H'],
      'window: allways',
      'service-levels.platinum.window: there is no calendar "allways". Did you mean "always"?',
    ],
    [
      "a promise's window that is no calendar",
      ['kinds: [complaint]', 'kinds: [complaint]\n    window: night-shift'],
      'window: night-shift',
      'promises.complaint.window: there is no calendar "night-shift". Use one of: china, germany, new-york, always.',
    ],
    [
      'a way to count that is none',
      ['on-site: PT24H', 'on-site: PT24H\n    count: walls'],
      'count: walls',
      'service-levels.silver.count: "walls" is not known here. Did you mean "wall"?',
    ],
    [
      'a missing level',
      ['  silver:\n    requirement: D1\n    on-site: PT24H\n', ''],
      'service-levels:',
      'service-levels.silver: is missing. Add it.',
    ],
    [
      'a severity that a level does not find',
      ['on-site: PT24H', 'on-site: PT24H\n    severities: { critcal: { response: PT1H } }'],
      'severities: { critcal: { response: PT1H } }',
      'service-levels.silver.severities.critcal: there is no severity "critcal". Did you mean "critical"?',
    ],
    [
      'a severity for which a level promises nothing',
      ['on-site: PT24H', 'on-site: PT24H\n    severities: { critical: {} }'],
      'severities: { critical: {} }',
      'service-levels.silver.severities.critical: promises nothing. Add `response`, `diagnosis`, `on-site` or `resolution`.',
    ],
    [
      'a kind of case that is none',
      ['kinds: [complaint]', 'kinds: [complain]'],
      'kinds: [complain]',
      'promises.complaint.kinds.0: there is no kind of case "complain". Did you mean "complaint"?',
    ],
    [
      'a severity that is none',
      ['kinds: [complaint]', 'severities: [grave]'],
      'severities: [grave]',
      'promises.complaint.severities.0: there is no severity "grave". Use one of: critical, high, medium, low.',
    ],
    [
      'a stage that is none',
      ['    stages: [onboarding]\n    response', '    stages: [onbording]\n    response'],
      'stages: [onbording]',
      'promises.feedback.stages.0: there is no stage "onbording". Did you mean "onboarding"?',
    ],
    [
      'a kind that stands twice',
      ['kinds: [complaint]', 'kinds: [complaint, complaint]'],
      'kinds: [complaint, complaint]',
      'promises.complaint.kinds.1: "complaint" stands here twice. Write it once.',
    ],
    [
      'a step of the ladder before the one it follows',
      ['after: P3D', 'after: P1D'],
      '- { requirement: E5, after: P1D, notify: [executive-sponsor] }',
      'ladder.1.after: P1D is not after P1D, the step before it. Put the steps in order of time.',
    ],
    [
      'an urgency that two severities have',
      ['urgency: 3', 'urgency: 2'],
      'urgency: 2',
      'severities.medium.urgency: 2 is the urgency of high already. Give each severity a number of its own.',
    ],
    [
      'a target in weeks',
      ['resolution: P10D # *', 'resolution: P2W'],
      'resolution: P2W',
      'severities.low.resolution: "P2W" does not fit. Write hours and minutes as PT24H or PT30M, or business days as P5D.',
    ],
    [
      'a target of no time',
      ['response: PT30M # *', 'response: PT0M'],
      'response: PT0M',
      'promises.complaint.response: "PT0M" does not fit. Write hours and minutes as PT24H or PT30M, or business days as P5D.',
    ],
    [
      'a share of more than the whole',
      ['    75: [engineer', '    175: [engineer'],
      '175: [engineer, sales-manager] # *',
      'cases.notify.175: this key does not fit. Write `opened`, or how many percent of a target are used up: 1 to 100.',
    ],
    [
      'nobody notified of a breach',
      ['    100: [engineer, sales-manager, executive-sponsor]\n', ''],
      'notify:',
      'cases.notify: nobody is notified when a target is used up. Add `100`, with the roles to notify.',
    ],
    [
      'a role to notify that is none',
      ['75: [engineer, sales-manager]', '75: [enginer, sales-manager]'],
      '75: [enginer, sales-manager] # *',
      'cases.notify.75.0: there is no role "enginer". Did you mean "engineer"?',
    ],
    [
      'a role to notify twice',
      ['75: [engineer, sales-manager]', '75: [engineer, engineer]'],
      '75: [engineer, engineer] # *',
      'cases.notify.75.1: "engineer" stands here twice. Write it once.',
    ],
    [
      'a reopen window in hours',
      ['reopen: P14D', 'reopen: PT12H'],
      'reopen: PT12H # *',
      'cases.reopen: "PT12H" does not fit. Write whole days in ISO 8601, such as P14D.',
    ],
  ] as const)('%s', (_, [passage, instead], at, says) => {
    expect(problemTexts(written(passage, instead))).toEqual([{ at, says }]);
  });

  test('an unknown level, with the one that it leaves missing', () => {
    expect(problemTexts(written('  silver:\n    requirement', '  sliver:\n    requirement')).map(({ says }) => says)).toEqual([
      'service-levels.silver: is missing. Add it.',
      'service-levels.sliver: there is no service level "sliver". Did you mean "silver"?',
    ]);
  });

  const without = (...sections: string[]): string => {
    const playbook = parse(standard);
    for (const section of sections) delete playbook[section];
    return stringify(playbook);
  };

  test('a part of it alone: all of it is needed, or none', () => {
    const remedy = 'Cases need severities, case-kinds, service-levels, cases, and words for them: add it, or remove them all.';
    expect(problemTexts(without('cases', 'case-kinds')).map(({ says }) => says)).toEqual(
      expect.arrayContaining([`case-kinds: is missing. ${remedy}`, `cases: is missing. ${remedy}`]),
    );
    expect(problemTexts(written('  milestones:', '  milestone:')).map(({ says }) => says)).toEqual([
      'words.milestone: unknown key. Did you mean "milestones"?',
    ]);
    const { words, ...rest } = parse(standard);
    const { milestones: _, ...others } = words;
    expect(problemTexts(stringify({ ...rest, words: others })).map(({ says }) => says)).toEqual([
      `words.milestones: is missing. ${remedy}`,
    ]);
  });

  test('nothing to choose from', () => {
    const playbook = parse(standard);
    delete playbook.promises;
    expect(problemTexts(stringify({ ...playbook, severities: {} }))).toEqual([
      { at: 'severities: {}', says: 'severities: there is nothing to choose from. Write at least one.' },
    ]);
  });

  test('a playbook without cases is in order', () => {
    expect(problemsOf(without('severities', 'case-kinds', 'service-levels', 'cases', 'promises'))).toEqual([]);
  });
});

describe('checking a playbook file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'playbook-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('says what a good one holds, in a line', () => {
    const check = checkPlaybookFile(FILE);
    expect(check).toMatchObject({ ok: true, counts: { stages: 4, touchpoints: 30, promises: 3, calendars: 4 }, problems: [] });
    expect(check.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(playbookCheckText(check)).toBe(`${FILE}: in order. 4 stages, 30 touchpoints, 3 promises, 4 calendars; hash ${check.hash}`);
  });

  test('gives a bad one a line for each problem, as file:line:column field: problem. remedy', () => {
    const file = join(folder, 'ours.yaml');
    writeFileSync(file, written('roll: preceding', 'roll: precedin').replace('times: 3', 'times: 0'));
    const lines = playbookCheckText(checkPlaybookFile(file)).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /ours\.yaml:\d+:11 touchpoints\.first-delivery\.roll: "precedin" is not known here\. Did you mean "preceding"\?$/,
    );
    expect(lines[1]).toMatch(/ours\.yaml:\d+:\d+ touchpoints\.win-back-check\.when\.times: 0 does not fit\. Use 1 or more\.$/);
  });

  test('gives a missing one a single line', () => {
    const check = checkPlaybookFile(join(folder, 'none.yaml'));
    expect(check.ok).toBe(false);
    expect(playbookCheckText(check)).toBe(`${join(folder, 'none.yaml')}: there is no such file. Check its path and permissions.`);
    expect(() => loadPlaybook(join(folder, 'none.yaml'))).toThrow(expect.objectContaining({ code: 'bad-playbook' }) as Error);
  });

  test('gives a folder a single line', () => {
    expect(playbookCheckText(checkPlaybookFile(folder))).toBe(`${folder}: the file cannot be read. Check its path and permissions.`);
  });
});
