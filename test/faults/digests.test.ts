// A week in which the worker is killed each morning: everybody gets every working day's digest, and no reminder is lost between a mail of its own
// and the digest that it waits for.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountEvent } from '../../domain/account/types';
import type { EventBase } from '../../domain/decider/decider';
import type { PersonEvent } from '../../domain/person/types';
import { compilePerson } from '../../domain/playbook/compile-person';
import { loadPlaybook } from '../../domain/playbook/load';
import { calendarOf } from '../../domain/time/calendar';
import { deploymentTime, realDelay } from '../../domain/time/deployment-clock';
import { addDays, dateOf, type Instant, parseInstant } from '../../domain/time/time';
import { accounts, deliveries, deployment, journal, mails, people } from '../../store';
import { eventOf } from '../../store/folds/journal-rows';
import { eventually } from '../support/eventually';
import { wrongArrivals } from './arrivals';
import { buildHouse, type House } from './house';

/** A Saturday, so that everything is ready by Monday. */
const ORIGIN = '2026-01-10T12:00:00Z';
/** A day takes 24 seconds: a worker that was killed is back on the same day. */
const SPEED = '1h=1s';
const SECOND = 1_000;
const HALF_A_DAY = 43_200_000;
const PLAYBOOK = 'playbooks/key-account.yaml';
/** During the digests, within ten minutes after 09:00: Shanghai's, Berlin's, New York's, Shanghai's again. */
const KILLS = ['2026-01-12T01:04:00Z', '2026-01-13T08:04:00Z', '2026-01-14T14:04:00Z', '2026-01-16T01:04:00Z'];
const END = '2026-01-16T20:00:00Z';

const MANAGERS = ['li.wei', 'anna.keller', 'tom.reyes', 'wang.fang', 'sun.hao', 'grace.miller'];
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'];
const ACCOUNTS = Array.from({ length: 60 }, (_, index) => ({
  account: `acc-${index + 1}`,
  name: `Account ${index + 1}`,
  signed_on: addDays('2026-01-10', -6 * index),
  zone: ZONES[index % ZONES.length] ?? '',
  level: index % 2 ? 'gold' : 'platinum',
  segment: 'core-value',
  account_manager: MANAGERS[index % MANAGERS.length] ?? '',
  technical: 'chen.jie',
  sales_manager: 'liu.qiang',
}));

let house: House;
beforeAll(async () => {
  house = await buildHouse(ORIGIN, SPEED);
  await house.run('playbook', 'publish', PLAYBOOK);
  await house.run('import', 'people', 'samples/people.csv');
  const rows = ACCOUNTS.map((values, index) => ({ line: index + 2, values }));
  expect((await house.ask('POST', '/import/accounts', { rows }))?.status).toBe(200);
  await eventually('all accounts', async () => (await accounts.list(house.store)).length === rows.length);
});
afterAll(() => house.close());

const journalOf = async <Event extends EventBase>(entity: string): Promise<Event[]> =>
  (await journal.history(house.store, entity)).map((one) => eventOf({ ...one, entity }) as unknown as Event);

/** Sleeps until the deployment's clock shows `at`. */
async function until(at: string): Promise<Instant> {
  const clock = await deployment.clock(house.store);
  if (!clock) throw new Error('the deployment has no clock');
  await sleep(realDelay(clock, Date.now(), parseInstant(at)));
  return deploymentTime(clock, Date.now());
}

/**
 * Late morning in Shanghai, when it is night elsewhere, or late evening there, when it is day elsewhere. It is the next day, or the one after if
 * the next is so near that it may be past when the command arrives.
 */
const wake = (now: Instant, turn: number): string => `${addDays(dateOf(now + HALF_A_DAY, 'UTC'), 1)}T${turn % 2 ? '03' : '15'}:00:00Z`;

/** On a busy machine the time may be past when the command arrives: then the task stays as it is. */
async function snoozed(id: string, time: string): Promise<void> {
  try {
    await house.insist(`/tasks/${id}/snooze`, { until: time }, `snooze-${id}`);
  } catch (error) {
    if (!String(error).includes('not-in-the-future')) throw error;
  }
}

/** People do some of the open tasks and snooze others to the next day, so that those are reminded of outside digests. */
function peopleAtWork(): { stop(): Promise<void> } {
  const seen = new Set<string>();
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const answer = await house.ask('GET', '/tasks?state=open&limit=200');
      const open = answer?.status === 200 ? (answer.body as { tasks: { id: string }[] }).tasks : [];
      for (const { id } of open.filter((task) => !seen.has(task.id))) {
        seen.add(id);
        if (seen.size % 6 === 0) await house.insist(`/tasks/${id}/done`, {}, `done-${id}`);
        if (seen.size % 3 === 1) await snoozed(id, wake(await until(ORIGIN), seen.size));
      }
      await sleep(SECOND);
    }
  };
  const working = work();
  // Awaited at the end.
  working.catch(() => undefined);
  return {
    stop() {
      isOver = true;
      return working;
    },
  };
}

/** A reminder left to the next digest of `to`, until something makes it needless. */
interface Waiting {
  readonly task: string;
  readonly to: string;
  readonly at: Instant;
  readonly needlessAt: Instant;
}

const ENDS: readonly AccountEvent['type'][] = ['taskDone', 'taskCancelled', 'taskMoved', 'taskSnoozed'];

function waitingOf(account: string, events: readonly AccountEvent[], isLeftToDigest: (key: string) => boolean): Waiting[] {
  return events.flatMap((event, index) => {
    if (event.type !== 'reminded') return [];
    const isLeft = isLeftToDigest(`account/${account}/${index + 1}/0`);
    return event.tasks.flatMap(({ task, waits }) => {
      if (!waits && !isLeft) return [];
      const end = events
        .slice(index + 1)
        .find((one) => one.type === 'accountPaused' || (ENDS.includes(one.type) && 'task' in one && one.task === task));
      return [{ task: `${account}:${task}`, to: event.to, at: event.at, needlessAt: end?.at ?? Number.POSITIVE_INFINITY }];
    });
  });
}

