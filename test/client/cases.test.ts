import { checkTicketing } from '../../client/operations/ticketing-check';
import { fold } from '../../domain/decider/decider';
import { compileService } from '../../domain/playbook/compile-service';
import { serviceCase } from '../../domain/service-case/service-case';
import type { ServiceTerms } from '../../domain/service-case/terms';
import type { CaseCommands, CaseEvent } from '../../domain/service-case/types';
import { addDays, addPeriod, dateOf, startOfDay } from '../../domain/time/time';
import { deliveries, journal, notes, serviceTerms, ticketLinks, ticketSync } from '../../store';
import { started } from '../store/life';
import { type Deployment, withoutTemporal } from '../support/deployment';
import { ofFile } from '../support/of-file';
import { STANDARD } from '../support/playbook';
import { refusalWords } from '../support/refusal';
import { after, day, START, TODAY, ZONE } from '../support/start';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The deployment's clock is an hour later. */
const REPORTED = START - HOUR;

/** `2026-01-15 08:00`, in the accounts' zone. */
const localTime = (instant: number): string =>
  `${dateOf(instant, ZONE)} ${new Date(instant).toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })}`;

const house = ofFile(() => withoutTemporal());
let terms: ServiceTerms;
let hash: string;
let wei: string;
beforeAll(async () => {
  const latest = await house.client.playbooks.latest();
  hash = latest.hash;
  terms = compileService(latest.playbook, { calendarId: 'china', fromYear: 2025 });
  await serviceTerms.put(house.store, terms);
  wei = (await house.client.people.show('li.wei')).id;
  for (const account of ['acme', 'bluewave', 'bare'])
    await journal.append(house.store, `account/${account}`, 1, [{ ...started(), terms: { id: 't1', playbook: hash } } as never]);
});

type Events = readonly CaseEvent[];
const start = (account: string, id: string, more: Partial<CaseCommands['start']> = {}): Events => {
  const given = {
    rules: 1,
    terms,
    case: id,
    account,
    level: 'platinum',
    severity: 'high',
    kind: 'problem',
    stage: 'stable',
    team: { technical: wei },
    at: REPORTED,
  };
  return serviceCase.decide.start(serviceCase.initial, { ...given, ...more }, more.at ?? REPORTED, terms);
};
const then = <Name extends keyof CaseCommands>(before: Events, name: Name, args: CaseCommands[Name], at: number): Events => {
  const until = (events: Events) => fold(serviceCase.evolve, serviceCase.initial, events);
  const ticked = [...before, ...serviceCase.tick(until(before), at, terms)];
  return [...ticked, ...serviceCase.decide[name](until(ticked), args, at, terms)];
};
const keep = (id: string, events: Events) => journal.append(house.store, `case/${id}`, 1, events);

