import { PassThrough, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { clock } from '../../cli/clock';

async function ask(input: string | Iterable<string | Buffer>): Promise<Record<string, unknown>[]> {
  const output = new PassThrough();
  const answers = text(output);
  await clock(Readable.from(typeof input === 'string' ? [input] : input), output);
  output.end();
  const lines = await answers;
  expect(lines === '' || lines.endsWith('\n')).toBe(true);
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
const askAll = (...requests: unknown[]) =>
  ask(requests.map((request) => `${typeof request === 'string' ? request : JSON.stringify(request)}\n`).join(''));

const calendar = {
  timeZone: 'Asia/Shanghai',
  week: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
  },
  holidays: ['2026-10-01'],
  recurringHolidays: ['12-25'],
  shifts: { '2026-02-14': [['09:00', '17:00']] },
};
const request = { id: 'a', calendar, from: '2026-01-12T01:00:00Z', target: 'PT4H' };
const error = (code: string) => ({ code, message: expect.any(String) as string });

describe('perennial clock', () => {
  test('says when a target is due, and why', async () => {
    // Open on Mondays only: 8 hours on 12 January less one of pause, 8 on the 19th, 8 on the 26th, one on 2 February.
    const pauses = [['2026-01-12T02:00:00Z', '2026-01-12T03:00:00Z']];
    expect(await askAll({ ...request, from: '2026-01-09T08:30:00Z', target: 'PT24H', count: 'window', pauses })).toEqual([
      {
        id: 'a',
        due: '2026-02-02T02:00:00Z',
        paused: false,
        pausedSeconds: 3600,
        because: [
          'Counted from 2026-01-09T08:30:00Z.',
          'The calendar is closed then: the clock starts when it opens, 2026-01-12T01:00:00Z.',
          'The target is PT24H of open time.',
          'Paused from 2026-01-12T02:00:00Z to 2026-01-12T03:00:00Z: 3600 s that would have counted.',
        ],
      },
    ]);
  });
  test('says how much has passed', async () => {
    const { target: _, ...rest } = request;
    expect(await askAll({ ...rest, id: 'b', to: '2026-01-12T03:00:00Z' }, { ...rest, id: 7, to: '2026-01-01T00:00:00Z' })).toEqual([
      { id: 'b', elapsedSeconds: 7200 },
      { id: 7, elapsedSeconds: 0 },
    ]);
  });
  test('counts open time unless told otherwise', async () => {
    const [window, wall] = await askAll({ ...request, target: 'PT9H' }, { ...request, target: 'PT9H', count: 'wall' });
    expect([window?.due, wall?.due]).toEqual(['2026-01-19T02:00:00Z', '2026-01-12T10:00:00Z']);
  });
  test('has no due time during an open pause', async () => {
    const [answer] = await askAll({ ...request, pauses: [['2026-01-12T02:00:00Z', null]] });
    expect(answer).toMatchObject({ id: 'a', due: null, paused: true, pausedSeconds: 0 });
    expect(answer?.because).toContain('Paused since 2026-01-12T02:00:00Z: there is no due time until it goes on.');
  });
  test('names closing time, business days and wall time', async () => {
    const [closing, days, wall] = await askAll(
      { ...request, target: 'PT8H' },
      { ...request, target: 'P1D' },
      { ...request, count: 'wall' },
    );
    expect(closing?.because).toContain('That is closing time, 2026-01-12T10:00:00Z.');
    expect(days?.because).toContain('The target is P1D in business days.');
    expect(wall?.because).toContain('The target is PT4H of wall time.');
  });

  test.each<[string, unknown, string]>([
    ['without one open hour', { ...request, calendar: { timeZone: 'UTC', week: {} } }, 'no-open-hours'],
    ['in no zone', { ...request, calendar: { ...calendar, timeZone: 'Asia/Beijing' } }, 'bad-zone'],
    ['with a reversed interval', { ...request, calendar: { ...calendar, week: { mon: [['18:00', '09:00']] } } }, 'bad-interval'],
    ['on 30 February', { ...request, calendar: { ...calendar, holidays: ['2026-02-30'] } }, 'bad-date'],
    ['with a calendar in words', { ...request, calendar: 'Shanghai' }, 'bad-request'],
    ['with a list for a calendar', { ...request, calendar: [] }, 'bad-calendar'],
    ['without a calendar', { ...request, calendar: undefined }, 'bad-request'],
    ['without from', { ...request, from: undefined }, 'bad-request'],
    ['with a number for from', { ...request, from: 1768179600000 }, 'bad-request'],
    ['from no instant', { ...request, from: '2026-01-12' }, 'bad-instant'],
    ['without target and to', { ...request, target: undefined }, 'bad-request'],
    ['with target and to', { ...request, to: '2026-01-12T03:00:00Z' }, 'bad-request'],
    ['with a number for a target', { ...request, target: 24 }, 'bad-request'],
    ['with a negative target', { ...request, target: '-PT4H' }, 'bad-duration'],
    ['with a target in words', { ...request, target: 'soon' }, 'bad-duration'],
    ['with a count that nobody knows', { ...request, count: 'hours' }, 'bad-request'],
    ['with a reversed pause', { ...request, pauses: [['2026-01-12T03:00:00Z', '2026-01-12T02:00:00Z']] }, 'bad-pause'],
    ['with half a pause', { ...request, pauses: [['2026-01-12T03:00:00Z']] }, 'bad-request'],
    ['with pauses in words', { ...request, pauses: 'none' }, 'bad-request'],
    ['of a century', { ...request, target: 'PT999999999H' }, 'span-too-long'],
  ])('a request %s is answered with its error, and the next lines go on', async (_, bad, code) => {
    const [first, second, third] = await askAll(request, { ...(bad as object), id: 'bad' }, { ...request, id: 'c' });
    expect(second).toEqual({ id: 'bad', line: 2, error: error(code) });
    expect([first, third]).toEqual([
      expect.objectContaining({ id: 'a', due: '2026-01-12T06:00:00Z' }),
      expect.objectContaining({ id: 'c', due: '2026-01-12T06:00:00Z' }),
    ]);
  });

  test.each<[string, string]>([
    ['not JSON', 'bad-json'],
    ['{"id":', 'bad-json'],
    ['[]', 'bad-request'],
    ['null', 'bad-request'],
    ['17', 'bad-request'],
    ['{}', 'bad-request'],
  ])('the line %s has no id', async (line, code) => expect(await askAll(line)).toEqual([{ id: null, line: 1, error: error(code) }]));

  test('blank lines are passed over, and counted', async () => {
    expect(await ask(`\n  \n${JSON.stringify(request)}\n\nx\n\n`)).toEqual([
      expect.objectContaining({ id: 'a' }),
      { id: null, line: 5, error: error('bad-json') },
    ]);
    expect(await ask('')).toEqual([]);
  });
  test('reads what other systems write: a byte order mark, CRLF, no last line end, characters cut in two, U+2028 in a string', async () => {
    const bytes = Buffer.from(`\uFEFF${JSON.stringify({ ...request, id: '客户\u2028' })}\r\n${JSON.stringify({ ...request, id: 'z' })}`);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 5) }, (_, n) => bytes.subarray(n * 5, n * 5 + 5));
    expect((await ask(pieces)).map(({ id, due }) => [id, due])).toEqual([
      ['客户\u2028', '2026-01-12T06:00:00Z'],
      ['z', '2026-01-12T06:00:00Z'],
    ]);
  });
  test('ends quietly when nobody listens any more', async () => {
    const closed = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('closed'), { code: 'EPIPE' })) });
    await expect(clock(Readable.from([`${JSON.stringify(request)}\n`]), closed)).resolves.toBeUndefined();
  });
  test('ten thousand answers come in the order of their requests', async () => {
    const from = Date.parse(request.from);
    const requests = Array.from({ length: 10_000 }, (_, id) => ({
      ...request,
      id,
      from: new Date(from + (id % 500) * 3_600_000).toISOString(),
    }));
    expect((await askAll(...requests)).map(({ id }) => id)).toEqual(requests.map(({ id }) => id));
  });
  test('no line whatever ends it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string().map((line) => line.replace(/\n/g, ' ')),
            fc.json(),
            fc
              .record(
                {
                  id: fc.jsonValue(),
                  calendar: fc.oneof(fc.constant(calendar), fc.jsonValue()),
                  from: fc.oneof(fc.constant(request.from), fc.jsonValue()),
                  target: fc.oneof(fc.constant('PT4H'), fc.jsonValue()),
                  to: fc.jsonValue(),
                  count: fc.jsonValue(),
                  pauses: fc.jsonValue(),
                },
                { requiredKeys: ['calendar', 'from'] },
              )
              .map((value) => JSON.stringify(value)),
          ),
        ),
        async (lines) => {
          const asked = lines.filter((line) => line.trim() !== '');
          expect(await askAll(...lines)).toHaveLength(asked.length);
        },
      ),
    ));
});