it(
  'each working morning has its digest, and each reminder its mail or its digest',
  async () => {
    const working = peopleAtWork();
    for (const moment of KILLS) {
      await until(moment);
      await house.killWorker();
    }
    await until(END);
    await working.stop();
    await Promise.all(ACCOUNTS.map(({ account }) => house.insist(`/accounts/${account}/pause`, {}, `pause-${account}`)));
    await eventually('everything sent', async () => {
      const open = await deliveries.list(house.store, { states: ['sending', 'waiting'] });
      return open.length === 0;
    });
    expect(await house.run('journal', 'verify', '--live')).toMatchObject({ differences: [] });
    expect(await house.replay()).toEqual([]);
    // From here on nothing changes.
    await house.stopWorker();
    expect(house.died).toEqual([]);

    const record = new Map((await deliveries.list(house.store)).map((one) => [one.key, one]));
    const sent = (await mails.list(house.store)).filter(({ state }) => state === 'sent');
    const mailOf = new Map(sent.map((mail) => [mail.key, mail]));
    const digestsTo = (person: string): mails.Mail[] =>
      sent.filter(({ key }) => key.startsWith(`person/${person}/`)).toSorted((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0));
    const playbook = loadPlaybook(PLAYBOOK);

    let digests = 0;
    /** When each digest was decided. It is composed after that, however late it was sent. */
    const decidedAt = new Map<string, Instant>();
    for (const person of await people.list(house.store)) {
      const terms = compilePerson(playbook, person, 2025);
      if (!terms) throw new Error('the playbook sends digests');
      const { opening, addBusinessDays } = calendarOf(terms.calendar);
      const events = await journalOf<PersonEvent>(`person/${person.id}`);
      let [, next] = [0, 0];
      for (const [index, event] of events.entries()) {
        if (event.type !== 'personStarted' && event.type !== 'digested') continue;
        // No morning is missing: each is the first working day after the one before, within ten minutes of its beginning.
        expect(event.at).toBeGreaterThanOrEqual(next);
        const today = dateOf(event.at, person.zone);
        const morning = event.type === 'digested' ? opening(addBusinessDays(today, 1)) : opening(dateOf(event.next, person.zone));
        expect([person.handle, event.next - morning < 600_000 && event.next >= morning]).toEqual([person.handle, true]);
        next = event.next;
        if (event.type === 'personStarted') continue;
        // It was sent; or there was nothing to say; or a delayed earlier one had covered it.
        const key = `person/${person.id}/${index + 1}/0`;
        decidedAt.set(key, event.at);
        const { outcome } = record.get(key) ?? {};
        const value = outcome?.ok ? (outcome.value ?? 'sent') : 'not recorded';
        expect([key, ['sent', 'nothing', 'notified'].includes(value)]).toEqual([key, true]);
        expect([key, mailOf.has(key)]).toEqual([key, value === 'sent']);
        if (value === 'notified') {
          const instead = digestsTo(person.id).find(({ sentAt }) => (sentAt ?? 0) > event.at);
          expect([key, record.get(instead?.key ?? '')?.interrupted]).toEqual([key, 1]);
        }
        digests += value === 'sent' ? 1 : 0;
      }
      expect([person.handle, next > parseInstant(END)]).toEqual([person.handle, true]);
    }
    expect(digests).toBeGreaterThan(30);

    const journals = await Promise.all(
      ACCOUNTS.map(async ({ account }) => [account, await journalOf<AccountEvent>(`account/${account}`)] as const),
    );
    // A reminder that does not wait has a mail of its own. One that waits is in the next digest, or in the one after if it came with that one.
    const urgent = journals.flatMap(([account, events]) =>
      events.flatMap((event, index) =>
        event.type === 'reminded' && event.tasks.some(({ waits }) => !waits) ? [`account/${account}/${index + 1}/0`] : [],
      ),
    );
    const isLeftToDigest = (key: string): boolean => {
      const { outcome } = record.get(key) ?? {};
      return outcome?.ok === true && outcome.value === 'digest';
    };
    expect(urgent.filter((key) => !mailOf.has(key) && !isLeftToDigest(key))).toEqual([]);
    expect(urgent.filter((key) => mailOf.has(key)).length).toBeGreaterThan(2);
    expect(urgent.filter(isLeftToDigest).length).toBeGreaterThan(2);

    const waiting = journals.flatMap(([account, events]) => waitingOf(account, events, isLeftToDigest));
    const names = (mail: mails.Mail, task: string): boolean =>
      mail.reminders.some((one) => (mail.account === null ? one.task : `${mail.account}:${one.task}`) === task);
    const due = waiting.flatMap((one) => {
      const later = digestsTo(one.to).filter(({ key }) => (decidedAt.get(key) ?? 0) >= one.at);
      const limit = later[1]?.sentAt ?? undefined;
      return limit !== undefined && one.needlessAt > limit ? [{ ...one, limit }] : [];
    });
    expect(due.length).toBeGreaterThan(30);
    const isNamed = ({ task, to, at, limit }: (typeof due)[number]): boolean =>
      sent.some((mail) => mail.person === to && mail.sentAt !== null && mail.sentAt >= at && mail.sentAt <= limit && names(mail, task));
    expect(due.filter((one) => !isNamed(one))).toEqual([]);
    expect(await wrongArrivals(house)).toEqual([]);
  },
  1_200 * SECOND,
);
