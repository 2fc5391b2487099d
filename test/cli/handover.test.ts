import { commandLine, Problem } from './small-api';

const step = (name: string, state: string, more: object = {}) => ({
  name,
  state,
  at: state === 'done' ? '2026-11-16T01:10:00Z' : null,
  code: null,
  ...more,
});
const HANDOVER = {
  id: 'H-7',
  account: 'acme',
  kind: 'ours',
  status: 'running',
  roles: ['account-manager'],
  from: 'li.wei',
  fromName: '李薇',
  to: 'wang.fang',
  toName: '王芳',
  standIn: 'chen.jie',
  reason: { code: 'left', title: { en: 'Has left the company', zh: '离职' } },
  note: 'from Monday on',
  openedAt: '2026-11-16T01:10:00Z',
  due: '2026-11-17T01:10:00Z',
  late: false,
  steps: [
    step('moved', 'done'),
    step('briefed', 'done'),
    step('notified', 'failed', { code: 'no-contact' }),
    step('accepted', 'open'),
    step('visit', 'done'),
  ],
  visit: 'acme:progress-visit:2026-11-19:H-7',
  warned: [50],
  endedAt: null,
  offboarding: null,
};
const LATE = {
  ...HANDOVER,
  id: 'H-3',
  kind: 'theirs',
  roles: [],
  from: 'c-17',
  fromName: '何静',
  to: 'c-21',
  toName: 'Zhou Min',
  standIn: null,
  due: '2026-11-15T22:00:00Z',
  late: true,
  status: 'running',
  steps: [step('introduction', 'open')],
};
const ENDED = { ...HANDOVER, id: 'H-2', status: 'done', endedAt: '2026-11-16T01:30:00Z', late: false };
const FORESEEN = {
  dryRun: true,
  account: 'acme',
  kind: 'ours',
  becomes: 'opened',
  handover: null,
  roles: ['account-manager'],
  from: 'li.wei',
  fromName: '李薇',
  to: 'wang.fang',
  toName: '王芳',
  standIn: 'chen.jie',
  tasks: [{ id: 'acme:data-review:2026-12-01', title: { en: 'Account data review', zh: '客户数据复盘' }, due: '2026-12-01T10:00:00Z' }],
  cases: [],
  visit: { task: 'acme:progress-visit:2026-11-19', due: '2026-11-19T02:00:00Z', who: 'wang.fang' },
  ownBackup: { person: 'wang.fang', roles: ['account-manager', 'backup'], proposal: 'chen.jie' },
  notified: [{ id: 'c-17', name: '何静' }],
};

const same = (value: unknown) => () => value;
const { run, read, asks } = commandLine({
  'GET /health': same({ status: 'ok', now: '2026-11-16T02:00:00Z', speed: 1 }),
  'GET /accounts/acme': same({ id: 'acme', zone: 'Asia/Shanghai' }),
  'GET /tasks/acme:progress-visit:2026-11-19:H-7': same({ due: '2026-11-19T02:00:00Z' }),
  'POST /accounts/acme/handovers': ({ body }) => {
    const { dryRun, to, kind } = body as { dryRun?: true; to?: string; kind: string };
    if (to === 'nobody') return new Problem(422, 'invalid-input', 'to: There is nobody called nobody.');
    return dryRun ? FORESEEN : kind === 'theirs' ? { ...LATE, status: 'withdrawn' } : HANDOVER;
  },
  'GET /handovers': same({ handovers: [LATE, HANDOVER, ENDED] }),
  'GET /handovers/H-7': same(HANDOVER),
  'GET /handovers/H-7/history': same({
    history: [
      {
        sequence: 1,
        at: '2026-11-16T01:10:00Z',
        type: 'handoverStarted',
        by: 'liu.qiang',
        note: null,
        data: {
          succession: { kind: 'ours', roles: ['account-manager'], from: 'li.wei', to: 'wang.fang', standIn: 'chen.jie' },
          due: 1794877800000,
          warnAt: [1, 2],
        },
      },
      {
        sequence: 2,
        at: '2026-11-16T13:10:00Z',
        type: 'handoverWarned',
        by: null,
        note: null,
        data: { thresholds: [50], to: ['wang.fang'] },
      },
    ],
  }),
  'POST /handovers/H-7/accept': same({ ...HANDOVER, zone: 'Asia/Shanghai' }),
  'POST /handovers/H-7/refuse': same({ ...HANDOVER, status: 'refused' }),
  'POST /handovers/H-7/complete': same(ENDED),
});