describe('what a case says', () => {
  beforeAll(async () => {
    const text = `  ${'Press 3 stands still since this morning, and so does the whole line behind it, which is bad.'}\nCall Ms He.`;
    const note = await notes.add(house.store, { text, at: REPORTED });
    const open = then(start('acme', 'C-901', { note }), 'take', { by: wei }, REPORTED + 10 * MINUTE);
    await keep('C-901', then(open, 'wait', { by: wei }, REPORTED + 30 * MINUTE));
  });

  it('is its title, who has it, and every clock with target, rule and time used', async () => {
    expect(await house.client.cases.show('C-901')).toMatchObject({
      id: 'C-901',
      account: 'acme',
      zone: 'Asia/Shanghai',
      title: 'Press 3 stands still since this morning, and so does the whole line behind it,…',
      text: expect.stringContaining('Call Ms He.'),
      level: 'platinum',
      severity: 'high',
      kind: 'problem',
      state: 'waiting',
      stage: 'stable',
      owner: 'li.wei',
      reportedAt: after(-HOUR),
      resolvedAt: null,
      closesAt: null,
      milestones: [
        {
          name: 'response',
          title: { en: 'Response', zh: '响应' },
          state: 'met',
          target: 'PT1H',
          rule: 'promise/green-channel',
          startedAt: after(-HOUR),
          due: after(0),
          usedSeconds: 600,
          paused: false,
          metAt: after(10 * MINUTE - HOUR),
        },
        { name: 'diagnosis', state: 'paused', due: null, usedSeconds: 1800, paused: true, metAt: null },
        { name: 'resolution', state: 'paused', due: null, usedSeconds: 1800, paused: true, metAt: null },
      ],
      ticket: null,
      trouble: [],
    });
  });

  it('is why, in two languages, in the zone of the account', async () => {
    const { account, dates } = await house.client.why('C-901');
    expect(account).toBe('acme');
    expect(dates.map(({ task, due }) => [task, due])).toEqual([
      ['C-901:response', after(0)],
      ['C-901:diagnosis', null],
      ['C-901:resolution', null],
    ]);
    expect(dates[0]?.because.join('\n')).toMatch(new RegExp(`${localTime(REPORTED)} Asia/Shanghai[^]*Green channel, 1 h`));
    expect((await house.client.why('C-901', 'zh')).dates[0]?.because.join()).toContain('绿色通道');
  });

  it('is its history, with handles and texts', async () => {
    const { history } = await house.client.cases.history('C-901');
    expect(history[0]).toMatchObject({ sequence: 1, type: 'caseStarted', note: expect.stringContaining('Call Ms He.') });
    expect(history.find(({ type }) => type === 'caseTaken')).toMatchObject({ by: 'li.wei', data: { to: 'li.wei' } });
    const pages = [await house.client.cases.history('C-901', { limit: history.length - 1 })];
    pages.push(await house.client.cases.history('C-901', { limit: 10, after: pages[0]?.next ?? 0 }));
    expect(pages.map(({ next }) => next)).toEqual([history.at(-2)?.sequence, null]);
    expect(pages.flatMap((page) => page.history)).toEqual(history);
    expect(await refusalWords(house.client.cases.history('C-999'))).toMatch(/There is no case C-999/);
  });

  it('is where its ticket is, and what cannot be told there', async () => {
    const events = start('bluewave', 'C-902');
    const ticketed: CaseEvent = { type: 'ticketOpened', at: REPORTED, ticket: 'redmine/17' };
    await keep('C-902', [...events, ticketed]);
    expect((await house.client.cases.show('C-902')).ticket).toEqual({ system: 'redmine', id: '17', url: null });
    await ticketLinks.put(house.store, {
      ticket: 'redmine/17',
      system: 'redmine',
      id: '17',
      key: 'case/C-902/5/0',
      url: 'http://127.0.0.1/issues/17',
    });
    const effect = { lane: 'ticket', type: 'move-ticket' };
    await deliveries.claim(house.store, 'case/C-902/6/0', { entity: 'case/C-902', ...effect, effect }, 1000, REPORTED);
    expect((await house.client.cases.show('C-902')).trouble).toEqual([]);
    await deliveries.releaseWithError(house.store, 'case/C-902/6/0', 'wrong-token');
    expect(await house.client.cases.show('C-902')).toMatchObject({
      ticket: { system: 'redmine', id: '17', url: 'http://127.0.0.1/issues/17' },
      trouble: [{ type: 'move-ticket', code: 'wrong-token', attempts: 1, since: after(-HOUR) }],
    });
  });

  it('is seen by the doctor where its ticketing is in trouble', async () => {
    await ticketSync.put(house.store, { system: 'redmine', cursor: null, checkedAt: REPORTED, code: 'ticketing-unreachable' });
    const line = () => checkTicketing(house.store);
    expect(await line()).toEqual({
      ok: false,
      detail: `redmine: ticketing-unreachable since ${after(-HOUR)}, its changes are not read; redmine: wrong-token, tickets of C-902`,
      remedy: expect.stringMatching(/Mend the token/),
    });
    await deliveries.settle(house.store, 'case/C-902/6/0', { ok: true }, 'done');
    await ticketSync.put(house.store, { system: 'redmine', cursor: null, checkedAt: REPORTED, code: null });
    expect(await line()).toMatchObject({ ok: true, detail: 'changes are read from redmine' });
  });
});

describe('the list of cases', () => {
  it('has those that are open or wait, the most urgent first, and narrows down', async () => {
    const ids = async (query: Parameters<Deployment['client']['cases']['list']>[0]) =>
      (await house.client.cases.list(query)).map(({ id }) => id);
    expect(await ids({})).toEqual(['C-902', 'C-901']);
    expect(await ids({ account: 'acme' })).toEqual(['C-901']);
    expect(await ids({ state: ['waiting'], owner: 'li.wei' })).toEqual(['C-901']);
    expect(await ids({ breaching: after(1_000) })).toEqual(['C-902']);
    expect(await ids({ breaching: after(0) })).toEqual([]);
    expect(await refusalWords(ids({ owner: 'li.wie' }))).toMatch(/Did you mean "li.wei"/);
    expect(await refusalWords(ids({ breaching: '2h' }))).toMatch(/breaching: Is no instant/);
  });
});

