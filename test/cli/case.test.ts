import { commandLine } from './small-api';

const clock = (name: string, zh: string, more: object) => ({
  name,
  title: { en: name === 'on-site' ? 'On site' : name.charAt(0).toUpperCase() + name.slice(1), zh },
  state: 'running',
  startedAt: '2026-11-16T01:10:00Z',
  usedSeconds: 3000,
  paused: false,
  metAt: null,
  because: [],
  ...more,
});
const CASE = {
  id: 'C-12',
  account: 'acme',
  zone: 'Asia/Shanghai',
  title: 'Press 3 stands still since this morning',
  text: 'Press 3 stands still since this morning\nCall Ms He before you come.',
  level: 'platinum',
  severity: 'high',
  kind: 'problem',
  state: 'open',
  stage: 'stable',
  segment: 'core-value',
  owner: 'chen.jie',
  reportedAt: '2026-11-16T01:10:00Z',
  resolvedAt: null,
  closesAt: null,
  milestones: [
    clock('response', '响应', {
      state: 'met',
      target: 'PT1H',
      rule: 'promise/green-channel',
      due: '2026-11-16T02:10:00Z',
      metAt: '2026-11-16T01:22:00Z',
      usedSeconds: 720,
    }),
    clock('diagnosis', '初步诊断', {
      state: 'breached',
      target: 'PT45M',
      rule: 'severity/high',
      due: '2026-11-16T01:55:00Z',
      because: ['counted from 2026-11-16 09:10 Asia/Shanghai', 'target: 45 min of wall time', 'the strictest of 2 targets: High, 45 min'],
    }),
    clock('on-site', '上门', {
      state: 'cancelled',
      target: 'PT8H',
      rule: 'level/platinum',
      due: '2026-11-16T09:40:00Z',
      usedSeconds: null,
    }),
    clock('resolution', '解决', {
      target: 'P5D',
      rule: 'severity/high',
      due: '2026-11-23T01:10:00Z',
      because: ['counted from 2026-11-16 09:10 Asia/Shanghai'],
    }),
  ],
  ticket: { system: 'redmine', id: '17', url: 'http://127.0.0.1/issues/17' },
  trouble: [{ type: 'move-ticket', code: 'wrong-token', attempts: 4, since: '2026-11-16T01:30:00Z' }],
};
const WAITING = {
  ...CASE,
  id: 'C-9',
  account: 'bluewave',
  title: '报价单上的税号不对，请更正并重新发送一份给财务，谢谢，越快越好，我们等着付款',
  text: null,
  state: 'waiting',
  owner: null,
  severity: 'low',
  level: 'silver',
  milestones: [
    clock('resolution', '解决', { state: 'paused', target: 'PT48H', rule: 'severity/low', due: null, because: ['paused since then'] }),
  ],
  ticket: null,
  trouble: [],
};
const RESOLVED = { ...CASE, state: 'resolved', resolvedAt: '2026-11-16T01:50:00Z', closesAt: '2026-11-30T01:50:00Z' };
const REPORT = [
  { level: 'gold', month: '2026-11', met: 39, breached: 1, attainment: 0.975 },
  { level: 'platinum', month: '2026-11', met: 12, breached: 0, attainment: 1 },
];

