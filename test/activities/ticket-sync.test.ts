// Ticket changes, read page by page: those that cannot be applied are set aside, and the others continue.
import pino from 'pino';
import { createTicketSync } from '../../activities/ticket-sync';
import { embeddedTicketing } from '../../activities/ticketing/embedded';
import type { TicketChange } from '../../activities/ticketing/port';
import { registry } from '../../activities/ticketing/registry';
import { DomainError } from '../../domain/decider/decider';
import { REAL_TIME } from '../../domain/time/deployment-clock';
import { deliveries, journal, type Store, ticketAside, ticketLinks, ticketSync } from '../../store';
import { andThen, opened, REPORTED } from '../store/case-life';
import { started } from '../store/life';
import { openMemoryStore } from '../support/memory-store';

const SYSTEM = 'redmine';
const log: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });

let store: Store;
/** The system's pages, and what happens at a command: a code, or a crash. */
let pages: TicketChange[][];
let trouble: Map<string, string | Error>;
let carried: string[];

beforeAll(async () => {
  store = await openMemoryStore();
  for (const ticket of ['1', '2', '3']) await madeFor(`case/C-${ticket}`, ticket);
});
beforeEach(async () => {
  [pages, trouble, carried] = [[], new Map(), []];
  for (const table of ['ticketAside', 'ticketSync'] as const) await store.db.deleteFrom(table).execute();
});
afterAll(() => store.close());

const madeFor = async (entity: string, id: string): Promise<void> => {
  const key = `${entity}/3/0`;
  const effect = { lane: 'ticket', type: 'open-case-ticket' };
  await deliveries.claim(store, key, { entity, ...effect, effect }, 1_000, 1);
  await ticketLinks.put(store, { ticket: `${SYSTEM}/${id}`, system: SYSTEM, id, key, url: null });
};

/** `2 resolved`: a change, whose id has the ticket and what was done. */
const change = (id: string): TicketChange => {
  const [ticket = '', what] = id.split(' ');
  return { id, ticket, what: what as TicketChange['what'], at: REPORTED };
};
const report = (...ids: string[]): void => void pages.push(ids.map(change));

/** Reads until nothing is left. */
const read = async (): Promise<void> => {
  const { syncTickets } = createTicketSync({
    store,
    logger,
    clock: REAL_TIME,
    ticketing: registry({
      ...embeddedTicketing(store, REAL_TIME),
      system: SYSTEM,
      keyOf: () => Promise.resolve(undefined),
      changes: (cursor) => {
        const page = Number(cursor ?? 0);
        const changes = pages[page];
        return Promise.resolve({ changes: changes ?? [], cursor: String(changes ? page + 1 : page), more: page + 1 < pages.length });
      },
    }),
    send: {
      start: () => Promise.reject(new Error('nothing is started here')),
      command(entity, name, _args, key) {
        const answer = trouble.get(key.replace(`ticket/${SYSTEM}/`, '')) ?? trouble.get(entity);
        if (answer instanceof Error) return Promise.reject(answer);
        if (answer !== undefined) return Promise.reject(new DomainError(answer, { inWords: 'Not now, Li Wei.' }));
        carried.push(`${entity} ${name}`);
        return Promise.resolve(1);
      },
    },
  });
  for (let more = true; more; ) ({ more } = await syncTickets(SYSTEM));
};
const cursor = async () => (await ticketSync.get(store, SYSTEM))?.cursor;
const aside = async (states?: readonly ticketAside.AsideState[]) =>
  (await ticketAside.list(store, states)).map(({ item, state, code, attempts }) => [item, state, code, attempts]);
/** Ends the pause before the next attempt. */
const pauseOver = () => store.db.updateTable('ticketAside').set({ retryAt: 1 }).where('state', '=', 'waiting').execute();