describe('what the commands ask of the API', () => {
  const ours = ['contact', 'change', 'acme', '--ours', '--role', 'account-manager', '--to', 'wang.fang', '--reason', 'left'];
  const theirs = ['contact', 'change', 'acme', '--theirs', '--from', 'c-17', '--reason', 'left'];
  it.each<[string[], string, unknown?]>([
    [ours, 'POST /accounts/acme/handovers', { kind: 'ours', roles: 'account-manager', to: 'wang.fang', reason: 'left' }],
    [
      [...ours, '--dry-run', '--from', 'li.wei', '--note', 'n', '--as', 'liu.qiang'],
      'POST /accounts/acme/handovers',
      { kind: 'ours', roles: 'account-manager', from: 'li.wei', to: 'wang.fang', reason: 'left', note: 'n', by: 'liu.qiang', dryRun: true },
    ],
    [[...theirs, '--to', 'c-21'], 'POST /accounts/acme/handovers', { kind: 'theirs', from: 'c-17', to: 'c-21', reason: 'left' }],
    [
      [...theirs, '--name', 'N', '--level', 'manager', '--role', 'buyer', '--email', 'e@example.com'],
      'POST /accounts/acme/handovers',
      { kind: 'theirs', from: 'c-17', name: 'N', level: 'manager', role: 'buyer', email: 'e@example.com', reason: 'left' },
    ],
    [
      ['handover', 'list', '--late', '--to', 'wang.fang', '--account', 'acme', '--all'],
      'GET /handovers?to=wang.fang&account=acme&late=true&all=true',
    ],
    [['handover', 'show', 'H-7'], 'GET /handovers/H-7'],
    [['handover', 'history', 'H-7'], 'GET /handovers/H-7/history'],
    [['handover', 'accept', 'H-7', '--as', 'wang.fang'], 'POST /handovers/H-7/accept', { by: 'wang.fang' }],
    [['handover', 'refuse', 'H-7', '--reason', 'r'], 'POST /handovers/H-7/refuse', { reason: 'r' }],
    [['handover', 'complete', 'H-7', 'notified', '--note', 'n'], 'POST /handovers/H-7/complete', { step: 'notified', note: 'n' }],
  ])('perennial %j', (...[args, request, body]) => asks(args, request, body));

  it.each([
    ['no side', ['contact', 'change', 'acme', '--to', 'x', '--reason', 'left']],
    ['both sides', ['contact', 'change', 'acme', '--ours', '--theirs', '--reason', 'left']],
    ['no role', ['contact', 'change', 'acme', '--ours', '--to', 'x', '--reason', 'left']],
    ['no reason', ['contact', 'change', 'acme', '--ours', '--role', 'backup', '--to', 'x']],
    ['a refusal without a reason', ['handover', 'refuse', 'H-7', '--reason', ' ']],
    ['no step', ['handover', 'complete', 'H-7']],
  ])('%s is wrong use', async (_what, args) => {
    expect(await run(...args)).toMatchObject({ code: 2, asked: [] });
  });

  it('what the API refuses is one clear line', async () => {
    const { code, err } = await run('contact', 'change', 'acme', '--ours', '--role', 'backup', '--to', 'nobody', '--reason', 'left');
    expect({ code, err }).toEqual({ code: 1, err: 'perennial: to: There is nobody called nobody.\n' });
  });
});

