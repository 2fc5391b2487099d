import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT } from '../../api/contract';
import { openApi } from '../../api/openapi';
import { perennial } from './perennial';
import { commandLine, Problem, SmallApi } from './small-api';

/** The real API's query parameters, by path in OpenAPI's form. */
const DOCUMENTED = Object.entries(openApi(CONTRACT).paths).map(([path, { get }]) => {
  const { parameters = [] } = (get ?? {}) as { parameters?: { in: string; name: string }[] };
  return [path, parameters.flatMap((one) => (one.in === 'query' ? [one.name] : []))] as const;
});

/** Query parameters that the real API would refuse. */
function unknownIn(address: string): string[] {
  const [path = '', query = ''] = address.split('?');
  const known = DOCUMENTED.find(([pattern]) =>
    new RegExp(`^${pattern.replace(/^\/api/, '').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )?.[1];
  return [...new URLSearchParams(query).keys()].filter((name) => !known?.includes(name));
}

const ACME = {
  id: 'acme',
  name: '艾科铭精密制造（苏州）有限公司',
  status: 'active',
  stage: 'onboarding',
  stageSince: '2026-11-13',
  stageUntil: '2027-02-12T16:00:00Z',
  signedOn: '2026-11-13',
  zone: 'Asia/Shanghai',
  calendar: 'china',
  level: 'platinum',
  segment: 'core-value',
  grade: null,
  team: { 'account-manager': 'li.wei', backup: 'wang.fang', technical: 'chen.jie' },
  manager: 'li.wei',
  nextDue: '2026-11-20T10:00:00Z',
  openTasks: 2,
  openCases: 0,
  warnings: [],
  playbook: '0123456789abcdef',
  contract: {
    annualFee: '6800000.00',
    currency: 'CNY',
    signedOn: '2026-11-13',
    promisedDeliveryOn: '2026-12-18',
    contractEndsOn: '2029-11-12',
  },
};
const TASK_ID = 'acme:weekly-sync:2026-11-20';
const TASK = {
  id: TASK_ID,
  account: 'acme',
  touchpoint: 'weekly-sync',
  title: { en: 'Weekly progress sync', zh: '每周进度同步' },
  nominal: '2026-11-20',
  due: '2026-11-20T10:00:00Z',
  remindAt: ['2026-11-17T01:00:00Z', '2026-11-20T01:00:00Z'],
  owner: 'li.wei',
  role: 'account-manager',
  state: 'open',
  snoozedUntil: null,
  closedAt: null,
  stage: 'onboarding',
  provisional: false,
  ticket: null,
  because: ['1 week after signing', 'due at closing time, 18:00'],
};
const LATE = {
  ...TASK,
  id: 'bluewave:kickoff-meeting:2026-11-09',
  account: 'bluewave',
  title: { en: 'Kickoff', zh: '启动会' },
  due: '2026-11-13T16:30:00Z',
  provisional: true,
};
const OWNER = {
  handle: 'li.wei',
  name: '李薇',
  email: 'li.wei@example.com',
  language: 'zh-CN',
  zone: 'Asia/Shanghai',
  calendar: 'china',
  manager: 'liu.qiang',
};
const MAIL = {
  id: 'm-1',
  messageId: '<account.acme.3.0@localhost>',
  key: 'account/acme/3/0',
  to: 'li.wei@example.com',
  subject: '艾科铭: 每周进度同步',
  sentAt: '2026-11-17T01:00:03Z',
  state: 'sent',
  account: 'acme',
  tasks: [TASK_ID],
  text: '每周进度同步\n周五 18:00\n',
  html: '<p>每周进度同步</p>',
};
const ASIDE = {
  id: 'TN-1',
  system: 'redmine',
  ticket: '17',
  what: 'resolved',
  at: '2026-11-16T01:30:00Z',
  case: 'C-12',
  account: null,
  state: 'waiting',
  code: 'no-worker',
  attempts: 1,
  retryAt: '2999-01-01T00:00:00Z',
};
const TICKET = {
  id: 'T-1',
  account: 'acme',
  task: 'acme:first-delivery:2026-12-16',
  subject: 'First delivery',
  state: 'open',
  owner: null,
  openedAt: '2026-12-11T01:00:00Z',
  resolvedAt: null,
};
const EFFECT = {
  key: 'account/acme/3/0',
  entity: 'account/acme',
  type: 'remind',
  lane: 'p-1',
  state: 'waiting',
  attempts: 4,
  interrupted: 0,
  code: 'mail-unavailable',
  firstAt: '2026-11-17T01:00:00Z',
  updatedAt: '2026-11-17T02:00:00Z',
};

const ABSENCE = {
  id: 'ab-1',
  person: 'li.wei',
  from: '2026-11-30T16:00:00Z',
  until: '2026-12-05T16:00:00Z',
  substitute: 'wang.fang',
  state: 'ahead',
};

const accountActions = ['pause', 'hold', 'release', 'assess', 'mark', 'amend', 'close', 'adopt'];
const taskActions = ['done', 'snooze', 'skip', 'reassign', 'reopen'];
const same = (value: unknown) => () => value;
const { run, read, asks } = commandLine({
  'GET /health': same({ status: 'ok', now: '2026-11-16T02:00:00Z', speed: 1 }),
  'GET /doctor': same({
    checks: [
      { name: 'store', ok: true, detail: 'embedded', remedy: '' },
      { name: 'mail', ok: false, detail: 'no answer from 127.0.0.1:25', remedy: 'Set SMTP_URL.' },
    ],
  }),
  'GET /accounts': ({ path }) => ({ accounts: path.includes('stage=stable') ? [] : [ACME] }),
  'POST /accounts': same(ACME),
  'GET /accounts/acme': same(ACME),
  'POST /accounts/slow/pause': same({ ...ACME, id: 'slow', pending: true, receipt: 57, detail: 'Accepted.' }),
  'GET /accounts/acme/agenda': same({
    agenda: [
      { ...TASK, state: 'planned' },
      {
        ...TASK,
        id: 'acme:renewal:2029-08-14',
        touchpoint: 'renewal',
        title: { en: 'Contract renewal', zh: '续约' },
        state: 'ahead',
        provisional: true,
      },
    ],
  }),
  'GET /accounts/acme/history': same({
    history: [
      { sequence: 1, at: '2026-11-13T02:00:00Z', type: 'accountStarted', by: null, note: null, data: { level: 'platinum', team: {} } },
    ],
  }),
  'POST /accounts/acme/promote': same({
    ...ACME,
    cancelled: [
      {
        id: 'acme:issue-review:2026-12-25',
        touchpoint: 'issue-review',
        title: { en: 'Issue review', zh: '问题复盘' },
        nominal: '2026-12-25',
        due: '2026-12-25T10:00:00Z',
      },
    ],
    kept: [
      {
        id: 'acme:first-delivery:2026-12-16',
        touchpoint: 'first-delivery',
        title: { en: 'First delivery', zh: '首次交付' },
        nominal: '2026-12-16',
        due: '2026-12-16T10:00:00Z',
        why: 'contract',
      },
      { id: TASK_ID, touchpoint: 'weekly-sync', title: TASK.title, nominal: '2026-11-20', due: TASK.due, why: 'open' },
    ],
    restored: [],
  }),
  'POST /accounts/acme/sign': same({
    ...ACME,
    late: [{ touchpoint: 'kickoff-meeting', title: { en: 'Kickoff', zh: '启动会' }, nominal: '2026-11-20', due: '2026-11-20T10:00:00Z' }],
    skipped: [{ touchpoint: 'weekly-sync', title: TASK.title, nominal: '2026-11-19', due: '2026-11-19T10:00:00Z' }],
  }),
  'POST /accounts/acme/resume': same({
    ...ACME,
    missed: [{ touchpoint: 'weekly-sync', title: TASK.title, nominal: '2026-11-20', due: TASK.due, catchUp: 'skipped' }],
  }),
  ...Object.fromEntries(accountActions.map((action) => [`POST /accounts/acme/${action}`, same(ACME)])),
  'GET /tasks': ({ path }) => ({ tasks: path.includes('owner=chen.jie') ? [] : [LATE, TASK] }),
  [`GET /tasks/${TASK_ID}`]: same(TASK),
  ...Object.fromEntries(taskActions.map((action) => [`POST /tasks/${TASK_ID}/${action}`, same({ ...TASK, zone: 'Asia/Shanghai' })])),
  'GET /people': same({ people: [OWNER] }),
  'GET /people/li.wei': same(OWNER),
  'GET /people/chen.jie': same({ ...OWNER, handle: 'chen.jie' }),
  'POST /people': same(OWNER),
  'GET /absences': same({ absences: [ABSENCE] }),
  'POST /absences': same(ABSENCE),
  'POST /absences/li.wei/end': same(ABSENCE),
  'GET /contacts': same({
    contacts: [
      {
        id: 'c-1',
        account: 'acme',
        name: '何静',
        email: 'he.jing@acme.example.com',
        phone: null,
        level: 'manager',
        role: '采购总监',
        language: 'zh-CN',
        primary: true,
      },
    ],
  }),
  'POST /contacts': same({ id: 'c-2', account: 'acme', name: 'Zhou Min' }),
  'GET /mails': same({ mails: [MAIL] }),
  'GET /mails/m-1': same(MAIL),
  'GET /effects': same({ effects: [EFFECT] }),
  'POST /effects/retry': same(EFFECT),
  'POST /effects/give-up': same({ ...EFFECT, state: 'given-up' }),
  'GET /tickets': same({ tickets: [TICKET] }),
  'GET /tickets/T-1': same(TICKET),
  'POST /tickets/T-1/take': same({ ...TICKET, state: 'taken' }),
  'POST /tickets/T-1/resolve': same({ ...TICKET, state: 'resolved' }),
  'POST /tickets/T-1/reopen': same(TICKET),
  'GET /tickets/aside': same({ aside: [ASIDE] }),
  'GET /tickets/aside/TN-1': same(ASIDE),
  'POST /tickets/aside/TN-1/retry': same({ ...ASIDE, state: 'done', attempts: 2, retryAt: null }),
  'POST /tickets/aside/TN-2/retry': same({ ...ASIDE, id: 'TN-2', attempts: 2 }),
  'POST /tickets/aside/TN-1/drop': same({ ...ASIDE, state: 'dropped' }),
  [`GET /why/${TASK_ID}`]: same({
    id: TASK_ID,
    account: 'acme',
    dates: [{ task: TASK_ID, title: TASK.title, due: TASK.due, state: 'open', provisional: false, because: TASK.because }],
  }),
  'GET /why/acme': same({ id: 'acme', account: 'acme', dates: [] }),
  'GET /playbooks': same({
    playbooks: [{ hash: '0123456789abcdef', publishedAt: '2026-11-01T00:00:00Z', defaultZone: 'America/New_York' }],
  }),
  'POST /playbooks': same({ hash: '0123456789abcdef', publishedAt: '2026-11-01T00:00:00Z' }),
  'POST /journal/rebuild': same({ entities: 12 }),
  'GET /journal/verify': same({ checked: 12, live: 0, differences: [] }),
});

/** Answers only the third time; two workers poll. */
let asked = 0;
const busy = new SmallApi({
  'POST /accounts/busy/pause': () => {
    asked += 1;
    return asked < 3 ? new Problem(503, 'no-worker', 'None answered.', 2) : { ...ACME, id: 'busy' };
  },
  'POST /accounts/alone/pause': same(new Problem(503, 'no-worker', 'No worker is there.', 0)),
});

describe('what a command asks of the API', () => {
  const AT = '2026-11-16T01:30:00Z';
  const who = ['--as', 'li.wei', '--at', '2026-11-16T09:30+08:00', '--reason', 'because'];
  const statement = { by: 'li.wei', at: AT, reason: 'because' };
  const start =
    'account start acme --name N --signed 2026-11-13 --zone Asia/Shanghai --calendar china --level gold --segment maintain --fee 1.50 --currency CNY --promised 2026-12-18 --contract-ends 2029-11-12 --manager li.wei --backup a --technical b --sales-manager c --sponsor d --as li.wei';
  const started = {
    account: 'acme',
    name: 'N',
    signedOn: '2026-11-13',
    zone: 'Asia/Shanghai',
    calendar: 'china',
    level: 'gold',
    segment: 'maintain',
    annualFee: '1.50',
    currency: 'CNY',
    promisedDeliveryOn: '2026-12-18',
    contractEndsOn: '2029-11-12',
    accountManager: 'li.wei',
    backup: 'a',
    technical: 'b',
    salesManager: 'c',
    executiveSponsor: 'd',
    by: 'li.wei',
  };
  it.each<[string[], string, unknown?]>([
    [start.split(' '), 'POST /accounts', started],
    [
      ['account', 'start', 'acme', '--name', 'N', '--role', 'account-lead=li.wei', '--role', 'solution-architect=a'],
      'POST /accounts',
      { account: 'acme', name: 'N', accountLead: 'li.wei', solutionArchitect: 'a' },
    ],
    [['account', 'list', '--stage', 'onboarding', '--manager', 'li.wei'], 'GET /accounts?stage=onboarding&manager=li.wei'],
    [['account', 'list', '--limit', '50', '--offset', '100'], 'GET /accounts?limit=50&offset=100'],
    [['account', 'agenda', 'acme', '--until', '2027-01-01'], 'GET /accounts/acme/agenda?until=2027-01-01'],
    [['account', 'history', 'acme'], 'GET /accounts/acme/history'],
    [['account', 'pause', 'acme', ...who], 'POST /accounts/acme/pause', statement],
    [['account', 'resume', 'acme', ...who], 'POST /accounts/acme/resume', statement],
    [['account', 'promote', 'acme', '--to', 'stable', ...who], 'POST /accounts/acme/promote', { to: 'stable', ...statement }],
    [['account', 'promote', 'acme', '--undo', '--reason', 'a mistake'], 'POST /accounts/acme/promote', { undo: true, reason: 'a mistake' }],
    [['account', 'promote', 'acme', '--to', 'stable', '--dry-run'], 'POST /accounts/acme/promote', { to: 'stable', dryRun: true }],
    [['account', 'hold', 'acme', ...who], 'POST /accounts/acme/hold', statement],
    [['account', 'release', 'acme', ...who], 'POST /accounts/acme/release', statement],
    [
      ['account', 'assess', 'acme', '--phase', 'growth', '--demand', 'stable'],
      'POST /accounts/acme/assess',
      { phase: 'growth', demand: 'stable' },
    ],
    [['account', 'amend', 'acme', '--level', 'gold'], 'POST /accounts/acme/amend', { level: 'gold' }],
    [['account', 'mark', 'acme', '--to', 'lost'], 'POST /accounts/acme/mark', { to: 'lost' }],
    [
      ['account', 'sign', 'acme', '--signed', '2026-11-13', '--promised', '2026-12-18'],
      'POST /accounts/acme/sign',
      { signedOn: '2026-11-13', promisedDeliveryOn: '2026-12-18' },
    ],
    [['account', 'close', 'acme', ...who], 'POST /accounts/acme/close', statement],
    [['account', 'adopt', 'acme'], 'POST /accounts/acme/adopt', {}],
    [['task', 'list', '--account', 'acme', '--state', 'open', '--limit', '5'], 'GET /tasks?account=acme&state=open&limit=5'],
    [['task', 'list', '--account', 'acme', '--due-before', '2026-11-20'], 'GET /tasks?account=acme&dueBefore=2026-11-19T16:00:00Z'],
    [['task', 'list', '--due-before', '2026-11-20'], 'GET /tasks?dueBefore=2026-11-20T05:00:00Z'],
    [['task', 'show', TASK_ID], `GET /tasks/${TASK_ID}`],
    [
      ['task', 'done', TASK_ID, '--outcome', 'fine', '--note', 'n', '--as', 'li.wei'],
      `POST /tasks/${TASK_ID}/done`,
      { outcome: 'fine', note: 'n', by: 'li.wei' },
    ],
    [['task', 'snooze', TASK_ID, '--until', '2026-11-19T09:00Z'], `POST /tasks/${TASK_ID}/snooze`, { until: '2026-11-19T09:00:00Z' }],
    [['task', 'skip', TASK_ID, '--reason', 'r'], `POST /tasks/${TASK_ID}/skip`, { reason: 'r' }],
    [['task', 'reassign', TASK_ID, '--to', 'wang.fang'], `POST /tasks/${TASK_ID}/reassign`, { to: 'wang.fang' }],
    [['task', 'reopen', TASK_ID], `POST /tasks/${TASK_ID}/reopen`, {}],
    [['people', 'show', 'li.wei'], 'GET /people/li.wei'],
    [['absence', 'list'], 'GET /absences'],
    [
      ['absence', 'add', 'li.wei', '--from', '2026-12-01', '--until', '2026-12-05', '--substitute', 'wang.fang'],
      'POST /absences',
      { person: 'li.wei', from: '2026-12-01', until: '2026-12-05', substitute: 'wang.fang' },
    ],
    [['absence', 'end', 'li.wei'], 'POST /absences/li.wei/end'],
    [
      ['people', 'add', 'li.wei', '--name', 'N', '--email', 'e@example.com', '--zone', 'UTC'],
      'POST /people',
      { handle: 'li.wei', name: 'N', email: 'e@example.com', zone: 'UTC' },
    ],
    [['contact', 'list', '--account', 'acme'], 'GET /contacts?account=acme'],
    [
      ['contact', 'add', 'acme', '--name', 'N', '--level', 'manager', '--primary'],
      'POST /contacts',
      { account: 'acme', name: 'N', level: 'manager', primary: true },
    ],
    [['mail', 'list', '--account', 'acme', '--to', 'li.wei'], 'GET /mails?account=acme&to=li.wei'],
    [['effects', 'list', '--state', 'waiting'], 'GET /effects?state=waiting'],
    [['effects', 'retry', EFFECT.key], 'POST /effects/retry', { key: EFFECT.key }],
    [['effects', 'give-up', EFFECT.key, '--reason', 'r'], 'POST /effects/give-up', { key: EFFECT.key, reason: 'r' }],
    [['ticket', 'list', '--state', 'open'], 'GET /tickets?state=open'],
    [['ticket', 'show', 'T-1'], 'GET /tickets/T-1'],
    [['ticket', 'take', 'T-1', '--as', 'chen.jie'], 'POST /tickets/T-1/take', { by: 'chen.jie' }],
    [['ticket', 'resolve', 'T-1'], 'POST /tickets/T-1/resolve', {}],
    [['ticket', 'reopen', 'T-1'], 'POST /tickets/T-1/reopen', {}],
    [['ticket', 'list', '--set-aside'], 'GET /tickets/aside'],
    [['ticket', 'show', 'TN-1'], 'GET /tickets/aside/TN-1'],
    [['ticket', 'retry', 'TN-1'], 'POST /tickets/aside/TN-1/retry', {}],
    [['ticket', 'drop', 'TN-1', '--reason', 'r', '--as', 'li.wei'], 'POST /tickets/aside/TN-1/drop', { by: 'li.wei', reason: 'r' }],
    [['playbook', 'list'], 'GET /playbooks'],
    [['journal', 'rebuild'], 'POST /journal/rebuild', {}],
    [['journal', 'verify'], 'GET /journal/verify'],
    [['journal', 'verify', '--live', '--sample', '5'], 'GET /journal/verify?live=true&sample=5'],
  ])('perennial %j', async (...[args, request, body]) => {
    const asked = await asks(args, request, body);
    expect(asked.flatMap(({ path }) => unknownIn(path))).toEqual([]);
  });

  it('a snooze by a span counts from the deployment’s now, which a demo’s own clock tells', async () => {
    const { asked, out } = await run('task', 'snooze', TASK_ID, '--until', '3d');
    expect(asked.at(-1)?.body).toEqual({ until: '2026-11-19T02:00:00.000Z' });
    expect(out).toContain('is snoozed until Thu 2026-11-19 10:00 (Asia/Shanghai)');
  });

  it("a snooze to a date means nine o'clock of the account's zone", async () => {
    const { asked } = await run('task', 'snooze', TASK_ID, '--until', '2026-11-19');
    expect(asked.at(-1)?.body).toEqual({ until: '2026-11-19T01:00:00Z' });
  });
});

describe('what --json writes', () => {
  it.each([
    ['account list', [ACME]],
    ['account show acme', ACME],
    ['task list --owner li.wei', [LATE, TASK]],
    [`task show ${TASK_ID}`, TASK],
    ['people list', [OWNER]],
    ['absence list', [ABSENCE]],
    ['mail list', [MAIL]],
    ['ticket list', [TICKET]],
    ['effects list', [EFFECT]],
  ])('%s: the bare value', async (args, value) => {
    const { out } = await run(...args.split(' '), '--json');
    expect(JSON.parse(out)).toEqual(value);
  });
});

describe('what a person reads', () => {
  it('accounts in columns that hold with Chinese names', async () => {
    const [head = '', first = ''] = (await read('account', 'list')).split('\n');
    const wide = (text: string) => text.replace(/[^\x20-\x7e]/g, '##').length;
    expect(wide(first.slice(0, first.indexOf('active')))).toBe(head.indexOf('STATUS'));
    expect(first).toMatch(/^acme {5}艾科铭精密制造（苏州）有限公司 {2}active {2}onboarding {2}platinum {2}li\.wei {3}Fri 2026-11-20 {5}2$/);
  });

  it('the time that a command spoke of, with its zone', async () => {
    expect(await read('task', 'reopen', TASK_ID, '--at', '2026-11-16T09:30')).toMatch(
      / again, spoken of at 2026-11-16 09:30 \(Asia\/Shanghai\)\.\n$/,
    );
    expect(await read('task', 'reopen', TASK_ID)).toMatch(/ again\.\n$/);
  });

  it('an account on a page', async () => {
    expect(await read('account', 'show', 'acme')).toMatchInlineSnapshot(`
"艾科铭精密制造（苏州）有限公司  acme

Status    active
Stage     onboarding, since 2026-11-13; the next one begins on Sat 2027-02-13
Signed    2026-11-13
Level     platinum, core-value
Team      account-manager li.wei, backup wang.fang, technical chen.jie
Next due  Fri 2026-11-20 18:00, in 4 days
Contract  6800000.00 CNY a year, delivery promised for 2026-12-18, ends 2029-11-12

Tasks
   Sat 2026-11-14 00:30  Kickoff               li.wei  open  bluewave:kickoff-meeting:2026-11-09
   Fri 2026-11-20 18:00  Weekly progress sync  li.wei  open  acme:weekly-sync:2026-11-20

Their people
   何静 *  采购总监  manager  he.jing@acme.example.com

Times in Asia/Shanghai.
"
`);
  });

  it('tasks with the late ones marked, in the zone of their owner', async () => {
    expect(await read('task', 'list', '--owner', 'li.wei')).toMatchInlineSnapshot(`
"DUE                                  TASK                  ACCOUNT   OWNER   STATE  ID
Sat 2026-11-14 00:30 * (2 days ago)  Kickoff               bluewave  li.wei  open   bluewave:kickoff-meeting:2026-11-09
Fri 2026-11-20 18:00                 Weekly progress sync  acme      li.wei  open   acme:weekly-sync:2026-11-20

2 tasks, times in Asia/Shanghai. * provisional.
"
`);
  });

  it('what was set aside, and that another attempt was in vain', async () => {
    expect(await read('ticket', 'list', '--set-aside')).toMatchInlineSnapshot(`
"ID    TICKET      WHAT      AT                    FOR   WHY        ATTEMPTS  STATE
TN-1  redmine 17  resolved  Mon 2026-11-16 01:30  C-12  no-worker  1         again Tue 2999-01-01 00:00

1 change set aside, times in UTC.
"
`);
    const { code, out } = await run('ticket', 'retry', 'TN-2');
    expect([code, out]).toEqual([1, 'TN-2 is not carried over: no-worker, after 2 attempts.\n']);
    expect((await run('ticket', 'list', '--set-aside', '--state', 'open')).code).toBe(2);
  });

  it('titles in Chinese', async () => {
    expect(await read('task', 'list', '--language', 'zh')).toContain('每周进度同步');
  });

  it('why, in sentences', async () => {
    expect(await read('why', TASK_ID)).toMatchInlineSnapshot(`
"Weekly progress sync is due Fri 2026-11-20 18:00 (open, acme:weekly-sync:2026-11-20), because:
  - 1 week after signing
  - due at closing time, 18:00

Times in Asia/Shanghai.
"
`);
  });

  it('an agenda, provisional dates marked', async () => {
    expect(await read('account', 'agenda', 'acme')).toMatchInlineSnapshot(`
"DUE                     TOUCHPOINT            STAGE       OWNER   STATE    TASK
Fri 2026-11-20 18:00    Weekly progress sync  onboarding  li.wei  planned  acme:weekly-sync:2026-11-20
Fri 2026-11-20 18:00 *  Contract renewal      onboarding  li.wei  ahead

2 dates, times in Asia/Shanghai. * provisional: waits for another task, or for holidays not yet published.
"
`);
  });

  it('a mail with its headers', async () => {
    expect(await read('mail', 'show', 'm-1')).toMatchInlineSnapshot(`
"To:          li.wei@example.com
Subject:     艾科铭: 每周进度同步
Date:        Tue 2026-11-17 01:00 (UTC)
Message-ID:  <account.acme.3.0@localhost>

每周进度同步
周五 18:00
"
`);
  });

  it('what fell due during a pause', async () => {
    expect(await read('account', 'resume', 'acme')).toMatchInlineSnapshot(`
"acme goes on. 1 touchpoint fell due meanwhile (dates in Asia/Shanghai):
  Fri 2026-11-20  Weekly progress sync: skipped
"
`);
  });

  it('what a promotion cancels and keeps', async () => {
    expect(await read('account', 'promote', 'acme', '--to', 'stable', '--dry-run')).toMatchInlineSnapshot(`
"Dry run, nothing done.
What becomes of the work of the other stages (dates in Asia/Shanghai):
  Fri 2026-11-20  Weekly progress sync: stays, it is open
  Wed 2026-12-16  First delivery: stays, the contract promises it
  Fri 2026-12-25  Issue review: cancelled
"
`);
    expect(await read('account', 'promote', 'acme', '--to', 'stable', '--reason', 'early', '--yes')).toContain(
      'acme is promoted to stable.\nWhat becomes',
    );
  });

  it.each([
    [['--reason', 'r'], /one of --to, --undo is needed/],
    [['--to', 'stable', '--undo', '--reason', 'r'], /one of --to, --undo is needed/],
    [['--to', 'stable'], /--reason is needed/],
  ])('that a promotion is asked for wrongly: %j', async (args, message) => {
    const { code, err } = await run('account', 'promote', 'acme', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('what fell due before an account was entered', async () => {
    expect(await read('account', 'sign', 'acme', '--signed', '2026-11-13')).toMatchInlineSnapshot(`
"acme is signed, its stage is onboarding.
2 touchpoints fell due since its signing (dates in Asia/Shanghai):
  Thu 2026-11-19  Weekly progress sync: skipped
  Fri 2026-11-20  Kickoff: open now, late
"
`);
  });

  it.each([
    [['account', 'list', '--stage', 'stable'], 'No accounts with stage stable.\n'],
    [['task', 'list', '--owner', 'chen.jie'], 'No open tasks for chen.jie. What lies ahead of an account: perennial account agenda ID\n'],
    [['why', 'acme'], 'Nothing of acme is open or planned. What lies ahead: perennial account agenda acme\n'],
  ])('that there is nothing: %j', async (args, text) => {
    expect(await read(...args)).toBe(text);
  });

  it("a mail's HTML, in a file", async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'perennial-mail-')), 'm.html');
    await run('mail', 'show', 'm-1', '--html', file);
    expect(readFileSync(file, 'utf8')).toBe(MAIL.html);
  });

  it('no colours where it is no terminal', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
    expect(await read('account', 'list')).not.toMatch(/\x1b/);
  });
});

describe('a command whose answer shows what was before', () => {
  it('is accepted, and a word says so beside the answer', async () => {
    const { code, out, err } = await run('account', 'pause', 'slow', '--json');
    expect({ code, err }).toEqual({ code: 0, err: 'perennial: accepted; what is shown may lag\n' });
    expect(JSON.parse(out)).toMatchObject({ id: 'slow', pending: true });
  });
});

describe('a command that nobody answers', () => {
  let there: Record<string, string>;
  beforeAll(async () => {
    there = await busy.listen();
  });
  afterAll(() => busy.close());

  it('is sent again under its key while workers are there, and a word says so', async () => {
    const { code, out, err } = await perennial(['account', 'pause', 'busy', '--json'], { env: there });
    expect({ code, err }).toEqual({ code: 0, err: 'perennial: the workers are busy; still waiting for the answer\n' });
    expect(JSON.parse(out)).toMatchObject({ id: 'busy' });
    expect(busy.keys).toHaveLength(3);
    expect(new Set(busy.keys).size).toBe(1);
    expect(busy.keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('fails at once where there are none', async () => {
    const { code, err } = await perennial(['account', 'pause', 'alone'], { env: there });
    expect({ code, err }).toEqual({ code: 1, err: 'perennial: No worker is there.\n' });
    expect(busy.keys).toHaveLength(4);
  });
});

describe('doctor', () => {
  it('has a line for each part, the remedy where it is wrong, and exits with 1', async () => {
    const { code, out } = await run('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/^ok +store +embedded\nWRONG +mail +no answer from 127.0.0.1:25 - Set SMTP_URL\.\n$/);
  });
});
