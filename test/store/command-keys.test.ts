import { commandKeys, contacts, people, stage, stageNote } from '../../store';
import { ENGINES, withStore } from './engines';

const NOW = Date.UTC(2026, 0, 5, 1);
const DAY = 86_400_000;

describe.each(ENGINES)('idempotency keys on %s', (engine) => {
  const store = withStore(engine);
  const claim = (key: string, content: string, command: string, at = NOW) => commandKeys.claim(store(), { key, content, command, at });

  it('are of one command, however often and by how many the request is made', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, (_, index) => claim('k-1', 'same', `x-${index}`)));
    expect(new Set(claims.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await claim('k-1', 'other', 'x-99')).toEqual({ other: true });
  });

  it('answer what was answered first', async () => {
    await claim('k-2', 'same', 'y-1');
    await commandKeys.settle(store(), 'y-1', { status: 200, body: '{"id":"a"}' });
    await commandKeys.settle(store(), 'y-1', { status: 200, body: '{"id":"b"}' });
    expect(await claim('k-2', 'same', 'y-2')).toEqual({ answer: { status: 200, body: '{"id":"a"}' } });
    expect(await claim('k-2', 'other', 'y-2')).toEqual({ other: true });
  });

  it('are free where the request was refused, and not where it was answered', async () => {
    await claim('k-3', 'same', 'z-1');
    await commandKeys.release(store(), 'z-1');
    expect(await claim('k-3', 'other', 'z-2')).toEqual({ command: 'z-2' });
    await commandKeys.settle(store(), 'z-2', { status: 200, body: '{}' });
    await commandKeys.release(store(), 'z-2');
    expect(await claim('k-3', 'same', 'z-3')).toEqual({ other: true });
  });

  it('are remembered for a week', async () => {
    await claim('k-4', 'same', 'w-1');
    await commandKeys.sweepKeys(store(), NOW + 7 * DAY - 1);
    expect(await claim('k-4', 'same', 'w-2')).toEqual({ command: 'w-1' });
    await commandKeys.sweepKeys(store(), NOW + 7 * DAY);
    expect(await claim('k-4', 'same', 'w-2')).toEqual({ command: 'w-2' });
  });

  it('keep nothing of somebody who is erased, nor does what is staged', async () => {
    await people.upsert(store(), { handle: 'gone', name: '王芳', email: 'gone@example.com', language: 'zh-CN', zone: 'UTC' });
    const person = (await people.byHandle(store(), 'gone'))?.id ?? '';
    const { contact } = await contacts.upsert(store(), {
      account: 'acme',
      name: 'Anna Berg',
      level: 'manager',
      email: 'anna@acme.example',
    });
    for (const [key, body] of [
      ['of-person', '{"name":"王芳"}'],
      ['of-contact', '{"to":"Anna Berg"}'],
      ['of-nobody', '{"id":"acme"}'],
    ] as const) {
      await claim(key, 'same', key);
      await commandKeys.settle(store(), key, { status: 200, body });
    }
    await stageNote(store(), { text: 'said by one who goes', by: person, at: NOW }, NOW);
    await stage(
      store(),
      { type: 'succession', account: 'acme', from: 'c-1', to: contact.id, at: NOW, contact: { name: 'Anna Berg', level: 'manager' } },
      NOW,
    );
    expect([await people.erase(store(), person), await contacts.erase(store(), contact.id)]).toEqual([true, true]);
    expect(await store().db.selectFrom('staged').select('id').execute()).toEqual([]);
    expect([await claim('of-person', 'same', 'v'), await claim('of-contact', 'same', 'v')]).toEqual([
      { answer: 'erased' },
      { answer: 'erased' },
    ]);
    expect(await claim('of-nobody', 'same', 'v')).toEqual({ answer: { status: 200, body: '{"id":"acme"}' } });
  });
});
