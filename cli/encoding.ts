// Which encoding a file is in: by its marks where it has some, else by which reading is plausible.
import iconv from 'iconv-lite';
import { DomainError } from '../domain/decider/decider';

export interface Decoded {
  readonly encoding: string;
  /** Nothing in the file says so: this reading is plausible and the others are not. */
  readonly guessed: boolean;
  readonly text: string;
}

/** Bytes of words that are looked at: more would not change the answer. */
const SAMPLE = 64 * 1024;
/** Bytes of a word on either side of its first beyond ASCII: no name goes on for longer. */
const LONGEST = 200;
/** Of the words looked at, the share that a reading may have wrong: people write strange things. */
const FORGIVEN = 0.2;
/** Characters of an example in a message. */
const EXAMPLE = 20;

/**
 * The text of a file: in the encoding `wanted`, where one is. Else UTF-16 or UTF-8 where a byte order mark says so, UTF-8 where it is valid, and otherwise
 * what is plausible: Windows-1252, as Excel in Western Europe writes, or GB18030, as it does in China. Throws `DomainError`: `bad-encoding`, and
 * `ambiguous-encoding` where the two are equally plausible.
 */
export function decode(bytes: Buffer, wanted?: string): Decoded {
  if (wanted !== undefined) {
    const isKnown: boolean = iconv.encodingExists(wanted);
    if (!isKnown)
      throw new DomainError('bad-encoding', { inWords: `unknown encoding "${wanted}": try utf-8, gb18030, windows-1252 or utf-16le` });
    return { encoding: wanted, guessed: false, text: checked(iconv.decode(bytes, wanted), wanted) };
  }
  const mark = bytes.subarray(0, 2).toString('hex');
  const marked = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
  if (marked) return { encoding: marked, guessed: false, text: iconv.decode(bytes, marked) };
  const wide = wideOf(bytes);
  if (wide) return { encoding: wide, guessed: true, text: checked(iconv.decode(bytes, wide), wide) };
  try {
    return { encoding: 'utf-8', guessed: false, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return guessed(bytes);
  }
}

/** UTF-16 without a mark: only there is every other byte of a header zero. */
function wideOf(bytes: Buffer): string | undefined {
  const header = bytes.subarray(0, 64);
  const zeros = (from: number) => header.filter((byte, index) => index % 2 === from && byte === 0).length;
  const most = header.length / 4;
  return zeros(0) === 0 && zeros(1) > most ? 'utf-16le' : zeros(1) === 0 && zeros(0) > most ? 'utf-16be' : undefined;
}

/** Refuses a text in which characters were lost: better no import than a customer with a broken name. */
function checked(text: string, encoding: string): string {
  const lost = text.indexOf('\uFFFD');
  if (lost < 0) return text;
  const line = text.slice(0, lost).split(/\r\n?|\n/).length;
  throw new DomainError('bad-encoding', {
    inWords: `line ${line}: not valid ${encoding}; save the file as UTF-8, or name its encoding with --encoding`,
  });
}

/** One of the readings between which bytes without a mark leave us. */
interface Reading {
  readonly encoding: string;
  readonly isPlausible: (word: Buffer) => boolean;
}

const READINGS: readonly Reading[] = [
  { encoding: 'windows-1252', isPlausible: (word) => isLatin(iconv.decode(word, 'windows-1252')) },
  { encoding: 'gb18030', isPlausible: isChinese },
];

function guessed(bytes: Buffer): Decoded {
  const words = foreignWords(bytes);
  // A byte was lost or added somewhere: the other words are UTF-8 still. Two characters of three bytes in one are no accident.
  const intact = words.filter(isUtf8);
  const wasUtf8 = intact.length >= words.length / 2;
  if (wasUtf8 && intact.some((word) => /[\u0800-\uffff]{2}/u.test(word.toString('utf8')))) checked(iconv.decode(bytes, 'utf-8'), 'utf-8');
  const weighed = READINGS.map(({ encoding, isPlausible }) => {
    const wrong = words.filter((word) => !isPlausible(word)).length;
    return { encoding, wrong, isLikely: wrong <= words.length * FORGIVEN };
  });
  const likely = weighed.filter(({ isLikely }) => isLikely).sort((a, b) => a.wrong - b.wrong);
  const valid = likely.flatMap(({ encoding, wrong }) => {
    const text = iconv.decode(bytes, encoding);
    return text.includes('\uFFFD') ? [] : [{ encoding, wrong, text }];
  });
  const [best, next] = valid;
  if (best && best.wrong !== next?.wrong) return { encoding: best.encoding, guessed: true, text: best.text };

  const shown = READINGS.map(({ encoding }) => `"${exampleOf(words, encoding)}" as ${encoding}`).join(', ');
  if (best)
    throw new DomainError('ambiguous-encoding', {
      inWords: `the file is not UTF-8, and two encodings are equally plausible: it reads ${shown}. Say which with --encoding`,
    });
  if (wasUtf8) checked(iconv.decode(bytes, 'utf-8'), 'utf-8');
  // One that only a broken place speaks against is named with its line.
  if (likely[0]) checked(iconv.decode(bytes, likely[0].encoding), likely[0].encoding);
  throw new DomainError('bad-encoding', {
    inWords: `the file is not UTF-8, and no encoding that we try is plausible: it reads ${shown}. Save it as UTF-8, or name its encoding with --encoding, such as windows-1250 or big5`,
  });
}

const exampleOf = (words: readonly Buffer[], encoding: string): string =>
  words
    .slice(0, 3)
    .map((word) => iconv.decode(word, encoding))
    .join(' ')
    .slice(0, EXAMPLE);

/**
 * Different words with bytes beyond ASCII, as long as the sample lasts. In either reading a word ends at a byte below `@`, where all the delimiters of a file
 * are; four bytes of GB18030 hold digits.
 */
function foreignWords(bytes: Buffer): Buffer[] {
  const words = new Map<string, Buffer>();
  let size = 0;
  for (let at = 0; at < bytes.length && size < SAMPLE; ) {
    if (!isHigh(bytes[at])) {
      at += 1;
      continue;
    }
    let from = at;
    while (from > 0 && at - from < LONGEST && isPart(bytes[from - 1])) from -= 1;
    let to = at;
    for (let step = 1; step > 0 && to < bytes.length && to - at < LONGEST; to += step)
      step = isPart(bytes[to]) ? 1 : isLongOne(bytes, to - 1) ? 3 : 0;
    const word = bytes.subarray(from, to);
    const key = word.toString('latin1');
    if (!words.has(key)) size += word.length;
    words.set(key, word);
    at = to;
  }
  return Array.from(words.values());
}

const isHigh = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80;
const isPart = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x40;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
/** Whether a character of four bytes may begin here. */
const isLongOne = (bytes: Buffer, at: number): boolean =>
  isHigh(bytes[at]) && isDigit(bytes[at + 1]) && isHigh(bytes[at + 2]) && isDigit(bytes[at + 3]);

const isUtf8 = (word: Buffer): boolean => !word.toString('utf8').includes('\uFFFD');

const UPPER = 'À-ÖØ-ÞŠŒŽŸ';
const LOWER = 'ß-öø-ÿšœž';
const LATIN = new RegExp(`^[A-Za-z${UPPER}${LOWER}]+(?:['’´][A-Za-z${UPPER}${LOWER}]+)*['’]?$`, 'u');
/** Letters that stand where no language of Western Europe has them. */
const ODD = [
  // Small before or after capitals, capitals after small ones: MüLLER is a slip, and forgiven.
  new RegExp(`[${LOWER}][A-Z${UPPER}]`, 'u'),
  new RegExp(`[A-Z${UPPER}]{2}[${LOWER.replace('ß', 'à')}]`, 'u'),
  new RegExp(`[A-Z${UPPER}]{3}[a-z]`, 'u'),
  new RegExp(`[a-z${LOWER}][${UPPER}]`, 'u'),
  new RegExp(`[${UPPER}${LOWER}]{3}`, 'u'),
  // Central Europe's ń, ć and ś: ñ is before vowels, no word ends with æ, œ is in few places.
  /ñ(?![aeiouyáéíóúü])/iu,
  /[a-z]{2}æ$/u,
  /[^bcfhmnpsvBCFHMNPSV'’]œ|[Œœ](?![uindsctm])/u,
];
const SLIP = new RegExp(`^[A-Z]{1,}[${LOWER}][A-Z]{2,}$`, 'u');
/** Signs that stand alone, or between words. */
const SIGNS = /[\u00a0–—•·…@[\\\]^_`{|}~€£§°®™©²³ªº½¼¾×±µ«»„“”‚‘!¡?¿]+/u;

/** Whether somebody in Western Europe may have written this. */
function isLatin(word: string): boolean {
  if (word.includes('\uFFFD')) return false;
  // A sign beside a letter is a letter of another encoding.
  if (/\p{L}[£§²³¹½¼¾×±„‚¡¿]|[£§²³¹½¼¾×±°®™©ªº]\p{L}/u.test(word.replace(/\b[ckdm]?m[²³]/u, ''))) return false;
  // The second byte of a Chinese character may be such a sign.
  if (/[^\0-\x7f][\\^`{|}~]/u.test(word)) return false;
  const parts = word.split(SIGNS).filter((part) => part !== '');
  return parts.every((part) => {
    if (/^[A-Za-z'’]*$/u.test(part)) return true;
    if (!LATIN.test(part) || (part.includes('´') && !/´s$/u.test(part))) return false;
    if (SLIP.test(part)) return true;
    return (/[A-Za-z]/.test(part) || (part.length === 1 && parts.length === 1)) && !ODD.some((odd) => odd.test(part));
  });
}

interface Character {
  readonly text: string;
  /** Of GB2312, which holds nearly all that is written with simplified characters; the others are rare or traditional. */
  readonly isCommon: boolean;
}

/** The characters of a word in GB18030, ASCII among them; `undefined` where it is none. */
function charactersOf(word: Buffer): Character[] | undefined {
  const characters: Character[] = [];
  for (let at = 0; at < word.length; ) {
    const [lead = 0, trail = 0] = word.subarray(at, at + 2);
    const length = lead < 0x80 ? 1 : isDigit(trail) ? 4 : 2;
    const text = iconv.decode(word.subarray(at, at + length), 'gb18030');
    if (at + length > word.length || /[\uFFFD\p{Co}\p{Cn}\p{Cc}]/u.test(text)) return undefined;
    characters.push({ text, isCommon: lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 });
    at += length;
  }
  return characters;
}

/** Whether somebody who writes Chinese may have written this. */
function isChinese(word: Buffer): boolean {
  const characters = charactersOf(word);
  if (!characters) return false;
  // A Chinese character is a 1, what is no letter a space.
  const line = characters.map(({ text }) => (/\p{Script=Han}/u.test(text) ? '1' : /\p{L}/u.test(text) ? text : ' ')).join('');
  // Within a Latin word, or glued to one, is an accented letter that took its neighbour along.
  if (/\p{Script=Latin}1+\p{Script=Latin}/u.test(line)) return false;
  return Array.from(line.matchAll(/1+/gu)).every(({ 0: run, index }) => {
    const [before, after] = [line[index - 1], line[index + run.length]];
    const isGlued = isLetter(before) || isLetter(after);
    const its = characters.slice(index, index + run.length);
    const common = its.filter(({ isCommon }) => isCommon).length;
    if (isLetter(after) && after?.toLowerCase() === after) return common >= 2;
    return !isGlued || run.length > 1 || common === run.length;
  });
}

const isLetter = (text: string | undefined): boolean => text !== undefined && /^\p{Script=Latin}$/u.test(text);
