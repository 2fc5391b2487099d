// The adapter with a real Redmine, and with one that fails; cases that follow their tickets in both directions.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ticketing, TicketState } from '../../../activities/ticketing/port';
import { redmine } from '../../../activities/ticketing/redmine';
import { redmineApi } from '../../../activities/ticketing/redmine-api';
import { redmineChanges } from '../../../activities/ticketing/redmine-changes';
import { type RedmineConfig, redmineFromEnvironment } from '../../../activities/ticketing/redmine-configuration';
import { type Redmine, startRedmine, withoutRedmine } from '../../support/redmine';
import { followsBothWays } from './both-ways';
import { type Colleague, keepsTheTicketingContract, reportsWhatChanges, type System, ticket } from './contract';
import { redmineTracker } from './redmine-cases';

const NEW = 1;
const IN_PROGRESS = 2;
const RESOLVED = 3;
const FEEDBACK = 4;
const CLOSED = 5;
const STATES: Readonly<Record<string, TicketState>> = {
  New: 'open',
  'In Progress': 'taken',
  Feedback: 'waiting',
  Resolved: 'resolved',
  Closed: 'resolved',
};

let server: Redmine;
let front: Front;
let ticketing: Ticketing;
const config = (changes: Partial<RedmineConfig> = {}): RedmineConfig => ({
  url: front.url,
  key: server.seed.us,
  project: 'cases',
  ...changes,
});

interface Seen {
  readonly id: number;
  readonly subject: string;
  readonly description: string;
  readonly due_date: string | null;
  readonly status: { readonly name: string };
  readonly journals: readonly { readonly notes: string | null; readonly private_notes: boolean }[];
}

