import fc from 'fast-check';
import * as ids from '../../domain/ids';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/);

describe('an id is taken apart as it was made', () => {
  test('an entity', () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(ids.entityParts(ids.accountEntity(one))).toEqual({ kind: 'account', id: one });
        expect(ids.idIn('account', ids.accountEntity(one))).toBe(one);
        expect(ids.idIn('case', ids.accountEntity(one))).toBeUndefined();
      }),
    );
    expect(ids.entityParts('acme')).toEqual({ kind: '', id: 'acme' });
  });

  test("an effect's key, also where the entity has strokes of its own", () => {
    fc.assert(
      fc.property(id, fc.nat(), fc.nat(), (one, sequence, index) => {
        const entity = ids.handoverEntity(one);
        expect(ids.effectParts(ids.effectKey(entity, sequence, index))).toEqual({ entity, sequence, index });
      }),
    );
    expect(ids.effectParts('offboarding/OB-1/brief/p-4/1/0')?.entity).toBe('offboarding/OB-1/brief/p-4');
    expect(ids.effectParts('account/acme')).toBeUndefined();
  });

  test('a task, alone and after a handover', () => {
    const plain = ids.taskKey({ touchpoint: 'visit', nominal: '2026-01-20' });
    const after = ids.taskKey({ touchpoint: 'visit', nominal: '2026-01-20', instance: ids.handoverAnchor('H-7') });
    expect([plain, after]).toEqual(['visit:2026-01-20', 'visit:2026-01-20:H-7']);
    expect(ids.taskKeyParts(plain)).toEqual({ touchpoint: 'visit' });
    expect(ids.taskKeyParts(after)).toEqual({ touchpoint: 'visit', handover: 'H-7' });
    expect(ids.taskIdParts(ids.taskId('acme', after))).toEqual({ account: 'acme', key: after, touchpoint: 'visit', nominal: '2026-01-20' });
    expect(ids.taskIdParts('acme:visit')).toEqual({ account: 'acme', key: 'visit', touchpoint: 'visit' });
  });

  test('the handover that follows another', () => {
    expect([ids.nextHandover('H-7'), ids.nextHandover('H-7.2')]).toEqual(['H-7.2', 'H-7.3']);
  });
});

describe('an id that the store gave', () => {
  test.each([
    ['C-12', 'case'],
    ['H-7.2', 'handover'],
    ['OB-1', 'offboarding'],
    ['p-4', 'person'],
    ['c-17', 'contact'],
    ['TN-3', 'ticket-news'],
    ['acme', undefined],
    ['acme:visit:2026-01-20', undefined],
    ['C-12a', undefined],
  ])('%s is that of %s', (text, kind) => expect(ids.numberedAs(text)).toBe(kind));

  test('is told from others by its letters, and resembles them in any', () => {
    expect([ids.numberedAs('ob-1'), ids.resembles('ob-1'), ids.resembles('h-7')]).toEqual([undefined, 'offboarding', 'handover']);
    expect(ids.resembles('north-7')).toBeUndefined();
  });

  test('has a prefix that no other kind has', () => {
    expect(new Set(Object.values(ids.PREFIXES)).size).toBe(Object.keys(ids.PREFIXES).length);
  });
});
