import { perennial } from './perennial';
import { Problem, SmallApi } from './small-api';

const PLAN = { alive: 5, behind: 5, zoneRules: { recorded: '2025b', running: '2026a', adopting: '2026a' } };
const FAILED = [
  { entity: 'account/gone', code: 'entity-not-running', detail: 'account/gone does not run.' },
  { entity: 'person/p-9', code: 'not-turned', detail: 'It still lives by older rules.' },
];
const MOVED = [{ entity: 'account/acme', what: 'weekly-sync:2026-11-20', due: '2026-11-20T10:00:00Z' }];

/** An upgrade that is finished at the second look. With `failed` one of its entities does not answer. */
const upgrading = (failed: readonly unknown[] = []) => {
  const begun = { id: 'CA-1', state: 'running', turned: 3, current: 0, failed: [], adopted: null, moved: [] };
  const through = { ...begun, state: 'done', turned: 4, current: failed.length === 0 ? 1 : 0, failed };
  const looks = [begun, failed.length === 0 ? { ...through, adopted: '2026a', moved: MOVED } : through];
  return new SmallApi({
    'GET /upgrade': () => PLAN,
    'POST /upgrade': () => begun,
    'GET /upgrade/CA-1': () => (looks.length > 1 ? looks.shift() : looks[0]),
  });
};

async function run(api: SmallApi, ...args: string[]) {
  const env = { ...(await api.listen()), TZ: 'UTC' };
  try {
    return await perennial(['upgrade', ...args], { env });
  } finally {
    await api.close();
  }
}

describe('perennial upgrade', () => {
  it('looks until it is through, and names what moved', async () => {
    const api = upgrading();
    const { code, out, err } = await run(api, '--rate', '3/s');
    expect({ code, err }).toEqual({ code: 0, err: 'asked 3 of 5\n' });
    expect(out).toMatch(
      /^4 pages turned, 1 current already, 0 failed\.\nZone rules 2026a are adopted \(until now 2025b\); 1 due time moved:\n/,
    );
    expect(out).toMatch(/account\/acme +weekly-sync:2026-11-20 +Fri 2026-11-20 10:00/);
    expect(api.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['GET', '/upgrade', undefined],
      ['POST', '/upgrade', { perSecond: 3 }],
      ['GET', '/upgrade/CA-1', undefined],
      ['GET', '/upgrade/CA-1', undefined],
    ]);
  });

  it('names what failed once, and what did not turn its page, and exits with 1', async () => {
    const { code, out, err } = await run(upgrading(FAILED), '--all', '--json');
    expect(code).toBe(1);
    const { failed, zoneRules } = JSON.parse(out) as { failed: { entity: string; code: string }[]; zoneRules: unknown };
    expect(failed.map(({ entity, code: why }) => [entity, why])).toEqual([
      ['account/gone', 'entity-not-running'],
      ['person/p-9', 'not-turned'],
    ]);
    expect(zoneRules).toEqual({ recorded: '2025b', adopted: null });
    expect(err).toContain('account/gone: entity-not-running: account/gone does not run.\n');
    expect(err).toContain('run it again');
  });

  it('says what there is to do, and does nothing', async () => {
    const api = upgrading();
    const { code, out } = await run(api, '--dry-run');
    expect({ code, out }).toEqual({
      code: 0,
      out: '5 of 5 live by older rules. Zone rules 2026a are to be adopted in the place of 2025b. Nothing was done.\n',
    });
    expect(api.asked).toHaveLength(1);
  });

  it('refuses a rate that is none, and says what the API refuses', async () => {
    expect((await run(upgrading(), '--rate', 'fast')).code).toBe(2);
    const refusing = new SmallApi({ 'GET /upgrade': () => new Problem(409, 'zone-rules-differ', 'They differ.') });
    expect(await run(refusing)).toMatchObject({ code: 1, err: 'perennial: They differ.\n' });
  });
});