/** A request of another person to the API; `undefined` for 404 and for an empty answer. */
const asColleague = async <T = void>(method: string, path: string, issue?: object): Promise<T | undefined> => {
  const response = await fetch(`${server.url}/${path}`, {
    method,
    headers: { 'x-redmine-api-key': server.seed.colleague.key, 'content-type': 'application/json' },
    ...(issue && { body: JSON.stringify({ issue }) }),
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text.trim() === '' ? undefined : (JSON.parse(text) as T);
};
const edit = (id: string, issue: object) => asColleague('PUT', `issues/${id}.json`, issue);

const colleague: Colleague = {
  take: (id) => edit(id, { assigned_to_id: server.seed.colleague.id, status_id: IN_PROGRESS }),
  answer: (id) => edit(id, { notes: 'We are looking into it.' }),
  stall: (id) => edit(id, { status_id: FEEDBACK, notes: 'Only among us.', private_notes: true }),
  resume: (id) => edit(id, { status_id: IN_PROGRESS }),
  resolve: (id) => edit(id, { status_id: CLOSED }),
  reopen: (id) => edit(id, { status_id: IN_PROGRESS }),
};
const look = async (id: string): Promise<Seen | undefined> =>
  (await asColleague<{ issue: Seen }>('GET', `issues/${id}.json?include=journals`))?.issue;
const seen = async (id: string): Promise<Seen> => {
  const issue = await look(id);
  if (!issue) throw new Error(`issue ${id} is gone`);
  return issue;
};
const count = async (project = 'cases'): Promise<number> =>
  (await asColleague<{ total_count: number }>('GET', `issues.json?project_id=${project}&status_id=*&limit=1`))?.total_count ?? 0;

const system = (): System & { colleague: Colleague } => ({
  ticketing,
  colleague,
  count,
  async look(id) {
    const issue = await look(id);
    if (!issue) return undefined;
    const state = STATES[issue.status.name];
    if (!state) throw new Error(`an unexpected status: ${issue.status.name}`);
    return { subject: issue.subject, state, text: [issue.description, ...issue.journals.map(({ notes }) => notes)].join('\n') };
  },
});

(withoutRedmine() ? describe.skip : describe)('Redmine', () => {
  beforeAll(async () => {
    server = await startRedmine();
    front = await startFront(server.url);
    ticketing = redmine(config());
  });
  afterAll(async () => {
    await front?.stop();
    await server?.stop();
  });
  beforeEach(() => front.behave('well'));

  keepsTheTicketingContract(system);
  reportsWhatChanges(system);
  describe('a case and its ticket', () => followsBothWays(() => redmineTracker(server)));

  describe('a ticket', () => {
    test('says what it is about, where to look at it, and by when in the zone of the configuration', async () => {
      const due = Date.parse('2026-03-01T20:00:00Z');
      const { id, url } = await redmine(config({ zone: 'Asia/Shanghai' })).open(ticket({ due }));
      const issue = await seen(id);
      expect(issue.due_date).toBe('2026-03-02');
      expect(issue.description.split('\n').at(-1)).toBe('acme:first-delivery:2026-03-01');
      expect(url).toBe(`${front.url}/issues/${id}`);
    });

    test('a subject that is too long is cut', async () => {
      const { id } = await ticketing.open(ticket({ subject: '长'.repeat(300) }));
      expect((await seen(id)).subject).toBe('长'.repeat(255));
    });

    test('a note is among colleagues and moves the due date', async () => {
      const { id } = await ticketing.open(ticket());
      await ticketing.note(id, { key: 'case/acme/1/0', text: 'later', due: Date.parse('2026-03-05T10:00:00Z') });
      const issue = await seen(id);
      expect(issue.due_date).toBe('2026-03-05');
      expect(issue.journals).toMatchObject([{ notes: null }, { notes: 'later\n\ncase/acme/1/0', private_notes: true, details: [] }]);
    });

    test('closed by a colleague, it is resolved, and stays closed', async () => {
      const { id } = await ticketing.open(ticket());
      await colleague.resolve(id);
      await ticketing.move(id, 'resolved');
      expect((await seen(id)).status.name).toBe('Closed');
    });

    test('is kept by a field for all projects, where the configuration names its number', async () => {
      const everywhere = redmine(config({ field: server.seed.everywhere }));
      const made = ticket();
      const { id } = await everywhere.open(made);
      await expect(everywhere.open(made)).resolves.toMatchObject({ id });
      await expect(everywhere.keyOf(id)).resolves.toBe(made.key);
      await expect(ticketing.keyOf(id)).resolves.toBeUndefined();
    });
  });

  describe('what changes', () => {
    const fromNow = async (): Promise<string> => (await ticketing.changes?.(undefined))?.cursor ?? '';

    test('one step may be several changes', async () => {
      const { id } = await ticketing.open(ticket());
      await ticketing.move(id, 'resolved');
      const cursor = await fromNow();
      await edit(id, { status_id: FEEDBACK, assigned_to_id: server.seed.colleague.id, notes: 'What do you see?' });
      await edit(id, { status_id: NEW, assigned_to_id: '' });
      await edit(id, { status_id: IN_PROGRESS });
      await edit(id, { status_id: NEW });
      await edit(id, { status_id: RESOLVED, notes: 'Done.' });
      const { changes } = (await ticketing.changes?.(cursor)) ?? {};
      expect(changes?.map(({ what }) => what)).toEqual([
        'reopened',
        'taken',
        'answered',
        'stalled',
        'resumed',
        'taken',
        'answered',
        'resolved',
      ]);
    });

    test('of issues that are not ours is not told', async () => {
      const cursor = await fromNow();
      const made = await asColleague<{ issue: Seen }>('POST', 'issues.json', { project_id: 'cases', subject: 'not ours' });
      await colleague.resolve(String(made?.issue.id));
      expect((await ticketing.changes?.(cursor))?.changes).toEqual([]);
    });

    test('nothing costs one request, however often it is asked', async () => {
      const { id } = await ticketing.open(ticket());
      await sleep(800);
      await ticketing.open(ticket());
      const before = await fromNow();
      await colleague.take(id);
      let cursor = (await ticketing.changes?.(before))?.cursor;
      front.behave('well');
      for (let poll = 0; poll < 3; poll += 1) {
        const next = await ticketing.changes?.(cursor);
        expect(next).toMatchObject({ changes: [], more: false });
        cursor = next?.cursor;
      }
      expect(front.requests()).toBe(3);
    });

    test('long after the last change nothing is listed again, and the next one is told', async () => {
      const { id } = await ticketing.open(ticket());
      let cursor: string | undefined = await fromNow();
      expect(cursor).toContain(`[${id},`);
      // Only our clock can be set: Redmine's must pass the last change.
      await sleep(2_500);
      const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
      cursor = (await ticketing.changes?.(cursor))?.cursor;
      clock.mockRestore();
      expect(cursor).toContain('"reported":[]');
      await colleague.take(id);
      expect((await ticketing.changes?.(cursor))?.changes).toMatchObject([{ ticket: id, what: 'taken' }]);
    });

    test('more than one call reads is caught up with: each ticket’s changes in order, each once', async () => {
      const ids: string[] = [];
      for (let made = 0; made < 5; made += 1) ids.push((await ticketing.open(ticket())).id);
      const changes = redmineChanges(redmineApi(config()), 2);
      let { cursor } = await changes(undefined);
      for (const id of ids) await colleague.resolve(id);
      for (const id of ids.slice(0, 3)) await colleague.reopen(id);
      const reported: string[] = [];
      for (let more = true; more; ) {
        const next = await changes(cursor);
        reported.push(...next.changes.map((change) => `${change.ticket} ${change.what}`));
        // A person adds changes meanwhile.
        if (reported.length > 0 && reported.length < 6) await colleague.answer(ids[0] ?? '');
        ({ cursor, more } = next);
      }
      const of = (id: string) => reported.filter((line) => line.startsWith(`${id} `)).map((line) => line.split(' ')[1]);
      expect(ids.slice(1).map(of)).toEqual([['resolved', 'reopened'], ['resolved', 'reopened'], ['resolved'], ['resolved']]);
      expect(of(ids[0] ?? '').slice(0, 2)).toEqual(['resolved', 'reopened']);
      expect(new Set(of(ids[0] ?? '').slice(2))).toEqual(new Set(['answered']));
      await expect(changes(cursor)).resolves.toMatchObject({ changes: [] });
    });

    test('while we were away comes in order, after Redmine was killed and started again on its data', async () => {
      const first = await ticketing.open(ticket());
      const second = await ticketing.open(ticket());
      const cursor = await fromNow();
      await colleague.resolve(first.id);
      await colleague.take(second.id);
      await server.crash();
      await expect(ticketing.changes?.(cursor)).rejects.toMatchObject({ code: 'ticketing-unreachable' });
      await expect(ticketing.move(second.id, 'waiting')).rejects.toMatchObject({ code: 'ticketing-unreachable' });
      await server.restart();
      await colleague.reopen(first.id);
      await ticketing.move(second.id, 'waiting');
      await colleague.resolve(second.id);
      const { changes } = (await ticketing.changes?.(cursor)) ?? {};
      expect(changes?.map((change) => `${change.ticket} ${change.what}`)).toEqual([
        `${first.id} resolved`,
        `${second.id} taken`,
        `${first.id} reopened`,
        `${second.id} resolved`,
      ]);
    });
  });

  describe('trouble', () => {
    test('a wrong key', async () => {
      const locked = redmine(config({ key: 'wrong' }));
      await expect(locked.check()).rejects.toMatchObject({ code: 'wrong-token' });
      await expect(locked.open(ticket())).rejects.toMatchObject({ code: 'wrong-token' });
    });

    test('a user who could not write privately writes nothing', async () => {
      const { id } = await ticketing.open(ticket());
      const indiscreet = redmine(config({ key: server.seed.indiscreet }));
      await expect(indiscreet.note(id, { key: 'case/x/1/0', text: 'x' })).rejects.toMatchObject({
        code: 'ticketing-refused',
        parameters: { missing: expect.arrayContaining(['set_notes_private']) },
      });
      expect((await seen(id)).journals).toEqual([]);
    });

    test('a status that does not exist over there, or that the workflow does not allow', async () => {
      const { id } = await ticketing.open(ticket());
      const dreaming = redmine(config({ statuses: { waiting: 'Dreaming' } }));
      await expect(dreaming.move(id, 'waiting')).rejects.toMatchObject({ code: 'no-such-status' });
      await expect(dreaming.check()).rejects.toMatchObject({ code: 'no-such-status' });
      await expect(redmine(config({ statuses: { resolved: 'Rejected' } })).move(id, 'resolved')).rejects.toMatchObject({
        code: 'no-such-status',
      });
      expect((await seen(id)).status.name).toBe('New');
    });

    test('a deleted ticket', async () => {
      const { id } = await ticketing.open(ticket());
      await asColleague('DELETE', `issues/${id}.json`);
      await expect(ticketing.move(id, 'resolved')).rejects.toMatchObject({ code: 'no-such-ticket' });
      await expect(ticketing.note(id, { key: 'case/x/1/0', text: 'x' })).rejects.toMatchObject({ code: 'no-such-ticket' });
      await expect(ticketing.keyOf(id)).resolves.toBeUndefined();
    });

    test('a project or a field that is not there', async () => {
      await expect(redmine(config({ project: 'nowhere' })).check()).rejects.toMatchObject({ code: 'ticketing-refused' });
      await expect(redmine(config({ field: 99 })).open(ticket())).rejects.toMatchObject({ code: 'ticketing-refused' });
    });

    test('a tracker without our field gets one ticket, not one for each attempt', async () => {
      const crooked = redmine(config({ project: 'crooked' }));
      const made = ticket();
      for (let attempt = 0; attempt < 3; attempt += 1)
        await expect(crooked.open(made)).rejects.toMatchObject({ code: 'ticketing-refused', parameters: { why: 'redmine-tracker' } });
      await expect(count('crooked')).resolves.toBe(1);
    });

    test('a storm of 500s, some after the work was done: one ticket, moved, with one note', async () => {
      const made = ticket();
      const before = await count();
      const persistently = async <T>(work: () => Promise<T>): Promise<T> => {
        for (;;) {
          try {
            return await work();
          } catch (error) {
            expect(error).toMatchObject({ code: 'ticketing-failed' });
          }
        }
      };
      const stormy = redmine(config());
      front.behave('stormy');
      const { id } = await persistently(() => stormy.open(made));
      await persistently(() => stormy.note(id, { key: 'case/acme/2/0', text: 'a word' }));
      await persistently(() => stormy.move(id, 'taken'));
      expect(await count()).toBe(before + 1);
      const issue = await seen(id);
      expect(issue.status.name).toBe('In Progress');
      expect(issue.journals.filter(({ notes }) => notes)).toHaveLength(1);
    });

    test('a slow Redmine', async () => {
      front.behave('asleep');
      await expect(redmine(config({ patience: 200 })).check()).rejects.toMatchObject({ code: 'ticketing-slow' });
    });

    test('something else at its address', async () => {
      front.behave('strange');
      await expect(redmine(config()).check()).rejects.toMatchObject({ code: 'ticketing-failed' });
    });
  });
});

describe('the environment', () => {
  const env = { REDMINE_URL: 'https://redmine.example.com/support', REDMINE_KEY: 'k', REDMINE_PROJECT: 'cases' };

  test('is read, statuses by name', () => {
    expect(redmineFromEnvironment({})).toBeUndefined();
    expect(redmineFromEnvironment(env)).toEqual({ url: 'https://redmine.example.com/support', key: 'k', project: 'cases' });
    expect(
      redmineFromEnvironment({
        ...env,
        REDMINE_STATUSES: 'taken=In Arbeit, resolved=Gelöst',
        REDMINE_FIELD: '7',
        REDMINE_ZONE: 'Europe/Berlin',
      }),
    ).toMatchObject({ statuses: { taken: 'In Arbeit', resolved: 'Gelöst' }, field: 7, zone: 'Europe/Berlin' });
  });

  test.each([
    ['REDMINE_URL', ''],
    ['REDMINE_URL', 'redmine'],
    ['REDMINE_URL', 'ftp://redmine.example.com'],
    ['REDMINE_KEY', ''],
    ['REDMINE_PROJECT', ''],
    ['REDMINE_STATUSES', 'gone=Closed'],
    ['REDMINE_STATUSES', 'taken'],
    ['REDMINE_FIELD', 'ExternalId'],
    ['REDMINE_ZONE', 'Mars'],
  ])('says what is wrong with %s=%s', (name, value) => {
    expect(() => redmineFromEnvironment({ ...env, [name]: value })).toThrow(
      expect.objectContaining({ code: 'bad-configuration', message: expect.stringContaining(name) }),
    );
  });
});

/** `stormy`: every request fails the first time; a write fails after it was done. */
type Behaviour = 'well' | 'stormy' | 'asleep' | 'strange';

interface Front {
  readonly url: string;
  /** Sets the behaviour, and begins to count again. */
  behave(how: Behaviour): void;
  requests(): number;
  stop(): Promise<void>;
}

/** A proxy before a company's Redmine, which can fail. */
async function startFront(behind: string): Promise<Front> {
  let behaviour: Behaviour = 'well';
  let requests = 0;
  const asked = new Set<string>();
  const front: Server = createServer((request, response) => {
    requests += 1;
    const what = `${request.method} ${request.url}`;
    const isStormy = behaviour === 'stormy' && !asked.has(what);
    asked.add(what);
    void (async () => {
      const sent: Buffer[] = [];
      for await (const chunk of request) sent.push(chunk as Buffer);
      if (behaviour === 'asleep') return;
      if (behaviour === 'strange') return void response.end('<html>Welcome!</html>');
      if (isStormy && request.method === 'GET') return void response.writeHead(500).end();
      const { 'x-redmine-api-key': key, 'content-type': type } = request.headers;
      try {
        const answer = await fetch(behind + (request.url ?? ''), {
          method: request.method ?? 'GET',
          headers: { 'x-redmine-api-key': String(key), ...(type !== undefined && { 'content-type': type }) },
          ...(sent.length > 0 && { body: Buffer.concat(sent) }),
        });
        const body = await answer.text();
        if (isStormy) response.writeHead(500).end();
        else response.writeHead(answer.status).end(body);
      } catch {
        request.socket.destroy();
      }
    })();
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    behave(how) {
      behaviour = how;
      requests = 0;
      asked.clear();
    },
    requests: () => requests,
    async stop() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
