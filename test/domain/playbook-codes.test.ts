// The codes of a playbook: what they compile to, and the faults where they do not fit together.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { firstLineOf, withDeputies, workingTeamOf } from '../../domain/account/roles';
import { contactLevelsOf, leavingReason, levelsOf, rolesOf, segmentsOf } from '../../domain/playbook/codes';
import { compileTerms } from '../../domain/playbook/compile';
import { compileHandover } from '../../domain/playbook/compile-handover';
import { compileService } from '../../domain/playbook/compile-service';
import { PlaybookError, parsePlaybook } from '../../domain/playbook/load';
import { words } from '../../domain/playbook/playbook';
import { faultLine } from '../../texts/problems/playbook-faults';
import { refusal } from '../support/refusal';
import { CODES, FIRST_LINE, ROLES } from '../support/roles';
import { SECOND_PLAYBOOK } from '../support/second-playbook';

const standard = readFileSync(join(__dirname, '../../playbooks/key-account.yaml'), 'utf8');
const playbook = parsePlaybook(standard, 'key-account.yaml');

/** The faults of the standard playbook after `change`, without their places. */
const problems = (change: (playbook: ReturnType<typeof parse>) => void): string[] => {
  const changed = parse(standard);
  change(changed);
  try {
    parsePlaybook(stringify(changed), 'ours.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PlaybookError)) throw error;
    for (const { line } of error.problems) expect(line).toBeGreaterThan(0);
    return error.problems.map((one) => faultLine({ ...one, line: 0 }).replace(/^ours\.yaml:? /, ''));
  }
};

describe('the standard playbook', () => {
  test('says of its roles what they are', () => {
    expect(rolesOf(playbook)).toEqual(ROLES);
    expect(firstLineOf(ROLES)).toEqual(FIRST_LINE);
    expect(workingTeamOf(ROLES)).toEqual(['account-manager', 'backup', 'technical']);
    expect(withDeputies('executive-sponsor', ROLES)).toEqual(['executive-sponsor', 'account-manager', 'sales-manager']);
  });

  test('has its levels in their order, whatever the order of their keys', () => {
    expect(levelsOf(playbook)).toEqual(CODES.levels);
    const { platinum, gold, ...others } = playbook.levels;
    expect(levelsOf({ levels: { gold, ...others, platinum } as typeof playbook.levels })).toEqual(CODES.levels);
    expect(contactLevelsOf(playbook)).toEqual(['executive', 'manager', 'operational']);
    expect(segmentsOf(playbook)).toEqual(CODES.segments);
    expect(leavingReason(playbook)).toBe('left');
  });

  test('compiles to codes, in a few kilobytes', () => {
    const account = compileTerms(playbook, { calendarId: 'china', fromYear: 2026 });
    expect(account).toMatchObject({ ...CODES, phases: CODES.phases.toSorted() });
    const service = compileService(playbook, { calendarId: 'china', fromYear: 2026 });
    expect(service.firstLine).toEqual(FIRST_LINE);
    expect(compileHandover(playbook).roles).toEqual(ROLES);
    expect(JSON.stringify(account).length).toBeLessThan(12_000);
    for (const terms of [account, service, compileHandover(playbook)])
      expect(JSON.stringify(terms)).not.toMatch(/\p{Script=Han}|Gold|Backup/u);
  });

  test('calls somebody of a level by another word than the level', () => {
    expect([words(playbook, 'contact-level', 'executive', 'en'), words(playbook, 'contact', 'executive', 'en')]).toEqual([
      'Executives',
      'Executive',
    ]);
  });
});

describe('the second playbook', () => {
  const codesIn = (one: typeof playbook): string[] => [
    ...rolesOf(one).all,
    ...levelsOf(one),
    ...segmentsOf(one),
    ...contactLevelsOf(one),
    ...[one.phases, one.stages, one.severities, one['case-kinds'], one.promises, one.touchpoints, one.handover?.reasons].flatMap(
      (section) => Object.keys(section ?? {}),
    ),
  ];

  test('has no code that the standard one has', () => {
    const standards = codesIn(playbook);
    expect(codesIn(SECOND_PLAYBOOK).filter((code) => standards.includes(code))).toEqual([]);
    expect([levelsOf(SECOND_PLAYBOOK).length, segmentsOf(SECOND_PLAYBOOK).length]).toEqual([5, 3]);
  });

  test('says of its roles what they are', () => {
    const roles = rolesOf(SECOND_PLAYBOOK);
    expect(roles).toMatchObject({ answers: 'client-partner', standsIn: 'deputy-partner', oversees: 'regional-director' });
    expect(firstLineOf(roles)).toEqual(['duty-desk', 'site-engineer', 'client-partner', 'regional-director']);
    expect(roles.announced).toEqual(['client-partner', 'deputy-partner', 'duty-desk', 'site-engineer', 'board-member']);
    expect(leavingReason(SECOND_PLAYBOOK)).toBe('gone');
  });
});

describe('a playbook whose codes do not fit together is told', () => {
  test.each<[string, Parameters<typeof problems>[0], string[]]>([
    [
      'a role that nobody defines, wherever it is named',
      ({ roles }) => delete roles['executive-sponsor'],
      [
        'zipper.executive.0: there is no role "executive-sponsor". Use one of: account-manager, backup, technical, sales-manager.',
        'handover.notify.100.2: there is no role "executive-sponsor". Use one of: successor, stand-in, account-manager, backup, technical, sales-manager.',
        'ladder.1.notify.0: there is no role "executive-sponsor". Use one of: account-manager, backup, technical, sales-manager.',
        'touchpoints.executive-meeting.owner: there is no role "executive-sponsor". Use one of: account-manager, backup, technical, sales-manager.',
        'touchpoints.ecosystem-project.owner: there is no role "executive-sponsor". Use one of: account-manager, backup, technical, sales-manager.',
        'cases.notify.100.2: there is no role "executive-sponsor". Use one of: engineer, account-manager, backup, technical, sales-manager.',
      ],
    ],
    [
      'nobody who answers',
      ({ roles }) => delete roles['account-manager'].kind,
      ['roles: nobody answers for an account. Give one role `kind: answers-for-the-account`: no account is without it.'],
    ],
    [
      'two who answer',
      ({ roles }) => (roles.technical.kind = 'answers-for-the-account'),
      [
        'roles.technical.kind: account-manager is the role that is answers-for-the-account already. Leave the kind out here: then the role supports.',
      ],
    ],
    [
      'a kind that the rules do not know',
      ({ roles }) => (roles.technical.kind = 'take-cases'),
      ['roles.technical.kind: "take-cases" is not known here. Did you mean "takes-cases"?'],
    ],
    [
      'a role called like somebody in a case',
      ({ roles }) => (roles.engineer = { rank: 6, title: { en: 'Engineer', zh: '工程师' } }),
      ['roles.engineer: "engineer" is whoever takes part in a case or a handover, not a role. Call the role something else.'],
    ],
    [
      'a role called like a column',
      ({ roles }) => (roles.zone = { rank: 6, title: { en: 'Zone', zh: '区域' } }),
      ['roles.zone: "zone" is something else of an account. Call the role something else.'],
    ],
    [
      'two of one rank',
      ({ levels }) => (levels.silver.rank = 2),
      ['levels.silver.rank: 2 is the rank of gold already. Give each level a number of its own.'],
    ],
    [
      'a default that is none',
      (all) => (all['default-level'] = 'gould'),
      ['default-level: there is no service level "gould". Did you mean "gold"?'],
    ],
    [
      'a kind of case that is none',
      ({ cases }) => (cases['default-kind'] = 'fault'),
      ['cases.default-kind: there is no kind of case "fault". Use one of: problem, feedback, complaint.'],
    ],
    [
      'a level without terms of service',
      ({ levels }) => (levels.bronze = { rank: 5, title: { en: 'Bronze', zh: '铜牌' } }),
      ['service-levels.bronze: is missing. Add it.'],
    ],
    [
      'a touchpoint for levels and segments that are none',
      ({ touchpoints }) => Object.assign(touchpoints.renewal, { levels: ['gould'], segments: ['maintian'] }),
      [
        'touchpoints.renewal.levels.0: there is no service level "gould". Did you mean "gold"?',
        'touchpoints.renewal.segments.0: there is no segment "maintian". Did you mean "maintain"?',
      ],
    ],
    [
      'a pair on a level of contacts that is none',
      ({ zipper }) => (zipper.board = ['technical']),
      ['zipper.board: there is no level of contacts "board". Use one of: executive, manager, operational.'],
    ],
    [
      'no levels at all',
      (all) => Object.assign(all, { 'contact-levels': {}, zipper: {} }),
      ['contact-levels: there is nothing to choose from. Write at least one.'],
    ],
    ['a role without a rank', ({ roles }) => delete roles.technical.rank, ['roles.technical.rank: is missing. Add it.']],
  ])('%s', (_, change, says) => {
    expect(problems(change)).toEqual(says);
  });
});

describe('the languages of a playbook', () => {
  /** Removes one language from every text. */
  const without = (language: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => without(language, one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (key === language ? [] : [[key, without(language, part)]])));
  };
  const english = { ...(without('zh', parse(standard)) as object), languages: ['en'] };

  test('are both where it says nothing', () => {
    expect(problems(({ levels }) => delete levels.gold.title.zh)).toEqual(['levels.gold.title.zh: the Chinese text is missing. Add it.']);
    expect(problems(({ stages }) => delete stages.stable.purpose.en)).toEqual([
      'stages.stable.purpose.en: the English text is missing. Add it.',
    ]);
  });

  test('may be one: its readers of the other get that one', () => {
    const parsed = parsePlaybook(stringify(english), 'ours.yaml');
    expect(words(parsed, 'level', 'gold', 'zh')).toBe('Gold');
    expect(parsed.touchpoints['renewal']?.purpose.zh).toMatch(/^Open the talk/);
  });

  test('are all that its texts may be in', () => {
    const both = { ...english, title: { en: 'Ours', zh: '我们的' } };
    expect(refusal(() => parsePlaybook(stringify(both), 'ours.yaml'))).toContain(
      'title.zh: the playbook has no Chinese. Remove it, or add zh to `languages`.',
    );
  });
});
