import { parse } from 'yaml';
import type { Sender } from '../../activities/send';
import type { AccountEffect } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { compileTerms } from '../../domain/playbook/compile';
import { contentHash } from '../../domain/playbook/hash';
import type { Playbook } from '../../domain/playbook/playbook';
import type { CaseCommands } from '../../domain/service-case/types';
import { entities, playbooks, terms as storedTerms } from '../../store';
import { STANDARD } from '../support/playbook';
import { clock, expectNoSecret, failureOf, houseOfFile } from './house';

const house = houseOfFile();
let terms: string;

/** All commands and starts that were sent to other entities. */
const asked: unknown[][] = [];
let trouble: Error | undefined;
const ask = (...what: unknown[]): Promise<void> => {
  asked.push(what);
  return trouble ? Promise.reject(trouble) : Promise.resolve();
};
const send: Sender = {
  command: async (...what) => {
    await ask('command', ...what);
    return 1;
  },
  start: (...what) => ask('start', ...what),
};
const refusing = (code: string) => {
  trouble = new DomainError(code, { inWords: '李伟 may not' });
};

/** Publishes a playbook and keeps the terms of an account that uses it. */
const published = async (playbook: Playbook): Promise<string> => {
  await playbooks.publish(house.store, contentHash(playbook), 'source', playbook);
  const compiled = compileTerms(playbook, { calendarId: 'china', fromYear: 2025 });
  await storedTerms.put(house.store, compiled);
  return compiled.id;
};
const standard = () => parse(STANDARD) as Playbook;

beforeAll(async () => {
  terms = await published(standard());
});
beforeEach(() => {
  asked.length = 0;
  trouble = undefined;
});

const perform = (key: string, effect: AccountEffect) => house.perform(key, effect, { send });

describe('a command to another entity', () => {
  const amend = { lane: 'case/C-1', type: 'send', to: 'case/C-1', command: 'amend', args: { level: 'gold' } } as const;

  test('goes under the key of its effect', async () => {
    await expect(perform('account/acme/5/0', amend)).resolves.toEqual({ ok: true });
    expect(asked).toEqual([['command', 'case/C-1', 'amend', { level: 'gold' }, 'account/acme/5/0']]);
  });

  test.each(['case-closed', 'entity-not-running'])('that is refused (%s) is answered for good', async (code) => {
    refusing(code);
    await expect(perform(`account/acme/6/${code}`, amend)).resolves.toEqual({ ok: false, code });
  });

  test.each(['no-worker', 'temporal-unavailable', 'temporal-refused', 'store-unreachable'])(
    'is sent again while nobody can hear it (%s)',
    async (code) => {
      refusing(code);
      expect((await failureOf(perform(`account/acme/7/${code}`, amend))).type).toBe(code);
      trouble = undefined;
      await expect(perform(`account/acme/7/${code}`, amend)).resolves.toEqual({ ok: true });
    },
  );
});

describe('a case that its account opens', () => {
  const startCase = (id: string, changes: object = {}): AccountEffect => ({
    lane: `case/${id}`,
    type: 'start-case',
    case: id,
    terms,
    level: 'platinum',
    severity: 'critical',
    kind: 'problem',
    stage: 'stable',
    segment: 'core-value',
    team: { technical: house.liWei, 'sales-manager': house.chenJing },
    reportedAt: clock.deployment - 60_000,
    note: 'n-7',
    by: house.chenJing,
    ...changes,
  });

  test('begins with what it takes from its account, and the terms of service of the account’s playbook and calendar', async () => {
    await expect(perform('account/acme/10/0', startCase('C-10'))).resolves.toEqual({ ok: true, value: 'C-10' });
    const [[what, entity, first, begins] = []] = asked;
    expect([what, entity]).toEqual(['start', 'case/C-10']);
    const { terms: service, ...rest } = first as CaseCommands['start'];
    expect(rest).toEqual({
      rules: 1,
      case: 'C-10',
      account: 'acme',
      level: 'platinum',
      severity: 'critical',
      kind: 'problem',
      stage: 'stable',
      segment: 'core-value',
      team: { technical: house.liWei, 'sales-manager': house.chenJing },
      at: clock.deployment - 60_000,
      note: 'n-7',
      by: house.chenJing,
    });
    expect(service).toMatchObject({ playbook: contentHash(standard()), levels: { silver: { window: 'china' } } });
    expect(service.calendars.china?.holidays?.every((date) => date >= '2025')).toBe(true);
    expectNoSecret(first);
    expect(begins).toMatchObject({
      type: 'serviceCase',
      attributes: {
        PerennialKind: 'case',
        PerennialAccount: 'acme',
        PerennialStatus: 'open',
        PerennialStage: 'stable',
        PerennialLevel: 'platinum',
        PerennialSegment: 'core-value',
      },
    });
  });

  test('is started again by an attempt that follows one that was cut off, until it has lived', async () => {
    refusing('temporal-unavailable');
    await failureOf(perform('account/acme/11/0', startCase('C-11')));
    trouble = undefined;
    await expect(perform('account/acme/11/0', startCase('C-11'))).resolves.toEqual({ ok: true, value: 'C-11' });
    expect(asked).toHaveLength(2);
    await house.store.db.updateTable('entity').set({ state: 'live', sequence: 1 }).where('id', '=', 'case/C-11').execute();
    await expect(perform('account/acme/11/1', startCase('C-11'))).resolves.toEqual({ ok: true, value: 'C-11' });
    expect(asked).toHaveLength(2);
  });

  test('that ran and ended before its journal was written is not started again', async () => {
    refusing('identity-used');
    await expect(perform('account/acme/12/0', startCase('C-12'))).resolves.toEqual({ ok: true, value: 'C-12' });
  });

  test('is not lost to a server that is set up wrong', async () => {
    refusing('temporal-refused');
    expect((await failureOf(perform('account/acme/13/0', startCase('C-13')))).type).toBe('temporal-refused');
  });

  test('waits for terms and playbooks that are not there yet', async () => {
    expect((await failureOf(perform('account/acme/14/0', startCase('C-14', { terms: 'none' })))).type).toBe('unknown-terms');
    const compiled = compileTerms({ ...standard(), playbook: 'another' }, { calendarId: 'china', fromYear: 2025 });
    await storedTerms.put(house.store, compiled);
    expect((await failureOf(perform('account/acme/15/0', startCase('C-15', { terms: compiled.id })))).type).toBe('unknown-playbook');
  });

  test('that no playbook provides for is refused before anything is claimed or started', async () => {
    const { cases: _, ...silent } = standard();
    const changes = { terms: await published(silent) };
    await expect(perform('account/acme/16/0', startCase('C-16', changes))).resolves.toEqual({ ok: false, code: 'no-service' });
    await expect(perform('account/acme/17/0', startCase('C-17', { severity: 'odd' }))).resolves.toEqual({
      ok: false,
      code: 'unknown-severity',
    });
    expect(asked).toEqual([]);
    await expect(entities.claim(house.store, 'case/C-16', 'case')).resolves.toBe('claimed');
  });
});