describe('what people read', () => {
  it('late handovers first and marked, with what they wait for', async () => {
    const lines = (await read('handover', 'list')).split('\n');
    expect(lines[1]).toMatch(/^H-3 +Sun 2026-11-15 22:00, LATE \(4 hours ago\) +acme +their contact +何静 → Zhou Min +introduction$/);
    expect(lines[2]).toMatch(/^H-7 .*\(in 23 hours\) +acme +account-manager +li\.wei → wang\.fang +notified \(failed\), accepted$/);
    expect(lines.at(-2)).toBe('3 handovers, 1 late, times in UTC.');
  });

  it('one handover with its steps, in both languages', async () => {
    const page = await read('handover', 'show', 'H-7');
    for (const line of [
      /^H-7 {2}李薇 → 王芳$/m,
      /^Passes +account-manager: 李薇 \(li\.wei\) → 王芳 \(wang\.fang\)$/m,
      /^Stands in +chen\.jie$/m,
      /^Reason +Has left the company: from Monday on$/m,
      /^Complete by +Tue 2026-11-17 09:10 \(in 23 hours\)$/m,
      /^Visit +Thu 2026-11-19 10:00, acme:progress-visit:2026-11-19:H-7$/m,
      /^Warned at +50 %$/m,
      /^ +failed +Customer told +notified +no-contact$/m,
      /^ +open +Accepted by the successor +accepted$/m,
    ])
      expect(page).toMatch(line);
    expect(await read('handover', 'show', 'H-7', '--language', 'zh')).toMatch(/^原因 +离职: from Monday on$/m);
  });

  it('what a change has become, and what it would become', async () => {
    const change = ['contact', 'change', 'acme', '--ours', '--role', 'account-manager', '--to', 'wang.fang', '--reason', 'left'];
    expect(await read(...change)).toBe(
      [
        'H-7: account-manager of acme passes from li.wei to wang.fang.',
        'To be complete by Tue 2026-11-17 09:10 (Asia/Shanghai); open: notified (failed), accepted.',
        'chen.jie stands in until wang.fang has accepted: perennial handover accept H-7 --as wang.fang',
        '',
      ].join('\n'),
    );
    expect(await read(...change, '--dry-run')).toBe(
      [
        'A new handover: account-manager of acme: 李薇 → 王芳.',
        'Stands in until the successor has accepted: chen.jie',
        'Tasks that move: 1',
        '  Tue 2026-12-01 18:00  Account data review  acme:data-review:2026-12-01',
        'Cases that move: none',
        'Visit: Thu 2026-11-19 10:00, by wang.fang (acme:progress-visit:2026-11-19)',
        'acme: wang.fang would be account manager and their own backup; the customer is told of no backup. Name another one: perennial contact change acme --ours --role backup --to chen.jie --reason reorganised',
        "The customer's people who are told: 何静",
        '',
        'Nothing is changed yet (dry run). Times in Asia/Shanghai.',
        '',
      ].join('\n'),
    );
    expect(await read('contact', 'change', 'acme', '--theirs', '--from', 'c-21', '--to', 'c-17', '--reason', 'back')).toContain(
      'H-3 is taken back',
    );
  });

  it('what happened, in words', async () => {
    const history = await read('handover', 'history', 'H-7');
    expect(history).toContain('account-manager li.wei → wang.fang, chen.jie stands in');
    expect(history).toContain('50 %');
  });

  it('what an answer came to', async () => {
    expect(await read('handover', 'accept', 'H-7')).toBe('H-7 is accepted: wang.fang takes over at acme.\n');
    expect(await read('handover', 'accept', 'H-7', '--at', '2026-11-16T09:30')).toBe(
      'H-7 is accepted: wang.fang takes over at acme, spoken of at 2026-11-16 09:30 (Asia/Shanghai).\n',
    );
    expect(await read('handover', 'refuse', 'H-7', '--reason', 'r')).toContain(
      'perennial contact change acme --ours --role account-manager --to HANDLE',
    );
    expect(await read('handover', 'complete', 'H-7', 'notified')).toBe('H-7 is complete.\n');
  });
});
