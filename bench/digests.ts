// A morning on which all our people get their digests at once, compared with nodemailer alone sending the same mails to the same sink.
import { concurrently } from '../client/temporal/concurrently';
import type { DeploymentClock } from '../domain/time/deployment-clock';
import { addDays, addPeriod, dateOf, startOfDay } from '../domain/time/time';
import { mails } from '../store';
import { Stops } from '../up/deployment';
import type { Benchmark } from './benchmark';
import { areReadable, importAll, openLibrary, openStoreIn, openWorker, type Place, STANDARD } from './deployment';
import type { Measurement } from './report';
import { openSink, openTransport } from './sink';
import { type Role, startSubject } from './subject';

const PEOPLE = 500;
const ZONE = 'Asia/Shanghai';
/** Real milliseconds before the morning. By then everybody is started and the machine is quiet. */
const START_UP = 150_000;
/** Real milliseconds to wait for the last mail. */
const PATIENCE = 180_000;
/** More than the pool has connections, so that the pool never waits for us. */
const AT_ONCE = 20;

/** A mail as sent. */
interface Rendered {
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A clock that reaches nine o'clock on a Wednesday `START_UP` after now: a working day on every day of the week. */
const clockBefore = (real: number): DeploymentClock => {
  const day = '2026-03-11';
  return { real, deployment: startOfDay(day, ZONE) + 9 * 3_600_000 - START_UP, speed: 1 };
};

/** `begin`: returns shortly before the morning; `rendered`: returns the mails that were sent. */
type Order = { readonly begin: number } | 'rendered';

/** `PEOPLE` people with one account each, some of whose tasks are due. */
export const morning: Role<Place & { readonly port: number }, Order, readonly Rendered[]> = async ({ port, ...place }) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, { memory: true });
  return {
    async measure(order) {
      if (order === 'rendered') {
        const sent = (await mails.list(store)).filter(({ account, state }) => account === null && state === 'sent');
        return sent.map(({ toAddress, subject, text, html }) => ({ toAddress, subject, text, html: html ?? '' }));
      }
      const clock = clockBefore(Date.now());
      const morningAt = Date.now() + START_UP;
      await openWorker(stops, place, { store, clock, port });
      // All at the same moment. The playbook's jitter protects the mail server.
      const playbook = STANDARD().replace(/jitter: PT\d+M/, 'jitter: PT0M');
      const client = await openLibrary(stops, place, store, clock, playbook);
      const handles = Array.from({ length: order.begin }, (_, index) => `person-${index}`);
      await importAll(
        client,
        'people',
        handles.map((handle) => ({ handle, name: `Name of ${handle}`, email: `${handle}@example.com`, zone: ZONE })),
      );
      // Signed so that S + 1 month is in two days: that month's tasks are in every digest.
      const signedOn = addPeriod(addDays(dateOf(clock.deployment, ZONE), 2), 'P1M', -1);
      const accounts = handles.map((handle) => `of-${handle}`);
      await importAll(
        client,
        'accounts',
        handles.map((handle, index) => ({
          account: accounts[index] ?? '',
          name: `Account of ${handle}`,
          signed_on: signedOn,
          zone: ZONE,
          level: 'gold',
          segment: 'core-value',
          account_manager: handle,
        })),
      );
      if (!(await areReadable(store, accounts, PATIENCE))) throw new Error('some accounts cannot be read');
      const left = morningAt - Date.now();
      if (left < 5_000) throw new Error(`${left} ms before the morning not all is ready: START_UP is too short for this machine`);
      return [];
    },
    close: () => stops.run(),
  };
};

/** Nodemailer alone, with our pool's settings. */
export const bareMails: Role<{ readonly port: number }, readonly Rendered[], null> = async ({ port }) => {
  const stops = new Stops();
  const transport = openTransport(stops, port);
  return Promise.resolve({
    async measure(all) {
      await concurrently([...all.entries()], AT_ONCE, async ([index, { toAddress, ...mail }]) => {
        const to = { name: `Name ${index}`, address: toAddress };
        await transport.send({ ...mail, messageId: `<bare-${index}@example.com>`, references: [], to, date: new Date(), account: null });
      });
      return null;
    },
    close: () => stops.run(),
  });
};

export const digests: Benchmark = async ({ repeats, stops, say, temporal }) => {
  // The sink runs in this process, which does nothing else.
  let arrivals: number[] = [];
  const port = await openSink(stops, (mail) => {
    const [head = ''] = mail.split('\r\n\r\n', 1);
    // A digest has no account header. Invitations, which have one, are sent during the preparation.
    if (!head.includes('X-Perennial-Account')) arrivals.push(performance.now());
  });
  const baseline = await startSubject('bareMails', bareMails, { port });
  stops.add(() => baseline.stop());
  /** Mails a second, from the first to the last, once all have arrived. */
  const rateOf = async (name: string): Promise<number> => {
    for (const end = Date.now() + PATIENCE; arrivals.length < PEOPLE && Date.now() < end; )
      await new Promise((resolve) => setTimeout(resolve, 100));
    const [first = 0, last = 0, count] = [arrivals[0], arrivals.at(-1), arrivals.length];
    arrivals = [];
    if (count !== PEOPLE) throw new Error(`${count} mails of ${name} came, not ${PEOPLE}`);
    return ((count - 1) * 1000) / (last - first);
  };
  const rates = { ours: [] as number[], baseline: [] as number[] };
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    // Each repeat needs a new deployment, whose people have had no digest yet.
    const ours = await startSubject('morning', morning, { address: await temporal(), taskQueue: `morning-${repeat}`, port });
    stops.add(() => ours.stop());
    await ours.measure({ begin: PEOPLE });
    rates.ours.push(await rateOf('the morning'));
    // The last mail is recorded as sent a moment later.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const rendered = await ours.measure('rendered');
    await ours.stop();
    await baseline.measure(rendered);
    // The first conversation warms up the sink.
    arrivals = [];
    await baseline.measure(rendered);
    rates.baseline.push(await rateOf('the baseline'));
    say(`digests: ${rates.baseline.at(-1)?.toFixed(0)} mails a second by nodemailer alone, ${rates.ours.at(-1)?.toFixed(1)} digests`);
  }
  const measurement: Measurement = {
    benchmark: 'digests',
    what: `${PEOPLE} people’s digests in the same moment, from the first to the last in the sink`,
    unit: 'mails a second',
    ...rates,
  };
  return [measurement];
};
