// Tables that a person scrolls: a route that takes a window shows the same rows in the same order as without one, and the number of all rows.
import { CONTRACT } from '../../api/contract';
import { metadataOf } from '../../api/metadata';
import type { Topic } from '../../api/route';
import { handover } from '../../domain/handover/handover';
import { contacts, deliveries, journal, mails, type Store, tickets } from '../../store';
import { opened, REPORTED } from '../store/case-life';
import { planned, started } from '../store/life';
import { good } from '../support/answers';
import { type Deployment, withoutTemporal } from '../support/deployment';
import { ROLES } from '../support/roles';

/** Rows of each table, beside the rows of every new deployment. Many have the same instant, so that their order is tested. */
const ROWS = 7;
const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);

async function seed(store: Store): Promise<void> {
  for (const n of numbers) {
    const account = `acc-${n}`;
    const first = started();
    await journal.append(store, `account/${account}`, 1, [
      first.type === 'accountStarted' && n % 2 === 0 ? { ...first, level: 'silver' } : first,
      ...(n === 1 ? [1, 2, 3] : [1]).map((week) => planned(week)),
    ]);
    const entity = `case/C-${n}`;
    await journal.append(store, entity, 1, opened(n % 2 === 0 ? 'acc-1' : 'acc-2', `C-${n}`));
    await journal.append(store, `handover/H-${n}`, 1, handedOver(`H-${n}`, n % 2 === 0 ? 'acc-1' : 'acc-2'));
    const effect = { entity, type: 'open-ticket', lane: 'ticket', effect: { lane: 'ticket', type: 'open-ticket' } };
    await deliveries.claim(store, `${entity}/1/0`, effect, 60_000, REPORTED);
    if (n % 2 === 0) await deliveries.settle(store, `${entity}/1/0`, { ok: true }, 'done');
    await tickets.create(store, {
      key: `key-${n}`,
      account: n % 2 === 0 ? 'acc-1' : 'acc-2',
      about: `about-${n}`,
      subject: 'S',
      at: REPORTED,
    });
    const mail = {
      key: `${entity}/1/1`,
      messageId: `<${n}@example.com>`,
      toAddress: 'a@example.com',
      subject: 'S',
      text: 'T',
      reminders: [],
    };
    await mails.prepare(store, { ...mail, account: n % 2 === 0 ? 'acc-1' : 'acc-2' });
    await contacts.upsert(store, {
      ...{ account: n % 2 === 0 ? 'acc-1' : 'acc-2', name: 'Zhou Min', email: `zhou-${n}@example.com` },
      ...{ level: 'manager', language: 'en', primary: false },
    });
    const offboarding = { key: `off-${n}`, person: `p-${n}`, successors: '[]', reason: 'left', at: REPORTED, endedAt: REPORTED };
    await store.db.insertInto('offboarding').values(offboarding).execute();
    const person = { handle: `person-${n}`, name: 'P', email: 'p@example.com', language: 'en', zone: 'Asia/Shanghai' } as const;
    await store.db.insertInto('person').values(person).execute();
  }
}

const handedOver = (id: string, account: string) => {
  const terms = { id: 'ht-1', playbook: 'b1', roles: ROLES, within: 86_400_000, thresholds: [50, 100], notify: {} };
  return handover.decide.start(
    handover.initial,
    {
      ...{ rules: handover.rules, terms, handover: id, account, reason: 'left', at: REPORTED },
      ...{ succession: { kind: 'ours', roles: ['account-manager'], from: 'p-4', to: 'p-6', standIn: 'p-5' } },
      ...{ team: { 'account-manager': 'p-6', backup: 'p-5' }, visit: 'progress-visit:2026-01-21' },
    },
    REPORTED,
    terms,
  );
};

/** For each table, a filter that leaves out some of its rows. */
const FILTERS: Readonly<Record<string, string>> = {
  '/accounts': 'level=silver',
  '/cases': 'account=acc-1',
  '/contacts': 'account=acc-1',
  '/effects': 'state=done',
  '/handovers': 'account=acc-1',
  '/mails': 'account=acc-1',
  '/tasks': 'account=acc-1',
  '/tickets': 'account=acc-1',
};

const WINDOWED = Object.values<Topic>(CONTRACT).flatMap((topic) =>
  Object.entries(topic).flatMap(([name, { path, query }]) =>
    query?.shape['offset'] === undefined ? [] : [{ path, list: metadataOf(topic)[name]?.list ?? '' }],
  ),
);

let house: Deployment;
beforeAll(async () => {
  house = await withoutTemporal();
  await seed(house.store);
});
afterAll(() => house.close());

it('are these', () => {
  expect(WINDOWED.map(({ path }) => path).sort()).toEqual([...Object.keys(FILTERS), '/offboardings', '/people'].sort());
});

describe.each(WINDOWED)('$path', ({ path, list }) => {
  const shown = async (query: string) => {
    const body = await good(house.get(`${path}?${query}`));
    return { rows: body[list] as readonly object[], total: body.total as number };
  };

  it.each(['', ...(FILTERS[path] === undefined ? [] : [FILTERS[path]])])(
    'shows all of its rows, a window after the other (%s)',
    async (filter) => {
      const all = await shown(filter);
      expect(all.rows.length).toBeGreaterThanOrEqual(3);
      expect(all.total).toBe(all.rows.length);
      const pages = [];
      for (let offset = 0; offset < all.total; offset += 2) {
        const page = await shown(`${filter}&offset=${offset}&limit=2`);
        expect(page.total).toBe(all.total);
        pages.push(...page.rows);
      }
      expect(pages).toEqual(all.rows);
    },
  );

  it('counts what its filter lets through', async () => {
    const filter = FILTERS[path];
    if (filter === undefined) return;
    // Effects of all states: by default the route shows only some.
    const everything = await shown(path === '/effects' ? 'state=all' : '');
    const some = await shown(`${filter}&limit=1`);
    expect(some.rows).toHaveLength(1);
    expect(some.total).toBeLessThan(everything.total);
  });

  it('is empty beyond its end, and still says how many there are', async () => {
    const { total } = await shown('');
    for (const query of [`offset=${total}`, `offset=${total}&limit=2`, 'offset=999999999'])
      expect(await shown(query)).toEqual({ rows: [], total });
    expect((await shown(`offset=${total - 1}`)).rows).toHaveLength(1);
  });

  it.each(['limit=0', 'limit=100001', 'limit=-1', 'limit=many', 'offset=-1', 'offset=1.5', 'offset=9999999999'])(
    'refuses %s',
    async (query) => {
      expect(await house.get(`${path}?${query}`)).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    },
  );
});
