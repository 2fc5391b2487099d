// Finding out a file's encoding, with real names in the encodings that Excel writes.
import iconv from 'iconv-lite';
import { decode } from '../../cli/encoding';
import { refusal } from '../support/refusal';

const GERMAN = [
  ...['Müller', 'Jäger', 'Schröder', 'Größmann', 'Weiß', 'Bäcker', 'Löwe', 'Kühn', 'Öztürk', 'Überall', 'Änne', 'Groß', 'Vögele', 'Strauß'],
  ...[
    'Süßmilch',
    'Bär',
    'Böhm',
    'Prüß',
    'Jürgen',
    'Günther',
    'Käthe',
    'Sören',
    'Björn',
    'GRÖSSE',
    'MÜLLER',
    'Großmüller',
    'Hübner & Söhne',
  ],
];
const FRENCH = [
  ...['François', 'Hélène', 'Éric', 'Zoë', 'Noël', 'Benoît', 'Chloé', 'Thérèse', 'Désirée', 'Crêpeau', 'Lefèvre', 'L’Oréal', 'Citroën'],
  ...[
    'Société Générale',
    'Électricité',
    'Cœur',
    'Maïté',
    'Loïc',
    'Anaïs',
    'Jérôme',
    'DÉSIRÉE',
    'Garçon',
    'Hôpital',
    'Côté',
    'Müller-Lefèvre',
  ],
];
const OTHER_LATIN = [
  ...[
    'Muñoz',
    'Peña',
    'García',
    'Martínez',
    'Ibáñez',
    'João',
    'Conceição',
    'Gonçalves',
    'Sørensen',
    'Åse',
    'Bjørn',
    'Håkansson',
    'Mäkinen',
  ],
  ...['Niccolò', 'Università', 'Guðmundsson', 'Þórsdóttir', 'Mª José'],
];
const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦',
);
const GIVEN = Array.from('伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂芬玲建华国志文斌浩宇欣怡子涵雨婷梓轩俊晨曦嘉琪思远博瑞');
const TRADITIONAL = {
  surnames: Array.from('陳張黃劉楊趙吳孫鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈鄒羅'),
  given: Array.from('偉強麗華國誌賢傑義豐榮龍鳳蘭慶雲維瑩靜嫻曉東輝鵬'),
};
const FIRMS = [
  '艾科铭精密制造（苏州）有限公司',
  '华辰精密',
  '常禾食品',
  '蓝浪科技股份有限公司',
  '上海博世BOSCH中国',
  '3M中国有限公司',
  '中兴ZTE',
  '三一重工',
];
const FIRMS_TRADITIONAL = ['臺灣積體電路製造', '鴻海精密工業', '華碩ASUS', '聯發科技', '國泰金融控股'];
const WEST = [...GERMAN, ...FRENCH, ...OTHER_LATIN];
const ASCII = ['Acme', 'Hudson Falls', 'Bluewave Inc.', 'IBM', 'Smith-Jones'];

