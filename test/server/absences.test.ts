// Who is away and who stands in, by the API.
import { type Deployment, withoutTemporal } from './deployment';

let house: Deployment;
beforeAll(async () => {
  house = await withoutTemporal();
});
afterAll(() => house.close());

const away = (person: string, from: string, until: string, substitute: string) =>
  house.post('/absences', { person, from, until, substitute });

it('records whole days of the person’s zone, and lists them', async () => {
  const { status, body } = await away('li.wei', '2026-02-02', '2026-02-06', 'wang.fang');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    person: 'li.wei',
    from: '2026-02-01T16:00:00Z',
    until: '2026-02-06T16:00:00Z',
    substitute: 'wang.fang',
    state: 'ahead',
  });
  expect((await house.get('/absences')).body.absences).toEqual([body]);
});

it('refuses a ring of substitutes, a second absence at the same time, and what makes no sense', async () => {
  expect(await away('wang.fang', '2026-02-06', '2026-02-10', 'li.wei')).toMatchObject({
    status: 409,
    body: { code: 'ring-of-substitutes' },
  });
  expect(await away('li.wei', '2026-02-05', '2026-02-09', 'liu.qiang')).toMatchObject({ status: 409, body: { code: 'away-already' } });
  for (const [person, from, until, substitute, field] of [
    ['liu.qiang', '2026-03-05', '2026-03-04', 'li.wei', 'until'],
    ['liu.qiang', '2025-03-05', '2025-03-06', 'li.wei', 'until'],
    ['liu.qiang', '2026-03-05', '2026-03-06', 'liu.qiang', 'substitute'],
    ['liu.qiang', 'soon', '2026-03-06', 'li.wei', 'from'],
    ['nobody', '2026-03-05', '2026-03-06', 'li.wei', 'person'],
  ] as const)
    expect(await away(person, from, until, substitute)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  // One after the other is no ring.
  expect((await away('wang.fang', '2026-02-07', '2026-02-10', 'li.wei')).status).toBe(200);
});

it('ends one that has not begun by taking it back', async () => {
  expect((await house.post('/absences/wang.fang/end', undefined)).status).toBe(200);
  expect((await house.get('/absences?all=true')).body.absences.map(({ person }: { person: string }) => person)).toEqual(['li.wei']);
  expect(await house.post('/absences/wang.fang/end', undefined)).toMatchObject({ status: 404, body: { code: 'unknown-absence' } });
});