describe('a case that is to be opened', () => {
  const open = (fields: Record<string, string>, account = 'acme') => refusalWords(house.client.cases.open(account, fields));

  it.each([
    [{ severity: 'hihg', text: 'x' }, /severity: Is unknown\. Did you mean "high"\?/],
    [{ severity: 'gigantic', text: 'x' }, /critical, high, medium, low/],
    [{ severity: 'high', kind: 'praise', text: 'x' }, /kind: Is unknown\. .*complaint, feedback, problem/],
    [{ severity: 'high' }, /text: Is missing/],
    [{ text: 'x' }, /severity: Is missing/],
    [{ severity: 'high', text: 'a\u0000b' }, /control character/],
  ])('%j is refused with what is allowed', async (fields, reason) => expect(await open(fields as Record<string, string>)).toMatch(reason));

  it('is refused where there is no such account', async () => {
    expect(await open({ severity: 'high', text: 'x' }, 'nobody')).toMatch(/There is no account nobody/);
    expect(await open({ severity: 'high', text: 'x' }, '')).toMatch(/account: Is missing/);
  });
});

describe('attainment', () => {
  const DAY = 24 * HOUR;
  /** The next month but one, in which nothing else is due. */
  const from = addPeriod(`${TODAY.slice(0, 7)}-01`, 'P2M');
  const month = { from, to: addDays(addPeriod(from, 'P1M'), -1) };
  beforeAll(async () => {
    // Reported half an hour before the month begins: answered in time and solved a day late, with both due in that month.
    const at = startOfDay(month.from, ZONE) - 30 * MINUTE;
    const late = then(
      then(start('bare', 'C-910', { at, level: 'gold' }), 'take', { by: wei, at: at + MINUTE }, at + MINUTE),
      'resolve',
      { by: wei },
      at + 3 * DAY,
    );
    await keep('C-910', late);
    const inTime = then(start('acme', 'C-911', { at, severity: 'low' }), 'resolve', { by: wei }, at + MINUTE);
    await keep('C-911', inTime);
  });

  it('is met over met and breached, by month in the zone of the account', async () => {
    expect(await house.client.cases.report({ ...month, by: 'level,month' })).toEqual([
      { level: 'gold', month: month.from.slice(0, 7), met: 1, breached: 2, attainment: 1 / 3 },
      { level: 'platinum', month: month.from.slice(0, 7), met: 3, breached: 0, attainment: 1 },
    ]);
    expect(await house.client.cases.report({ ...month, by: 'account,milestone' })).toContainEqual({
      account: 'bare',
      milestone: 'resolution',
      met: 0,
      breached: 1,
      attainment: 0,
    });
  });

  it('is one figure where nothing is asked for, and none where nothing ended', async () => {
    expect(await house.client.cases.report(month)).toEqual([{ met: 4, breached: 2, attainment: 4 / 6 }]);
    expect(await house.client.cases.report({ from: day(1_447) })).toEqual([{ met: 0, breached: 0, attainment: null }]);
    expect(await house.client.cases.report({ from: day(1_447), by: 'level' })).toEqual([]);
  });

  it('says which keys there are', async () => {
    expect(await refusalWords(house.client.cases.report({ by: 'colour' }))).toMatch(/level, account, month, milestone, severity/);
    expect(await refusalWords(house.client.cases.report({ from: day(1), to: day(0) }))).toMatch(`Lies before ${day(1)}`);
  });
});

describe('cases dated anew', () => {
  it('say beforehand what would move under the latest playbook', async () => {
    expect(await house.client.cases.recompute({ dryRun: true })).toEqual({ cases: 2, moved: [] });
    const source = STANDARD.replace('resolution: PT48H # *', 'resolution: PT40H # *');
    await house.client.playbooks.publish(source, 'key-account.yaml');
    expect(await house.client.cases.recompute({ dryRun: true, account: 'bluewave' })).toEqual({
      cases: 1,
      moved: [{ case: 'C-902', milestone: 'resolution', from: after(47 * HOUR), to: after(39 * HOUR) }],
    });
    expect(await refusalWords(house.client.cases.recompute({ account: 'nobody' }))).toMatch(/There is no account nobody/);
  });
});
