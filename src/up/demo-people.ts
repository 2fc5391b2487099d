// The people of a demonstration: they do their tasks by script, mostly in time, and not always.
import { writeFileSync } from 'node:fs';
import type { Perennial } from '../client';
import { DomainError } from '../domain/decider';
import { type DeploymentClock, deploymentTime } from '../domain/deployment-clock';
import { parseInstant } from '../domain/time';

const BREATH = 250;
const AT_ONCE = 20;
const DAY = 86_400_000;

/** A number from 0 to 99 that is the same for the same text in every run. */
const chance = (text: string): number => {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % 100;
};

/** Starts them; `alive` is a file that tells when they were last seen. `stop` waits for what they are at. */
export function startDemoPeople(client: Perennial, clock: DeploymentClock, alive: string): { stop(): Promise<void> } {
  let isStopping = false;
  const now = (): number => deploymentTime(clock, Date.now());

  const act = async (task: { readonly id: string; readonly owner: string | null; readonly due: string; readonly snoozedUntil: string | null }): Promise<void> => {
    const by = task.owner ?? undefined;
    const luck = chance(task.id);
    const left = parseInstant(task.due) - now();
    const statement = { ...(by === undefined ? {} : { by }), key: `demo-${task.id}` };
    if (luck < 4) await client.tasks.act(task.id, 'skip', {}, { ...statement, reason: 'The customer asked to leave it out this time.' });
    else if (luck < 10 && task.snoozedUntil === null && left > 0)
      await client.tasks.act(task.id, 'snooze', { until: new Date(now() + 5 * DAY).toISOString() }, { ...statement, key: `demo-snooze-${task.id}` });
    // One in ten is late by a week; the others are done between the first reminder and the due time.
    else if (luck >= 90 ? left < -7 * DAY : left < 2 * DAY) await client.tasks.act(task.id, 'done', { outcome: 'Done, see the minutes.' }, statement);
  };

  const live = async (): Promise<void> => {
    while (!isStopping) {
      writeFileSync(alive, String(Date.now()));
      try {
        const open = await client.tasks.list({ state: 'open', limit: 200 });
        for (let at = 0; at < open.length && !isStopping; at += AT_ONCE)
          await Promise.all(
            open.slice(at, at + AT_ONCE).map((task) =>
              act(task).catch((error: unknown) => {
                // Somebody else was faster, or a server is away for a moment: they look again.
                if (!(error instanceof DomainError)) throw error;
              }),
            ),
          );
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, BREATH));
    }
  };
  const living = live();
  return {
    async stop() {
      isStopping = true;
      await living;
    },
  };
}
