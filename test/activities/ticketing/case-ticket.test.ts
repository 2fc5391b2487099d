import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AnyEffect } from '../../../activities/handler';
import { embeddedTicketing } from '../../../activities/ticketing/embedded';
import { registry, type Ticketings, ticketName } from '../../../activities/ticketing/registry';
import { webhook } from '../../../activities/ticketing/webhook';
import type { CaseInfo } from '../../../domain/service-case/types';
import { profiles, ticketLinks, tickets } from '../../../store';
import { clock, expectNoSecret, failureOf, houseOfFile, PLAYBOOK } from '../house';
import { minutes, REPORT, reported } from '../reported';

const house = houseOfFile();
let info: CaseInfo;
beforeAll(async () => {
  info = await reported(house.store, house.liWei);
});

const lane = 'ticket';
const open = (changes: Partial<CaseInfo> = {}, playbook = PLAYBOOK) =>
  ({ lane, type: 'open-case-ticket', playbook, account: 'acme', case: { ...info, ...changes } }) as const;
const note = (ticket: string, changes: Partial<CaseInfo> = {}) =>
  ({ lane, type: 'note-case-ticket', playbook: PLAYBOOK, account: 'acme', ticket, case: { ...info, ...changes } }) as const;
const move = (ticket: string) => ({ lane, type: 'move-ticket', ticket, to: 'waiting' }) as const;

describe('the ticket of a case', () => {
  test('has all that a colleague needs, in the words of whoever is in charge', async () => {
    await profiles.upsert(house.store, { account: 'acme', name: '华辰精密 <"A&C">', calendar: 'china' });
    const outcome = await house.perform('case/C-12/3/0', open());
    expect(outcome).toEqual({ ok: true, value: expect.stringMatching(/^T-\d+$/) });
    expectNoSecret(outcome);
    const ticket = outcome.ok ? (outcome.value ?? '') : '';
    const made = await tickets.get(house.store, ticket);
    expect(made).toMatchObject({
      account: 'acme',
      about: 'C-12',
      subject: '华辰精密 <"A&C">：三号生产线停机：升级后控制器无响应。（C-12）',
      owner: house.liWei,
      // The resolution's.
      due: minutes(23 * 60 + 15),
    });
    expect(made?.text).toBe(
      [
        REPORT,
        '',
        '客户：华辰精密 <"A&C"> (acme)',
        '服务等级：白金',
        '严重程度：紧急',
        '类型：故障',
        '报告时间：2026年1月15日 星期四 08:15',
        '',
        '响应：截止 2026年1月15日 星期四 09:15，1 小时 · 绿色通道，计时中',
        '初步诊断：截止 2026年1月15日 星期四 10:15，2 小时 · 紧急，已达成',
        '上门：8 小时 · 白金服务等级，等待客户',
        '解决：截止 2026年1月16日 星期五 08:15，24 小时 · 紧急，计时中',
        '时间均为 Asia/Shanghai 当地时间。',
        '',
        'C-12 · case/C-12/3/0',
      ].join('\n'),
    );
    await expect(ticketLinks.get(house.store, ticket)).resolves.toEqual({
      ticket,
      system: 'embedded',
      id: ticket,
      key: 'case/C-12/3/0',
      url: null,
    });
  });

  test('of an account of which nothing is known is written in English and in UTC, due when the last of its clocks is', async () => {
    const { note: _, owner: __, ...rest } = info;
    const bare = { ...open(), account: 'nobody', case: { ...rest, clocks: info.clocks.slice(0, 2) } };
    const outcome = await house.perform('case/C-13/3/0', bare);
    const made = await tickets.get(house.store, outcome.ok ? (outcome.value ?? '') : '');
    expect(made).toMatchObject({ subject: 'nobody: Problem · Critical (C-13)', due: minutes(75), owner: null });
    expect(made?.text).toContain('Response: due Thursday 15 January 2026, 01:15, 1 h · Green channel, running');
    expect(made?.text).toContain('Times are local to UTC.');
  });

  test('is told of new due times once, and has the new one itself', async () => {
    const opened = await house.perform('case/C-14/3/0', open());
    const ticket = opened.ok ? (opened.value ?? '') : '';
    const clocks = info.clocks.map((one) =>
      one.milestone === 'resolution' ? { ...one, target: 'PT48H', due: minutes(48 * 60 - 45) } : one,
    );
    const changed = note(ticket, { level: 'gold', clocks });
    await expect(house.perform('case/C-14/9/0', changed)).resolves.toEqual({ ok: true, value: ticket });
    await expect(house.perform('case/C-14/9/0', changed)).resolves.toEqual({ ok: true, value: ticket });
    const noted = await tickets.get(house.store, ticket);
    expect(noted).toMatchObject({ due: minutes(48 * 60 - 45), notes: [{ key: 'case/C-14/9/0' }] });
    expect(noted?.notes[0]?.text).toContain('时限已调整。服务等级：金牌。\n响应：');
    expect(noted?.notes[0]?.text).toContain('解决：截止 2026年1月17日 星期六 08:15，48 小时 · 紧急，计时中');
  });

  test('follows the language of whoever is in charge, and the zone of the account’s calendar', async () => {
    const ann = await house.person('ann', 'Ann', { language: 'en', zone: 'UTC' });
    const outcome = await house.perform('case/C-15/3/0', open({ owner: ann }));
    const made = await tickets.get(house.store, outcome.ok ? (outcome.value ?? '') : '');
    expect(made?.text).toContain('Response: due Thursday 15 January 2026, 09:15, 1 h · Green channel, running');
    expect(made?.text).toContain('Times are local to Asia/Shanghai.');
  });

  test('that is gone ends its effects for good; a playbook that is not there yet is waited for', async () => {
    for (const [index, effect] of [note('T-999999'), move('T-999999')].entries())
      await expect(house.perform(`case/C-16/${index + 4}/0`, effect)).resolves.toEqual({ ok: false, code: 'no-such-ticket' });
    expect((await failureOf(house.perform('case/C-17/3/0', open({}, 'another')))).type).toBe('unknown-playbook');
  });
});

