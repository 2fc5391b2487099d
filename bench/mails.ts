// The mails to a manager of fifty accounts in a month: nobody acts, or every task is done on the day it is due.
import { concurrently } from '../client/temporal/concurrently';
import { levelsOf, segmentsOf } from '../domain/playbook/codes';
import { loadPlaybook } from '../domain/playbook/load';
import { type DeploymentClock, deploymentTime, realDelay } from '../domain/time/deployment-clock';
import { addDays, dateOf, formatInstant, startOfDay } from '../domain/time/time';
import { deliveries, mails as kept, people } from '../store';
import { Stops } from '../up/deployment';
import type { Benchmark } from './benchmark';
import { areReadable, HANDLE, importAll, openLibrary, openStoreIn, openWorker, type Place } from './deployment';
import type { Measurement } from './report';
import { openSink } from './sink';
import { type Role, startSubject } from './subject';

const ACCOUNTS = 50;
const ZONE = 'Asia/Shanghai';
/** A half-open month without holidays. The preparation, from the Thursday before, is not counted. */
const MONTH = { ready: '2026-10-29', from: '2026-11-01', until: '2026-12-01', workingDays: 21 } as const;
/** Simulated milliseconds in a real one. A working day takes seven and a half seconds, which two cores can keep up with. */
const SPEED = 4_320;
const HOUR = 3_600_000;
/** The hour after which the day's tasks are done, once the digest has been read. */
const AT_WORK = 11;
/** Days between two signing dates. The accounts reach from onboarding, signed ten days ago, to value symbiosis. */
const APART = 25;

const playbook = loadPlaybook('playbooks/key-account.yaml');
const [levels, segments] = [levelsOf(playbook), segmentsOf(playbook)];

type Deeds = 'none' | 'all';

interface Figures {
  /** Mails to the manager, by the type of their effect, such as `digest`. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Tasks that the script did. */
  readonly done: number;
  /** How long after opening time the digests were sent: median and worst, in simulated minutes. */
  readonly digestAfter: readonly [median: number, worst: number];
}

/** Runs the month with 50 accounts of one manager. */
export const monthLived: Role<Place, Deeds, Figures> = async (place) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, { memory: true });
  const port = await openSink(stops, () => undefined);
  return {
    async measure(deeds) {
      const [from, until] = [startOfDay(MONTH.from, ZONE), startOfDay(MONTH.until, ZONE)];
      const clock: DeploymentClock = { real: Date.now(), deployment: startOfDay(MONTH.ready, ZONE), speed: SPEED };
      const now = () => deploymentTime(clock, Date.now());
      await openWorker(stops, place, { store, clock, port });
      const client = await openLibrary(stops, place, store, clock);
      for (const handle of ['zhao.min', 'chen.jie', 'sun.li'])
        await client.people.add({ handle, name: `Name of ${handle}`, email: `${handle}@example.com`, zone: ZONE });
      const ids = Array.from({ length: ACCOUNTS }, (_, index) => `month-${index}`);
      await importAll(
        client,
        'accounts',
        ids.map((account, index) => ({
          account,
          name: `Name of ${account}`,
          signed_on: addDays(MONTH.from, -10 - index * APART),
          zone: ZONE,
          level: levels[index % levels.length] ?? '',
          segment: segments[index % segments.length] ?? '',
          account_manager: HANDLE,
          backup: 'zhao.min',
          technical: 'chen.jie',
          sales_manager: 'liu.qiang',
          executive_sponsor: 'sun.li',
        })),
      );
      if (!(await areReadable(store, ids, 60_000))) throw new Error('some accounts cannot be read');
      if (now() > from) throw new Error('not ready before the month begins');

      let done = 0;
      while (now() < until) {
        const today = dateOf(now(), ZONE);
        const work = startOfDay(today, ZONE) + AT_WORK * HOUR;
        if (deeds === 'all' && now() >= work) {
          const due = await client.tasks.list({ dueBefore: formatInstant(startOfDay(addDays(today, 1), ZONE)) });
          await concurrently(due, 10, ({ id }) => client.tasks.act(id, 'done', {}));
          done += due.length;
        }
        const next = now() < work ? work : startOfDay(addDays(today, 1), ZONE);
        await new Promise((resolve) => setTimeout(resolve, realDelay(clock, Date.now(), next)));
      }
      const manager = await people.byHandle(store, HANDLE);
      if (!manager) throw new Error(`nobody is called ${HANDLE}`);
      const typeOf = new Map((await deliveries.list(store)).map(({ key, type }) => [key, type]));
      const sent = (await kept.list(store, { person: manager.id })).flatMap(({ key, sentAt }) =>
        sentAt === null || sentAt < from || sentAt >= until ? [] : [{ kind: typeOf.get(key) ?? 'unknown', sentAt }],
      );
      const kinds: Record<string, number> = {};
      for (const { kind } of sent) kinds[kind] = (kinds[kind] ?? 0) + 1;
      const after = sent
        .filter(({ kind }) => kind === 'digest')
        .map(({ sentAt }) => Math.round((sentAt - startOfDay(dateOf(sentAt, ZONE), ZONE) - 9 * HOUR) / 60_000))
        .sort((a, b) => a - b);
      return { kinds, done, digestAfter: [after[Math.floor(after.length / 2)] ?? Number.NaN, after.at(-1) ?? Number.NaN] };
    },
    close: () => stops.run(),
  };
};

/** Kinds of mail that are counted separately: invitations depend on meetings, case mails on customers' reports. */
const APART_KINDS: readonly string[] = ['invite', 'notify-case'];

export const mails: Benchmark = async ({ stops, say, temporal }) => {
  say(`mails: a month of ${ACCOUNTS} accounts passes in ten minutes, twice side by side …`);
  const months = [
    { deeds: 'none', what: 'nobody acts' },
    { deeds: 'all', what: 'everything done on its due day' },
  ] as const;
  const lived = months.map(async ({ deeds, what }) => {
    // A Temporal server for each run, since both number their people from one.
    const subject = await startSubject('monthLived', monthLived, { address: await temporal(), taskQueue: `month-${deeds}` });
    stops.add(() => subject.stop());
    return { what, figures: await subject.measure(deeds) };
  });
  return (await Promise.all(lived)).flatMap(({ what, figures }) => {
    const counted = Object.entries(figures.kinds).sort(([, a], [, b]) => b - a);
    const ordinary = counted.reduce((sum, [kind, count]) => sum + (APART_KINDS.includes(kind) ? 0 : count), 0);
    const all = counted.reduce((sum, [, count]) => sum + count, 0);
    const [median, worst] = figures.digestAfter;
    const line = (name: string, count: number, more: Partial<Measurement>): Measurement => ({
      benchmark: 'mails',
      what: `${what}: ${name}`,
      unit: 'a working day',
      ours: [count / MONTH.workingDays],
      ...more,
    });
    return [
      line('without invitations and cases', ordinary, {
        wanted: { of: 'ours', most: 1.5 },
        note: `${counted.map(([kind, count]) => `${count} ${kind}`).join(', ')} in ${MONTH.workingDays} working days; ${figures.done} tasks done; digests went ${median} (worst ${worst}) simulated minutes after nine`,
        detail: figures,
      }),
      line('all mails', all, {}),
    ];
  });
};
