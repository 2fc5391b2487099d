// Text from elsewhere is shown on a terminal and cannot control it.
import { styleText } from 'node:util';
import { table } from '../../cli/table';
import { json, onOneLine, plain, printable } from '../../cli/terminal';

describe('what is printed', () => {
  it.each([
    ['a title for the window', 'Acme\u001b]0;owned\u0007 Ltd', 'Acme]0;owned Ltd'],
    ['a cleared screen', 'a\u001b[2Jb', 'a[2Jb'],
    ['hidden text', 'a\u001b[8mb', 'a[8mb'],
    ['a line written over', 'paid\rnot paid', 'paidnot paid'],
    ['a bell, NUL and C1', '\u0007a\u0000b\u009b31m', 'ab31m'],
    ['half a character', 'a\ud800b', 'ab'],
    ['a name turned around', 'acme\u202Egpj.exe', 'acmegpj.exe'],
  ])('has no power: %s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('keeps lines, tabs, our own styles and every script', () => {
    const text = `${styleText('red', 'late', { validateStream: false })}\n\t上海 Müller 😀 می‌خواهم`;
    expect(printable(text)).toBe(text);
  });

  it('has no colour of its own where we paint nothing', () => {
    expect(plain('The column \u001b[31mevil is not read\n')).toBe('The column evil is not read\n');
  });

  it('is one line in a cell', () => {
    expect(onOneLine('Acme\r\n  Ltd')).toBe('Acme Ltd');
    expect(table(['name', 'id'], [['Acme\nLtd', 'a\u001b[2Jb']])).toBe('NAME      ID\nAcme Ltd  a[2Jb');
  });

  it('is the very same data as JSON', () => {
    const value = { name: 'a\u009b31m\u202E\u0000\ud800b' };
    const text = json(value);
    expect(text).toMatch(/^[\u0020-\u007e]*$/);
    expect(JSON.parse(text)).toEqual(value);
  });
});
