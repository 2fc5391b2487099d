// The people of a demonstration: a script does their tasks, mostly in time.
import { writeFileSync } from 'node:fs';
import type { Perennial } from '../client';
import { DomainError } from '../domain/decider/decider';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { formatInstant, parseInstant } from '../domain/time/time';

const DAY = 86_400_000;
/** Real milliseconds between two looks, and between two reports. */
const BREATH = 250;
const REPORT = 5_000;
const AT_ONCE = 20;

/** What happens to sample accounts, by days since the demonstration began. */
const STORY = [
  { day: 60, account: 'elm', action: 'pause', reason: 'The customer moves its plant and asked for quiet.' },
  { day: 110, account: 'elm', action: 'resume', reason: 'The new plant runs.' },
  { day: 150, account: 'dragonfly', action: 'promote', to: 'deep-binding', reason: 'A joint laboratory was agreed upon.' },
  { day: 240, account: 'harbor', action: 'mark', to: 'lost', reason: 'A competitor took over at half the price.' },
  { day: 330, account: 'harbor', action: 'mark', to: 'won-back', reason: 'The competitor did not deliver.' },
] as const;

/** A number from 0 to 99, always the same for a text. */
const chance = (text: string): number => {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % 100;
};

type OpenTask = Awaited<ReturnType<Perennial['tasks']['list']>>[number];

/** Starts the people. `alive`: a file with the time at which they were last seen; `say` gets reports. `stop` waits for what they are doing. */
export function startDemoPeople(
  client: Perennial,
  clock: DeploymentClock,
  alive: string,
  say: (line: string) => void,
): { readonly stop: () => Promise<void> } {
  let isStopping = false;
  let reported = Date.now();
  const now = (): number => deploymentTime(clock, Date.now());
  const done = new Set<number>();

  const act = async ({ id, owner, due, snoozedUntil }: OpenTask): Promise<unknown> => {
    const luck = chance(id);
    const left = parseInstant(due) - now();
    const statement = { ...(owner === null ? {} : { by: owner }), key: `demo-${id}` };
    if (luck < 4) return client.tasks.act(id, 'skip', {}, { ...statement, reason: 'The customer asked to leave it out this time.' });
    if (luck < 10 && snoozedUntil === null && left > 0)
      return client.tasks.act(id, 'snooze', { until: formatInstant(now() + 5 * DAY) }, { ...statement, key: `demo-snooze-${id}` });
    // One task in ten is done a week late; the others between the first reminder and the due time.
    const isTheirTime = luck >= 90 ? left < -7 * DAY : left < 2 * DAY;
    return isTheirTime ? client.tasks.act(id, 'done', { outcome: 'Done, see the minutes.' }, statement) : undefined;
  };

  const goOnWithStory = async (): Promise<void> => {
    for (const [index, { day, account, action, reason, ...fields }] of STORY.entries()) {
      if (done.has(index) || now() < clock.deployment + day * DAY) continue;
      done.add(index);
      await unlessRefused(client.accounts.act(account, action, { ...fields }, { reason, key: `demo-${index}` }));
    }
  };

  const report = async (): Promise<void> => {
    if (Date.now() - reported < REPORT) return;
    reported = Date.now();
    const stages = new Map<string, number>();
    for (const { stage, status } of await client.accounts.list()) {
      const where = status === 'active' || status === 'won-back' ? (stage ?? status) : status;
      stages.set(where, (stages.get(where) ?? 0) + 1);
    }
    const open = (await client.tasks.list({ state: ['open'] })).length;
    say(
      `  ${formatInstant(now()).slice(0, 10)}  ${Array.from(stages, ([stage, count]) => `${count} ${stage}`).join(', ')}; ${open} open tasks`,
    );
  };

  const live = async (): Promise<void> => {
    while (!isStopping) {
      writeFileSync(alive, String(Date.now()));
      await unlessRefused(goOnWithStory());
      const open = (await unlessRefused(client.tasks.list({ state: ['open'], limit: 200 }))) ?? [];
      for (let at = 0; at < open.length && !isStopping; at += AT_ONCE)
        await Promise.all(open.slice(at, at + AT_ONCE).map((task) => unlessRefused(act(task))));
      await unlessRefused(report());
      await new Promise((resolve) => setTimeout(resolve, BREATH));
    }
  };
  const living = live();
  return {
    stop: async () => {
      isStopping = true;
      await living;
    },
  };
}

/** Ignores a refusal or outage: they look again. */
async function unlessRefused<T>(deed: Promise<T>): Promise<T | undefined> {
  try {
    return await deed;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
