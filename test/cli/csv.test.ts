import iconv from 'iconv-lite';
import { readCsv } from '../../cli/csv';
import { refusal } from '../support/refusal';

const utf8 = (text: string) => Buffer.from(text, 'utf8');

describe('the encoding of a CSV file', () => {
  const text = 'account,name\nacme,艾科铭精密制造\n';
  const rows = [{ line: 2, values: { account: 'acme', name: '艾科铭精密制造' } }];
  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${text}`), 'utf-8'],
    ['GB18030, as Chinese Excel writes it', iconv.encode(text, 'gb18030'), 'gb18030'],
    ['UTF-16 little endian, Excel\'s "Unicode text"', iconv.encode(text.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16 big endian', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
  ])('is recognised: %s', (_, bytes, encoding) => {
    expect(readCsv(bytes)).toEqual({ encoding, encodingGuessed: encoding === 'gb18030', columns: ['account', 'name'], rows, problems: [] });
  });

  it('reads characters that only GB18030 has, not GBK', () => {
    expect(readCsv(iconv.encode('account,name\nacme,㐂龘𠮷\n', 'gb18030')).rows[0]?.values['name']).toBe('㐂龘𠮷');
  });

  it('is what --encoding says, where it says so', () => {
    expect(readCsv(iconv.encode('account,name\na,Müller\n', 'latin1'), 'latin1').rows[0]?.values['name']).toBe('Müller');
  });

  it('is refused where characters would be lost, with the line', () => {
    expect(refusal(() => readCsv(Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xff, 0xff]), 'utf-8'))).toMatch(/line 3: not valid utf-8/);
    expect(refusal(() => readCsv(utf8('a\n1'), 'klingon'))).toMatch(/unknown encoding "klingon"/);
  });
});

describe('the rows of a CSV file', () => {
  it.each([
    ['commas', 'account,name\r\na,"Hudson, Falls"\r\n'],
    ['semicolons', 'account;name\na;Hudson, Falls\n'],
    ['tabs', 'account\tname\na\tHudson, Falls\n'],
    ['old Macintosh line ends', 'account,name\ra,"Hudson, Falls"\r'],
    ['no line end at the end', 'account,name\na,"Hudson, Falls"'],
    ['blank and empty lines at the end', 'account,name\na,"Hudson, Falls"\n\n,\n  \n'],
    ['header names in other spellings', ' Account , NAME \na,"Hudson, Falls"\n'],
    ['a quoted header', '"account","name"\n"a","Hudson, Falls"\n'],
    ['surplus empty columns', 'account,name\na,"Hudson, Falls",,,\n'],
    ['an unnamed empty column', 'account,name,\na,"Hudson, Falls",\n'],
  ])('are read: %s', (_, text) => {
    expect(readCsv(utf8(text))).toMatchObject({ rows: [{ line: 2, values: { account: 'a', name: 'Hudson, Falls' } }], problems: [] });
  });

  it('have column names with _ for space and -', () => {
    expect(readCsv(utf8('Signed On,account-manager\n2026-01-08,li.wei\n')).columns).toEqual(['signed_on', 'account_manager']);
  });

  it('are numbered by the line of the file on which they begin, through blank lines and line ends within quotes', () => {
    const { rows } = readCsv(utf8('account,name\r\n\r\na,"one\r\ntwo\r\nthree"\r\n\r\nb,four\r\nc,"say ""five"""\r\n'));
    expect(rows).toEqual([
      { line: 3, values: { account: 'a', name: 'one\ntwo\nthree' } },
      { line: 7, values: { account: 'b', name: 'four' } },
      { line: 8, values: { account: 'c', name: 'say "five"' } },
    ]);
  });

  it('with too many or too few values are problems, and the others are read', () => {
    const { rows, problems } = readCsv(utf8('account,name,zone\na,x,UTC,left over\nb\nc,z,UTC\n'));
    expect(rows.map((row) => row.line)).toEqual([4]);
    expect(problems).toMatchObject([
      {
        line: 2,
        column: '',
        value: 'a | x | UTC | left over',
        reason: 'Has 4 values, but the header has 3 columns.',
        code: 'values-and-columns',
      },
      { line: 3, column: '', value: 'b', reason: 'Has 1 values, but the header has 3 columns.' },
    ]);
  });

  it.each([
    ['never closed', 'account,name\na,x\n\nb,"y\nc,z\n', 4, 'b,"y', /never closed; nothing after this line was read/],
    ['in the middle of a value', 'account,name\na,x\n\nb,5" pipe\nc,z\n', 4, 'b,5" pipe', /middle of a value/],
  ])('before a quote %s are still read', (_, text, line, value, reason) => {
    const { rows, problems } = readCsv(utf8(text));
    expect(rows).toEqual([{ line: 2, values: { account: 'a', name: 'x' } }]);
    expect(problems).toMatchObject([{ line, column: '', value, reason: expect.stringMatching(reason) }]);
  });

  it.each([
    ['an empty file', '', /empty/],
    ['a file of blank lines', '\n\n', /empty/],
    ['a column twice', 'account,name,Name\n', /line 1: column "name" appears twice/],
  ])('cannot be found in %s', (_, text, message) => {
    expect(refusal(() => readCsv(utf8(text)))).toMatch(message);
  });

  it('may be none', () => {
    expect(readCsv(utf8('account,name\n')).rows).toEqual([]);
  });
});