const same = (value: unknown) => () => value;
const actions = ['take', 'answer', 'diagnose', 'wait', 'resume', 'arrive', 'reopen'];
const { run, read } = commandLine({
  'GET /health': same({ status: 'ok', now: '2026-11-16T02:00:00Z', speed: 1 }),
  'GET /playbooks': same({ playbooks: [{ hash: 'p', publishedAt: '2026-11-01T00:00:00Z', defaultZone: 'America/New_York' }] }),
  'GET /accounts/acme': same({ id: 'acme', zone: 'Asia/Shanghai' }),
  'GET /people/chen.jie': same({ handle: 'chen.jie', zone: 'Asia/Shanghai' }),
  'POST /cases': same(CASE),
  'GET /cases': ({ path }) => ({ cases: path.includes('level=gold') ? [] : [CASE, WAITING] }),
  'GET /cases/C-12': same(CASE),
  'GET /cases/C-9': same(WAITING),
  'GET /cases/C-8': same(RESOLVED),
  'GET /cases/C-12/history': same({
    history: [
      {
        sequence: 1,
        at: '2026-11-16T01:10:00Z',
        type: 'caseStarted',
        by: 'li.wei',
        note: 'text',
        data: { rules: 1, severity: 'high', terms: { id: 't' } },
      },
      {
        sequence: 2,
        at: '2026-11-16T01:22:00Z',
        type: 'milestoneMet',
        by: null,
        note: null,
        data: { milestone: 'response', metAt: 1794792120000, used: 720000 },
      },
      {
        sequence: 3,
        at: '2026-11-16T01:55:00Z',
        type: 'notified',
        by: null,
        note: null,
        data: { about: 'warned', to: ['chen.jie', 'liu.qiang'], warnings: [{ milestone: 'diagnosis', thresholds: [75, 100] }] },
      },
    ],
  }),
  'GET /cases/report': ({ path }) => ({ report: path.includes('by=') ? REPORT : [{ met: 0, breached: 0, attainment: null }] }),
  'POST /cases/recompute': ({ body }) => ({
    cases: 14,
    moved: (body as { account?: string }).account
      ? [{ case: 'C-12', milestone: 'resolution', from: '2026-11-23T01:10:00Z', to: '2026-11-24T01:10:00Z' }]
      : [],
  }),
  'POST /cases/C-12/resolve': same(RESOLVED),
  ...Object.fromEntries(actions.map((action) => [`POST /cases/C-12/${action}`, same(CASE)])),
  'GET /why/C-12': same({
    id: 'C-12',
    account: 'acme',
    dates: [
      {
        task: 'C-12:resolution',
        title: { en: 'Resolution', zh: '解决' },
        due: null,
        state: 'paused',
        provisional: false,
        because: ['paused since then'],
      },
    ],
  }),
});

