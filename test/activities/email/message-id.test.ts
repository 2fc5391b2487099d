import fc from 'fast-check';
import { messageId } from '../../../activities/email/send/message-id';

describe('a Message-ID', () => {
  test.each([
    ['account/acme/57/0', 'perennial@key.example', '<account.acme.57.0@key.example>'],
    ['account/a.c-m_e/57/0', 'perennial@localhost', '<account.a=2Ec-m_e.57.0@localhost>'],
    ['account/华辰/1/0', 'kam@公司.example', '<account.=E5=8D=8E=E8=BE=B0.1.0@xn--55qx5d.example>'],
  ])('of %s from %s is %s', (key, sender, expected) => {
    expect(messageId(key, sender)).toBe(expected);
  });

  test('belongs to one key only, and is one that mail takes', () => {
    const key = fc
      .tuple(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((id) => !id.includes('/')),
        fc.nat(),
        fc.nat(),
      )
      .map((parts) => `account/${parts.join('/')}`);
    fc.assert(
      fc.property(key, key, (one, other) => {
        const [a, b] = [messageId(one, 'x@y.example'), messageId(other, 'x@y.example')];
        expect(a === b).toBe(one === other);
        expect(a).toMatch(/^<[A-Za-z0-9_=-]+(\.[A-Za-z0-9_=-]+)*@y\.example>$/);
      }),
    );
  });
});
