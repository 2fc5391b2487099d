// Twenty-four hours of wall time: neither a weekend nor a pause of the account stops them.
import { dateOf, formatInstant, parseInstant, toInstant, weekday } from '../../domain/time/time';
import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { day, START, ZONE } from '../support/start';

// Eight hours a second.
const house = ofFile(() => withEverything('test-handover-clock', { speed: 8 * 3600 }));

/** The next Friday, 20:00 in Shanghai. */
const nextFridayNight = (): string => {
  const tonight = [0, 1, 2, 3, 4, 5, 6, 7].map((days) => toInstant(day(days), '20:00', ZONE));
  const friday = tonight.find((instant) => instant > START && weekday(dateOf(instant, ZONE)) === 'fri');
  return formatInstant(friday ?? Number.NaN);
};

it('a handover that nobody accepts from Friday night on is late on Saturday, warned of on the way, also of a paused account', async () => {
  const team = { accountManager: 'li.wei', salesManager: 'liu.qiang' };
  await good(house.post('/accounts', { account: 'acme', name: 'Acme', signedOn: day(-198), ...team }));
  await good(house.post('/accounts/acme/pause', { reason: 'office moves' }));
  const friday = nextFridayNight();
  await eventually('Friday night', async () => ((await good(house.get('/health'))).now > friday ? true : undefined));
  const fields = { kind: 'ours', roles: 'account-manager', to: 'wang.fang', reason: 'left', at: friday };
  const { id, ...opened } = await good(house.post('/accounts/acme/handovers', fields));
  // A paused account plans nothing, and there is no backup: the sales manager stands in.
  expect(opened).toMatchObject({
    openedAt: friday,
    due: formatInstant(parseInstant(friday) + 24 * 3_600_000),
    visit: null,
    standIn: 'liu.qiang',
  });

  const late = await eventually('a late handover', async () => (await good(house.get('/handovers?late=true'))).handovers[0]);
  expect(late).toMatchObject({ id, late: true, status: 'running' });
  await eventually('three warnings', async () => ((await good(house.get(`/handovers/${id}`))).warned.length === 3 ? true : undefined));
  expect(await good(house.get(`/handovers/${id}`))).toMatchObject({ warned: [50, 75, 100] });
  const { history } = await good(house.get(`/handovers/${id}/history`));
  const warnings = history.filter(({ type }: { type: string }) => type === 'handoverWarned');
  expect(warnings.flatMap(({ data }: { data: { thresholds: number[] } }) => data.thresholds)).toEqual([50, 75, 100]);
  expect(warnings.at(-1).data.to).toContain('liu.qiang');
  expect((await good(house.get('/accounts/acme'))).handovers).toMatchObject([{ id, late: true }]);

  // Late but not lost: it can still be accepted, and stays late on record.
  await good(house.post(`/handovers/${id}/accept`, { by: 'wang.fang' }));
  for (const step of ['briefed', 'notified']) await house.post(`/handovers/${id}/complete`, { step });
  expect(
    await eventually('the end', async () => {
      const shown = await good(house.get(`/handovers/${id}`));
      return shown.status === 'done' ? shown : undefined;
    }),
  ).toMatchObject({ late: true });
  expect((await good(house.get('/handovers?late=true'))).handovers).toEqual([]);
});
