// Absences and substitutes, through the API.
import { formatInstant, startOfDay } from '../../domain/time/time';
import { withoutTemporal } from '../support/deployment';
import { ofFile } from '../support/of-file';
import { day, ZONE } from '../support/start';

const house = ofFile(() => withoutTemporal());

const away = (person: string, from: string, until: string, substitute: string) =>
  house.post('/absences', { person, from, until, substitute });

it('records whole days of the person’s zone, and lists them', async () => {
  const { status, body } = await away('li.wei', day(18), day(22), 'wang.fang');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    person: 'li.wei',
    from: formatInstant(startOfDay(day(18), ZONE)),
    until: formatInstant(startOfDay(day(23), ZONE)),
    substitute: 'wang.fang',
    state: 'ahead',
  });
  expect((await house.get('/absences')).body.absences).toEqual([body]);
});

it('refuses a ring of substitutes, a second absence at the same time, and what makes no sense', async () => {
  expect(await away('wang.fang', day(22), day(26), 'li.wei')).toMatchObject({
    status: 409,
    body: { code: 'ring-of-substitutes' },
  });
  expect(await away('li.wei', day(21), day(25), 'liu.qiang')).toMatchObject({ status: 409, body: { code: 'away-already' } });
  for (const [person, from, until, substitute, field] of [
    ['liu.qiang', day(49), day(48), 'li.wei', 'until'],
    ['liu.qiang', day(-316), day(-315), 'li.wei', 'until'],
    ['liu.qiang', day(49), day(50), 'liu.qiang', 'substitute'],
    ['liu.qiang', 'soon', day(50), 'li.wei', 'from'],
    ['nobody', day(49), day(50), 'li.wei', 'person'],
  ] as const)
    expect(await away(person, from, until, substitute)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  // One absence after the other makes no ring.
  expect((await away('wang.fang', day(23), day(26), 'li.wei')).status).toBe(200);
});

it('ends one that has not begun by taking it back', async () => {
  expect((await house.post('/absences/wang.fang/end', undefined)).status).toBe(200);
  expect((await house.get('/absences?all=true')).body.absences.map(({ person }: { person: string }) => person)).toEqual(['li.wei']);
  expect(await house.post('/absences/wang.fang/end', undefined)).toMatchObject({ status: 404, body: { code: 'unknown-absence' } });
});