/** Random numbers that are the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const fileOf = (names: readonly string[]): string =>
  `account,name,email\r\n${names.map((name, index) => `a-${index},${name},a${index}@example.com\r\n`).join('')}`;
const inFile = (names: readonly string[], encoding: string): Buffer => iconv.encode(fileOf(names), encoding);

describe('a file of two or more names beyond ASCII, in different rows', () => {
  const pick = (from: readonly string[], next: (below: number) => number): string => from[next(from.length)] ?? '';
  const person = (
    of: { readonly surnames: readonly string[]; readonly given: readonly string[] },
    next: (below: number) => number,
  ): string => pick(of.surnames, next) + pick(of.given, next) + (next(3) === 0 ? '' : pick(of.given, next));
  const kinds: Readonly<Record<string, readonly [string, (next: (below: number) => number) => string]>> = {
    German: ['windows-1252', (next) => pick(GERMAN, next)],
    French: ['windows-1252', (next) => pick(FRENCH, next)],
    'Western European': ['windows-1252', (next) => pick(WEST, next)],
    'simplified Chinese': ['gb18030', (next) => (next(4) === 0 ? pick(FIRMS, next) : person({ surnames: SURNAMES, given: GIVEN }, next))],
    'traditional Chinese': ['gb18030', (next) => (next(4) === 0 ? pick(FIRMS_TRADITIONAL, next) : person(TRADITIONAL, next))],
    'Chinese and European, as Chinese Excel writes both': [
      'gb18030',
      (next) => (next(4) === 0 ? pick(['Müller', 'Hélène', 'José', 'Jäger'], next) : person({ surnames: SURNAMES, given: GIVEN }, next)),
    ],
  };

  it.each(Object.entries(kinds))('%s: every one of 2,000 files is read rightly', (kind, [encoding, nameOf]) => {
    const next = chance(kind.length);
    const wrong: string[] = [];
    for (let file = 0; file < 2_000; file += 1) {
      const foreign = new Set<string>();
      while (foreign.size < 2 + next(6)) foreign.add(nameOf(next));
      // A file without Chinese gives no hint of China.
      if (kind.startsWith('Chinese and')) foreign.add('王伟');
      const names = [...foreign, ...Array.from({ length: next(4) }, () => pick(ASCII, next))];
      let read: string;
      try {
        read = decode(inFile(names, encoding)).text;
      } catch (error) {
        read = error instanceof Error ? error.message : '';
      }
      if (read !== fileOf(names)) wrong.push(names.join(' '));
    }
    expect(wrong).toEqual([]);
  });
});

describe('a file of one name', () => {
  it.each([...GERMAN, ...FRENCH, ...OTHER_LATIN])('%s, in Windows-1252', (name) => {
    expect(decode(inFile([name], 'windows-1252'))).toEqual({ encoding: 'windows-1252', guessed: true, text: fileOf([name]) });
  });

  it.each(['李', '李伟', '王芳', '黃偉強', '陳', 'T恤', 'Bosch中国', '3M中国', '㐂龘𠮷', '张 Müller', ...FIRMS, ...FIRMS_TRADITIONAL])(
    '%s, in GB18030',
    (name) => {
      expect(decode(inFile([name], 'gb18030'))).toEqual({ encoding: 'gb18030', guessed: true, text: fileOf([name]) });
    },
  );

  it.each([...WEST, ...FIRMS, 'Wiśniewski', 'Łódź', 'Dvořák', '陳國華'])('%s, in UTF-8: there is nothing to guess', (name) => {
    expect(decode(inFile([name], 'utf-8'))).toEqual({ encoding: 'utf-8', guessed: false, text: fileOf([name]) });
  });

  it.each([
    ['utf-16le', true, false],
    ['utf-16be', true, false],
    ['utf-16le', false, true],
    ['utf-16be', false, true],
  ])('in %s, with a mark: %s', (encoding, addBOM, guessed) => {
    const bytes = iconv.encode(fileOf(['Müller']), encoding, { addBOM });
    expect(decode(bytes)).toEqual({ encoding, guessed, text: fileOf(['Müller']) });
  });
});

describe('a file is refused', () => {
  it('with both readings where they are equally plausible, and read once its encoding is named', () => {
    expect(refusal(() => decode(inFile(['ÉLÈVE'], 'windows-1252')))).toMatch(
      /^ambiguous-encoding: .*"ÉLÈVE" as windows-1252, "蒐萔E" as gb18030.* --encoding/,
    );
    expect(decode(inFile(['ÉLÈVE'], 'windows-1252'), 'windows-1252').text).toContain('ÉLÈVE');
    expect(decode(inFile(['华'], 'gb18030'), 'gb18030').text).toContain('华');
  });

  // Central European names fit neither encoding: no import is better than Pawe³.
  it.each(['Paweł', 'Wiśniewski', 'Łukasz', 'Żak', 'Kowalczyński', 'Grażyna', 'Jovanović', 'Dąbrowski'])(
    '%s in Windows-1250, until that is named',
    (name) => {
      expect(() => decode(inFile([name], 'windows-1250'))).toThrow(expect.objectContaining({ code: 'bad-encoding' }));
      expect(decode(inFile([name], 'windows-1250'), 'windows-1250').text).toBe(fileOf([name]));
    },
  );

  it('with the line where UTF-8 is broken, and is not taken for something else', () => {
    const broken = Buffer.concat([Buffer.from('account,name\na,艾科铭精密\nb,张'), Buffer.from([0xe5]), Buffer.from('伟\nc,王芳\n')]);
    expect(refusal(() => decode(broken))).toMatch(/^bad-encoding: line 3: not valid utf-8/);
  });

  it('where two encodings were pasted together', () => {
    const mixed = Buffer.concat([inFile(['Müller', 'René,', 'Zoë'], 'windows-1252'), iconv.encode('b,王芳\nc,张伟\nd,李娜\n', 'gb18030')]);
    expect(() => decode(mixed)).toThrow(expect.objectContaining({ code: 'bad-encoding' }));
  });
});

it('a large file is looked at in part, and read as a whole', () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `${WEST[index % WEST.length] ?? ''} ${index}`);
  expect(decode(inFile(names, 'windows-1252')).text).toBe(fileOf(names));
});

it('a long line without a delimiter costs no more than others', () => {
  const bytes = Buffer.concat([Buffer.alloc(4_000_000, 'a'), Buffer.from([0xfc]), Buffer.alloc(4_000_000, 'a'), Buffer.from([0xfc, 0x0a])]);
  expect(decode(bytes).encoding).toBe('windows-1252');
});