describe('a change that cannot be carried over', () => {
  it.each([
    ['that the server takes at no time', 'command-refused', 'failed'],
    ['that the case refuses for another reason than being past it', 'before-it-began', 'failed'],
    ['whose case does not answer', 'no-worker', 'waiting'],
    ['whose workflow was ended', 'entity-not-running', 'waiting'],
    ['that crashes the code', new TypeError('Li Wei is not a function'), 'waiting'],
  ])('%s is set aside, and all others go on', async (_, reason, state) => {
    trouble.set('2 taken', reason);
    report('1 taken', '2 taken', '3 taken');
    report('1 resolved', '3 resolved');
    await read();
    expect(await aside()).toEqual([['2 taken', state, reason instanceof Error ? 'crashed' : reason, 1]]);
    expect(carried).toEqual(['case/C-1 take', 'case/C-3 take', 'case/C-1 resolve', 'case/C-3 resolve']);
    expect(await cursor()).toBe('2');
    expect(log.join()).not.toContain('Li Wei');
  });

  it('holds back what comes after it for the same ticket, also at a later reading', async () => {
    trouble.set('2 taken', 'no-worker');
    report('2 taken', '1 taken', '2 stalled');
    report('2 resolved', '1 resolved');
    await read();
    expect(carried).toEqual(['case/C-1 take', 'case/C-1 resolve']);
    expect(await aside()).toEqual([
      ['2 taken', 'waiting', 'no-worker', 1],
      ['2 stalled', 'behind', 'behind', 0],
      ['2 resolved', 'behind', 'behind', 0],
    ]);
  });

  it('is tried again after a while, and then all that waited follows in its order', async () => {
    trouble.set('2 taken', 'no-worker');
    report('2 taken', '2 stalled', '2 resolved');
    await read();
    await read();
    expect(await aside()).toMatchObject([['2 taken', 'waiting', 'no-worker', 1], {}, {}]);
    await pauseOver();
    await read();
    expect(await aside()).toMatchObject([['2 taken', 'waiting', 'no-worker', 2], {}, {}]);
    trouble.clear();
    await pauseOver();
    await read();
    expect(carried).toEqual(['case/C-2 take', 'case/C-2 wait', 'case/C-2 resolve']);
    expect(await aside()).toEqual([]);
    expect(await aside(['done'])).toMatchObject([{ 1: 'done' }, { 1: 'done' }, { 1: 'done' }]);
    report('2 reopened');
    await read();
    expect(carried.at(-1)).toBe('case/C-2 reopen');
  });

  it('that fails for good is tried again on a person’s word only', async () => {
    trouble.set('2 taken', 'command-refused');
    report('2 taken', '2 resolved');
    await read();
    await read();
    const [head, behind] = await ticketAside.list(store);
    expect(head).toMatchObject({ state: 'failed', attempts: 1, retryAt: null, entity: 'case/C-2' });
    await expect(ticketAside.retry(store, behind?.id ?? '', 5)).rejects.toMatchObject({ code: 'ticket-news-behind' });
    trouble.clear();
    await ticketAside.retry(store, head?.id ?? '', 5);
    await read();
    expect(carried).toEqual(['case/C-2 take', 'case/C-2 resolve']);
  });

  it('that is dropped lets go what waited behind it', async () => {
    trouble.set('2 taken', 'command-refused');
    report('2 taken', '2 resolved');
    await read();
    const [head] = await ticketAside.list(store);
    await ticketAside.drop(store, head?.id ?? '', { reason: 'Told by phone.', at: REPORTED, now: 5 });
    await read();
    expect(carried).toEqual(['case/C-2 resolve']);
    expect(await aside(['dropped', 'done'])).toEqual([
      ['2 taken', 'dropped', 'command-refused', 1],
      ['2 resolved', 'done', 'behind', 1],
    ]);
  });
});

describe('an entity that is past it', () => {
  it.each(['case-closed', 'case-resolved', 'already-answered', 'task-closed', 'unknown-task'])(
    'says so (%s): it is let go',
    async (code) => {
      trouble.set('case/C-2', code);
      report('2 taken');
      await read();
      expect([await aside(), await cursor()]).toEqual([[], '1']);
    },
  );

  it('does not run any more, since its life is over: it is let go', async () => {
    const past = andThen(opened('acme', 'C-2'), REPORTED + 1, 'resolve');
    await journal.append(store, 'account/acme', 1, [started()]);
    await journal.append(store, 'case/C-2', 1, [...past, { type: 'caseClosed', at: REPORTED + 2 }]);
    trouble.set('case/C-2', 'entity-not-running');
    report('2 reopened');
    await read();
    expect(await aside()).toEqual([]);
  });
});

describe('trouble that concerns everything', () => {
  it.each(['temporal-unavailable', 'store-unreachable', 'ticketing-unreachable'])(
    '%s stops the reading, sets nothing aside, and nothing is lost',
    async (code) => {
      report('1 taken', '2 taken', '1 resolved');
      trouble.set('case/C-1', code);
      await expect(read()).rejects.toMatchObject({ type: code });
      expect([await aside(), await cursor()]).toEqual([[], null]);
      trouble.clear();
      carried = [];
      await read();
      expect(carried.filter((one) => one.includes('C-1'))).toEqual(['case/C-1 take', 'case/C-1 resolve']);
      expect(await cursor()).toBe('1');
    },
  );

  it('at a reading that has set something aside already: read again, its order stands', async () => {
    report('2 taken', '2 stalled', '2 resumed', '3 taken');
    trouble.set('2 stalled', 'no-worker').set('3 taken', 'temporal-unavailable');
    await expect(read()).rejects.toMatchObject({ type: 'temporal-unavailable' });
    trouble.delete('3 taken');
    await read();
    expect(await aside()).toEqual([
      ['2 stalled', 'waiting', 'no-worker', 1],
      ['2 resumed', 'behind', 'behind', 0],
    ]);
    trouble.clear();
    await pauseOver();
    await read();
    // The first one is sent again under its key, which has no second effect.
    expect(carried).toEqual(['case/C-2 take', 'case/C-2 take', 'case/C-3 take', 'case/C-2 wait', 'case/C-2 resume']);
  });
});

it('a ticket that no effect of ours made says nothing', async () => {
  const effect = { lane: 'mail', type: 'remind' };
  await deliveries.claim(store, 'account/acme/5/0', { entity: 'account/acme', ...effect, effect }, 1_000, 1);
  await ticketLinks.put(store, { ticket: `${SYSTEM}/9`, system: SYSTEM, id: '9', key: 'account/acme/5/0', url: null });
  report('9 resolved', '8 resolved');
  await read();
  expect([carried, await aside()]).toEqual([[], []]);
});