describe('a ticketing system that somebody else runs', () => {
  let answer: { readonly status: number; readonly body?: object } | 'silence';
  const asked: { readonly data: Readonly<Record<string, unknown>> }[] = [];
  let other: Server;
  let ticketing: Ticketings;

  beforeAll(async () => {
    other = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked.push(JSON.parse(Buffer.concat(chunks).toString()));
        if (answer === 'silence') return;
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body ?? {}));
      });
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    ticketing = registry(webhook({ url: `http://127.0.0.1:${port}/`, secret, patience: 300 }), embeddedTicketing(house.store, clock));
  });
  afterAll(() => {
    other.closeAllConnections();
    other.close();
  });

  const perform = (key: string, effect: AnyEffect) => house.perform(key, effect, { ticketing });

  test('names the ticket, which goes by its system and that from then on', async () => {
    answer = { status: 201, body: { id: 17, url: 'http://tickets.example/17' } };
    await expect(perform('case/C-20/3/0', open())).resolves.toEqual({ ok: true, value: 'webhook/17' });
    await expect(ticketLinks.get(house.store, 'webhook/17')).resolves.toMatchObject({
      system: 'webhook',
      id: '17',
      key: 'case/C-20/3/0',
      url: 'http://tickets.example/17',
    });
    answer = { status: 200 };
    await expect(perform('case/C-20/4/0', move('webhook/17'))).resolves.toEqual({ ok: true, value: 'webhook/17' });
    expect(JSON.stringify(asked.at(-1))).toContain('"17"');
  });

  test('is not asked about the tickets of another', async () => {
    const embedded = await house.perform('case/C-21/3/0', open());
    const before = asked.length;
    await expect(perform('case/C-21/4/0', move(embedded.ok ? (embedded.value ?? '') : ''))).resolves.toMatchObject({ ok: true });
    expect(asked).toHaveLength(before);
  });

  test.each([
    ['it does not know the ticket', 404, 'no-such-ticket'],
    ['it has no such status', 422, 'no-such-status'],
  ])('ends a move for good where %s', async (_what, status, code) => {
    answer = { status };
    await expect(perform(`case/C-22/${status}/0`, move('webhook/17'))).resolves.toEqual({ ok: false, code });
  });

  test.each([
    ['does not let us in', { status: 401 }, 'wrong-token'],
    ['fails', { status: 500 }, 'ticketing-failed'],
    ['keeps us waiting', 'silence', 'ticketing-slow'],
  ] as const)('is tried again while it %s, and then has its ticket', async (_what, trouble, code) => {
    const key = `case/C-${code}/3/0`;
    answer = trouble;
    expect((await failureOf(perform(key, open()))).type).toBe(code);
    answer = { status: 201, body: { id: code } };
    await expect(perform(key, open())).resolves.toEqual({ ok: true, value: `webhook/${code}` });
  });

  test('that is not configured any more leaves its tickets waiting', async () => {
    expect((await failureOf(house.perform('case/C-23/4/0', move('redmine/17')))).type).toBe('no-such-system');
  });
});

test('a ticket’s name tells its system, also where its id has a stroke', () => {
  const embedded = { system: 'embedded' } as Ticketings['primary'];
  const other = { system: 'webhook' } as Ticketings['primary'];
  const known = registry(other, embedded);
  expect(known.primary).toBe(other);
  for (const [system, id] of [
    ['embedded', 'T-12'],
    ['webhook', 'case/C-12/3/0'],
  ] as const)
    expect(known.of(ticketName(system, id))).toEqual({ ticketing: { system }, id });
});
