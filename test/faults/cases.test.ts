// Cases whose worker is killed at the moment of every warning: each warning comes once, and repeats are explained.
import { messageId } from '../../activities/email/send/message-id';
import type { CaseEvent } from '../../domain/service-case/types';
import { deliveries, journal } from '../../store';
import { eventOf } from '../../store/folds/journal-rows';
import { eventually } from '../support/eventually';
import { buildHouse, type House } from './house';

const ORIGIN = '2026-03-03T02:00:00Z';
/** The green channel's hour takes twelve seconds: it warns after six, nine and twelve. */
const SPEED = '1h=12s';
const SECOND = 1_000;
const CASES = 8;

let house: House;
beforeAll(async () => {
  house = await buildHouse(ORIGIN, SPEED);
  await house.run('playbook', 'publish', 'playbooks/key-account.yaml');
  await house.run('import', 'people', 'samples/people.csv');
});
afterAll(() => house.close());

const asked = async (path: string, body: object, key: string) => (await house.insist(path, body, key)) as { readonly id: string };

const journalOf = async (id: string): Promise<CaseEvent[]> =>
  (await journal.history(house.store, `case/${id}`)).map((row) => eventOf<CaseEvent>({ ...row, entity: `case/${id}` }));

/** Keys of a case's warning mails. */
const keysOf = (id: string, events: readonly CaseEvent[]): string[] =>
  events.flatMap((event, index) =>
    event.type === 'notified' ? event.to.map((_, recipient) => `case/${id}/${index + 1}/${recipient}`) : [],
  );

it(
  'a worker that dies in the moment of a warning loses none and tells none twice without saying so',
  async () => {
    const team = { accountManager: 'li.wei', technical: 'chen.jie', salesManager: 'liu.qiang', executiveSponsor: 'zhao.min' };
    await asked('/accounts', { account: 'acme', name: 'Acme', signedOn: '2025-03-03', level: 'platinum', ...team }, 'start');
    const ids: string[] = [];
    const began = Date.now();
    for (let index = 0; index < CASES; index += 1) {
      const report = { account: 'acme', severity: 'low', text: `No light on line ${index}` };
      ids.push((await asked('/cases', report, `report-${index}`)).id);
      // A repeat is the same case.
      expect((await asked('/cases', report, `report-${index}`)).id).toBe(ids[index]);
    }
    expect(new Set(ids).size).toBe(CASES);
    for (const moment of [6, 9, 12]) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + moment * SECOND - Date.now())));
      await house.killWorker();
    }
    await eventually('every warning of the response told', async () => {
      const journals = await Promise.all(ids.map(journalOf));
      return journals.every((events) => events.some((event) => event.type === 'milestoneBreached' && event.milestone === 'response'));
    });
    // At the end somebody resolves them.
    for (const id of ids) await asked(`/cases/${id}/resolve`, { note: 'A fuse.' }, `resolve-${id}`);
    // An effect that has not begun has no delivery yet.
    await eventually('everything sent', async () => {
      const all = await deliveries.list(house.store);
      const done = new Set(all.flatMap(({ key, state }) => (state === 'done' ? [key] : [])));
      const keys = (await Promise.all(ids.map(async (id) => keysOf(id, await journalOf(id))))).flat();
      const isOver = all.every(({ entity, state }) => !entity.startsWith('case/') || (state !== 'sending' && state !== 'waiting'));
      return isOver && keys.every((key) => done.has(key));
    });
    expect(house.died).toEqual([]);

    const sent = new Map((await deliveries.list(house.store)).map((delivery) => [delivery.key, delivery]));
    for (const id of ids) {
      const events = await journalOf(id);
      const warned = events.flatMap((event) =>
        event.type === 'notified'
          ? event.warnings.flatMap(({ milestone, thresholds }) => (milestone === 'response' ? thresholds : []))
          : [],
      );
      expect([id, warned]).toEqual([id, [50, 75, 100]]);
      for (const key of keysOf(id, events)) {
        const arrived = house.postbox.taken.get(messageId(key, 'perennial@key.example')) ?? 0;
        expect([key, sent.get(key)?.state]).toEqual([key, 'done']);
        expect(arrived).toBeGreaterThanOrEqual(1);
        expect([key, arrived <= 1 + (sent.get(key)?.interrupted ?? 0)]).toEqual([key, true]);
      }
      expect(events.filter(({ type }) => type === 'ticketOpened')).toHaveLength(1);
    }
    const people = (await house.run('people', 'list')) as readonly unknown[];
    expect(await house.run('journal', 'verify', '--live')).toMatchObject({ live: CASES + 1 + people.length, differences: [] });
    const report = (await house.run('case', 'report', '--by', 'milestone')) as { milestone: string; met: number; breached: number }[];
    expect(report.find(({ milestone }) => milestone === 'response')).toMatchObject({ met: 0, breached: CASES });
    expect(await house.replay()).toEqual([]);
  },
  1_200 * SECOND,
);
