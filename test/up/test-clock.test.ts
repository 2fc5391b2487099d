// The first start sets a store's clock: a test's, a demonstration's, or real time.

import { PGlite } from '@electric-sql/pglite';
import { deploymentTime } from '../../domain/time/deployment-clock';
import { parseInstant } from '../../domain/time/time';
import { openStoreOf, Stops } from '../../up/deployment';
import { refusalWords } from '../support/refusal';

const START = '2026-02-28T01:30:00Z';
const environment = { ...process.env };
let pglite: PGlite;
/** Opens the store like a process with these settings. */
const opened = (settings: Readonly<Record<string, string>> = {}, speed?: number) => {
  Object.assign(process.env, settings);
  return openStoreOf(new Stops(), { pglite }, speed);
};
const stranger = () => PGlite.create('memory://');

beforeAll(async () => {
  pglite = await stranger();
});
beforeEach(() => {
  for (const name of ['PERENNIAL_TEST_CLOCK', 'NODE_ENV']) delete process.env[name];
});
afterAll(async () => {
  Object.assign(process.env, environment);
  await pglite.close();
});

it('starts where PERENNIAL_TEST_CLOCK says, and passes as fast as ours', async () => {
  const { clock } = await opened({ PERENNIAL_TEST_CLOCK: START });
  expect(deploymentTime(clock, clock.real)).toBe(parseInstant(START));
  expect(clock.speed).toBe(1);
});

it('is the same at every later start', async () => {
  const { clock } = await opened({ PERENNIAL_TEST_CLOCK: START });
  expect(clock.deployment).toBe(parseInstant(START));
});

it.each([
  ['without it, told what to set', {}, /clock started at 2026-02-28T01:30:00Z/],
  ['at another instant', { PERENNIAL_TEST_CLOCK: '2026-03-01T00:00:00Z' }, /clock started at 2026-02-28T01:30:00Z/],
])('is refused %s', async (_, settings: Record<string, string>, message) => {
  await expect(opened(settings)).rejects.toMatchObject({ code: 'wrong-clock' });
  expect(await refusalWords(opened(settings))).toMatch(message);
});

it.each([
  ['no instant', { PERENNIAL_TEST_CLOCK: 'yesterday' }, /"yesterday"/],
  ['set in production', { PERENNIAL_TEST_CLOCK: START, NODE_ENV: 'production' }, /NODE_ENV/],
])('is refused where it is %s', async (_, settings, message) => {
  expect(await refusalWords(opened(settings))).toMatch(message);
});

it('a store that lives in real time never becomes a test’s', async () => {
  const normal = await stranger();
  const { clock } = await openStoreOf(new Stops(), { pglite: normal });
  expect(clock).toEqual({ real: 0, deployment: 0, speed: 1 });
  process.env.PERENNIAL_TEST_CLOCK = START;
  await expect(openStoreOf(new Stops(), { pglite: normal })).rejects.toMatchObject({
    code: 'wrong-clock',
    parameters: { store: 'untested' },
  });
  await normal.close();
});