describe('what a case command asks of the API', () => {
  const who = ['--as', 'chen.jie', '--at', '2026-11-16T09:30+08:00', '--note', 'n'];
  const statement = { by: 'chen.jie', at: '2026-11-16T01:30:00Z', note: 'n' };
  it.each<[string[], string, unknown?]>([
    [
      ['case', 'open', 'acme', '--severity', 'high', '--text', 'It burns', '--kind', 'complaint', '--as', 'li.wei'],
      'POST /cases',
      { account: 'acme', severity: 'high', kind: 'complaint', text: 'It burns', by: 'li.wei' },
    ],
    [['case', 'list', '--breaching', '2h'], 'GET /cases?breaching=2026-11-16T04:00:00.000Z'],
    [['case', 'list', '--account', 'acme', '--breaching', '2026-11-17'], 'GET /cases?account=acme&breaching=2026-11-16T16:00:00Z'],
    [['case', 'list', '--breaching', '2026-11-17'], 'GET /cases?breaching=2026-11-17T05:00:00Z'],
    [['case', 'list', '--breaching', '2026-11-17T10:00'], 'GET /cases?breaching=2026-11-17T15:00:00Z'],
    [
      ['case', 'list', '--owner', 'chen.jie', '--state', 'open,waiting', '--level', 'gold', '--severity', 'low', '--limit', '3'],
      'GET /cases?owner=chen.jie&state=open,waiting&level=gold&severity=low&limit=3',
    ],
    [['case', 'show', 'C-12', '--language', 'zh'], 'GET /cases/C-12?language=zh'],
    [['case', 'history', 'C-12'], 'GET /cases/C-12/history'],
    [['case', 'take', 'C-12', ...who, '--to', 'wang.fang'], 'POST /cases/C-12/take', { ...statement, to: 'wang.fang' }],
    [['case', 'answer', 'C-12', ...who], 'POST /cases/C-12/answer', statement],
    [['case', 'diagnose', 'C-12', '--visit-needed', ...who], 'POST /cases/C-12/diagnose', { ...statement, visit: true }],
    [['case', 'diagnose', 'C-12', '--no-visit'], 'POST /cases/C-12/diagnose', { visit: false }],
    [['case', 'wait', 'C-12', ...who], 'POST /cases/C-12/wait', statement],
    [['case', 'resume', 'C-12', ...who], 'POST /cases/C-12/resume', statement],
    [['case', 'arrive', 'C-12', ...who], 'POST /cases/C-12/arrive', statement],
    [['case', 'resolve', 'C-12', ...who], 'POST /cases/C-12/resolve', statement],
    [['case', 'reopen', 'C-12', ...who], 'POST /cases/C-12/reopen', statement],
    [
      ['case', 'report', '--by', 'month,level', '--from', '2026-11-01', '--to', '2026-11-30'],
      'GET /cases/report?from=2026-11-01&to=2026-11-30&by=month,level',
    ],
    [['case', 'recompute', '--dry-run', '--account', 'acme'], 'POST /cases/recompute', { account: 'acme', dryRun: true }],
  ])('%j', async (args, call, ...[sent]) => {
    const { code, err, asked } = await run(...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const calls = asked.map(({ method, path }) => `${method} ${path}`);
    expect(calls).toContain(call);
    expect(asked[calls.indexOf(call)]?.body).toEqual(sent);
  });

  it.each([
    [['case', 'open', 'acme', '--text', 'x'], /--severity/],
    [['case', 'open', 'acme', '--severity', 'high', '--text', ' '], /may not be empty/],
    [['case', 'diagnose', 'C-12'], /one of --visit-needed and --no-visit is needed/],
    [['case', 'diagnose', 'C-12', '--visit-needed', '--no-visit'], /one of --visit-needed and --no-visit is needed/],
    [['case', 'list', '--state', 'solved'], /open, waiting, resolved, closed/],
    [['case', 'report', '--by', 'colour'], /level, account, month, milestone, severity/],
  ])('%j is wrong use', async (args, reason) => {
    const { code, err, asked } = await run(...args);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(err).toMatch(reason);
  });
});

describe('what --json writes', () => {
  it.each([
    ['case list', [CASE, WAITING]],
    ['case show C-12', CASE],
    ['case resolve C-12', RESOLVED],
    ['case report --by level,month', REPORT],
    ['case recompute', { cases: 14, moved: [] }],
  ])('%s: the bare value', async (args, value) => {
    expect(JSON.parse(await read(...args.split(' '), '--json'))).toEqual(value);
  });
});

describe('what a person reads', () => {
  it('a new case: which clocks run, until when, by which promise', async () => {
    expect(await read('case', 'open', 'acme', '--severity', 'high', '--text', 'x')).toMatchInlineSnapshot(`
"C-12 is open with chen.jie. What was promised to acme:

CLOCK       STATE      DUE                                                 USED                       STRICTEST
Response    met        Mon 2026-11-16 10:10, reached Mon 2026-11-16 09:22  12 min of 1 h              promise/green-channel
Diagnosis   breached   Mon 2026-11-16 09:55 (5 minutes ago)                50 min of 45 min           severity/high
On site     cancelled  -                                                   of 8 h                     level/platinum
Resolution  running    Mon 2026-11-23 09:10 (in 6 days)                    50 min of 5 business days  severity/high

Times in Asia/Shanghai. Why: perennial why C-12
"
`);
  });

  it('cases, the most urgent first', async () => {
    expect(await read('case', 'list', '--account', 'acme')).toMatchInlineSnapshot(`
"CASE  NEXT DUE                              CLOCK      SEVERITY  WHAT                                         ACCOUNT   OWNER     STATE
C-12  Mon 2026-11-16 09:55 (5 minutes ago)  Diagnosis  high      Press 3 stands still since this morning      acme      chen.jie  open
C-9   paused                                           low       报价单上的税号不对，请更正并重新发送一份给…  bluewave  nobody    waiting

2 cases, times in Asia/Shanghai.
"
`);
  });

  it('a case on a page', async () => {
    expect(await read('case', 'show', 'C-12')).toMatchInlineSnapshot(`
"Press 3 stands still since this morning  C-12

State     open
Account   acme, platinum, core-value, stable
Severity  high, problem
Owner     chen.jie
Reported  Mon 2026-11-16 09:10, 50 minutes ago
Ticket    redmine 17, http://127.0.0.1/issues/17

Report
  Press 3 stands still since this morning
  Call Ms He before you come.

CLOCK       STATE      DUE                                                 USED                       STRICTEST
Response    met        Mon 2026-11-16 10:10, reached Mon 2026-11-16 09:22  12 min of 1 h              promise/green-channel
Diagnosis   breached   Mon 2026-11-16 09:55 (5 minutes ago)                50 min of 45 min           severity/high
On site     cancelled  -                                                   of 8 h                     level/platinum
Resolution  running    Mon 2026-11-23 09:10 (in 6 days)                    50 min of 5 business days  severity/high

Why
  Diagnosis
  - counted from 2026-11-16 09:10 Asia/Shanghai
  - target: 45 min of wall time
  - the strictest of 2 targets: High, 45 min
  Resolution
  - counted from 2026-11-16 09:10 Asia/Shanghai

Trouble
  move-ticket: wrong-token, 4 attempts since Mon 2026-11-16 09:30

Times in Asia/Shanghai.
"
`);
  });

  it('a case that waits for the customer, in Chinese', async () => {
    expect(await read('case', 'show', 'C-9', '--language', 'zh')).toMatchInlineSnapshot(`
"报价单上的税号不对，请更正并重新发送一份给财务，谢谢，越快越好，我们等着付款  C-9

State     waiting
Account   bluewave, silver, core-value, stable
Severity  low, problem
Owner     nobody
Reported  Mon 2026-11-16 09:10, 50 minutes ago

CLOCK  STATE   DUE                             USED            STRICTEST
解决   paused  when the customer has answered  50 min of 48 h  severity/low

Why
  解决
  - paused since then

Times in Asia/Shanghai.
"
`);
  });

  it('until when a resolved one can be reopened', async () => {
    expect(await read('case', 'show', 'C-8')).toContain('Mon 2026-11-16 09:50; can be reopened until Mon 2026-11-30 09:50');
    expect(await read('case', 'resolve', 'C-12')).toBe(
      'C-12 is resolved; it can be reopened until Mon 2026-11-30 09:50 (Asia/Shanghai).\n',
    );
  });

  it('its history', async () => {
    expect(await read('case', 'history', 'C-12')).toMatchInlineSnapshot(`
"#  AT                    WHAT          BY      WITH
1  Mon 2026-11-16 09:10  caseStarted   li.wei  severity high
2  Mon 2026-11-16 09:22  milestoneMet          milestone response, metAt Mon 2026-11-16 09:22
3  Mon 2026-11-16 09:55  notified              about warned, to chen.jie liu.qiang, diagnosis 75, 100 %

Times in Asia/Shanghai; --json has everything.
"
`);
  });

  it('what was kept', async () => {
    expect(await read('case', 'report', '--by', 'level,month')).toMatchInlineSnapshot(`
"LEVEL     MONTH    MET  BREACHED     KEPT
gold      2026-11   39         1   97.5 %
platinum  2026-11   12         0  100.0 %
all                 51         1   98.1 %
"
`);
    expect(await read('case', 'report')).toBe('No clock was met or breached in this time.\n');
  });

  it('what moved', async () => {
    expect(await read('case', 'recompute', '--account', 'acme', '--dry-run')).toMatchInlineSnapshot(`
"CASE  CLOCK       FROM                  TO
C-12  resolution  Mon 2026-11-23 09:10  Tue 2026-11-24 09:10

1 clock of 14 open cases would move, times in Asia/Shanghai.
"
`);
    expect(await read('case', 'recompute')).toBe('14 open cases looked at: no clock moved.\n');
  });

  it('why, also of a clock that is paused', async () => {
    expect(await read('why', 'C-12')).toContain(
      'Resolution has no due time now (paused, C-12:resolution), because:\n  - paused since then',
    );
  });

  it('that there is nothing', async () => {
    expect(await read('case', 'list', '--level', 'gold', '--breaching', '2h')).toBe(
      'No open cases with level gold, due within or before 2h.\n',
    );
  });
});
