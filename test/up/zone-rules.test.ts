// The first start records the version of the zone rules, and a worker with another one says so.
import pino from 'pino';
import { type Store, zoneRules } from '../../store';
import { openStoreOf, Stops } from '../../up/deployment';
import { warnOfZoneRules } from '../../up/zone-rules';
import { ZONE_RULES } from '../../worker/worker';

const stops = new Stops();
let store: Store;
beforeAll(async () => {
  ({ store } = await openStoreOf(stops, { memory: true }));
});
afterAll(() => stops.run());

async function logged(running?: string): Promise<string[]> {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  await warnOfZoneRules(store, logger, running);
  return lines;
}

it("is this Node's at the first start", async () => {
  expect(ZONE_RULES).toMatch(/^\d{4}[a-z]$/);
  expect(await zoneRules.inForce(store)).toBe(ZONE_RULES);
  expect(await logged()).toEqual([]);
});

it('is warned of where it is another one, with both versions and the remedy', async () => {
  const [line = '{}', ...more] = await logged('1999z');
  expect(more).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({
    level: 40,
    recorded: ZONE_RULES,
    running: '1999z',
    msg: expect.stringContaining('perennial upgrade'),
  });
});
