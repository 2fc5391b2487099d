// Finds out the encoding of a file: by its byte order mark, or else by which reading is plausible.
import iconv from 'iconv-lite';
import { DomainError } from '../domain/decider/decider';

export interface Decoded {
  readonly encoding: string;
  /** Nothing in the file names the encoding: it is the only plausible one. */
  readonly guessed: boolean;
  readonly text: string;
}

/** Bytes of words that are examined; more would not change the result. */
const SAMPLE = 64 * 1024;
/** Longest part of a word examined, in bytes, on either side of its first byte beyond ASCII. */
const LONGEST = 200;
/** Share of implausible words that a reading may have, since people write unusual names. */
const FORGIVEN = 0.2;
/** Longest example in a message, in characters. */
const EXAMPLE = 20;

/**
 * The text of a file, in the encoding `wanted` if given. Otherwise UTF-16 or UTF-8 by a byte order mark, UTF-8 where the bytes are valid, and else
 * the plausible one of Windows-1252 (Excel in Western Europe) and GB18030 (Excel in China). Throws `DomainError`: `bad-encoding`, and
 * `ambiguous-encoding` where both are equally plausible.
 */
export function decode(bytes: Buffer, wanted?: string): Decoded {
  if (wanted !== undefined) {
    const isKnown: boolean = iconv.encodingExists(wanted);
    if (!isKnown) throw new DomainError('bad-encoding', { why: 'unknown', encoding: wanted });
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

/** UTF-16 without a mark: no other encoding has a zero in every second byte of a header. */
function wideOf(bytes: Buffer): string | undefined {
  const header = bytes.subarray(0, 64);
  const zeros = (from: number) => header.filter((byte, index) => index % 2 === from && byte === 0).length;
  const most = header.length / 4;
  return zeros(0) === 0 && zeros(1) > most ? 'utf-16le' : zeros(1) === 0 && zeros(0) > most ? 'utf-16be' : undefined;
}

/** Refuses a text with lost characters: no import is better than a customer with a broken name. */
function checked(text: string, encoding: string): string {
  const lost = text.indexOf('\uFFFD');
  if (lost < 0) return text;
  const line = text.slice(0, lost).split(/\r\n?|\n/).length;
  throw new DomainError('bad-encoding', { why: 'invalid', line, encoding });
}

/** A possible encoding of bytes without a mark. */
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
  // Most words are UTF-8: a byte was lost or added somewhere. Two characters of three bytes in a row are no coincidence.
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

  const readings = READINGS.map(({ encoding }) => ({ encoding, text: exampleOf(words, encoding) }));
  if (best) throw new DomainError('ambiguous-encoding', { readings });
  if (wasUtf8) checked(iconv.decode(bytes, 'utf-8'), 'utf-8');
  // The encoding would fit but for a broken place: report that line.
  if (likely[0]) checked(iconv.decode(bytes, likely[0].encoding), likely[0].encoding);
  throw new DomainError('bad-encoding', { why: 'implausible', readings });
}

const exampleOf = (words: readonly Buffer[], encoding: string): string =>
  words
    .slice(0, 3)
    .map((word) => iconv.decode(word, encoding))
    .join(' ')
    .slice(0, EXAMPLE);

/**
 * The distinct words with bytes beyond ASCII, up to the size of the sample. In both encodings a word ends at a byte below `@`, as all delimiters
 * are, except that GB18030's four-byte characters contain digits.
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
/** Whether a four-byte character of GB18030 may begin here. */
const isLongOne = (bytes: Buffer, at: number): boolean =>
  isHigh(bytes[at]) && isDigit(bytes[at + 1]) && isHigh(bytes[at + 2]) && isDigit(bytes[at + 3]);

const isUtf8 = (word: Buffer): boolean => !word.toString('utf8').includes('\uFFFD');

const UPPER = 'À-ÖØ-ÞŠŒŽŸ';
const LOWER = 'ß-öø-ÿšœž';
const LATIN = new RegExp(`^[A-Za-z${UPPER}${LOWER}]+(?:['’´][A-Za-z${UPPER}${LOWER}]+)*['’]?$`, 'u');
/** Letters in places where no Western European language has them. */
const ODD = [
  // Lower-case letters beside upper-case ones. A slip such as MüLLER is forgiven by `FORGIVEN`.
  new RegExp(`[${LOWER}][A-Z${UPPER}]`, 'u'),
  new RegExp(`[A-Z${UPPER}]{2}[${LOWER.replace('ß', 'à')}]`, 'u'),
  new RegExp(`[A-Z${UPPER}]{3}[a-z]`, 'u'),
  new RegExp(`[a-z${LOWER}][${UPPER}]`, 'u'),
  new RegExp(`[${UPPER}${LOWER}]{3}`, 'u'),
  // Central European ń, ć and ś, read as Windows-1252: ñ comes before vowels, no word ends with æ, œ is rare.
  /ñ(?![aeiouyáéíóúü])/iu,
  /[a-z]{2}æ$/u,
  /[^bcfhmnpsvBCFHMNPSV'’]œ|[Œœ](?![uindsctm])/u,
];
const SLIP = new RegExp(`^[A-Z]{1,}[${LOWER}][A-Z]{2,}$`, 'u');
/** Signs that stand alone or between words. */
const SIGNS = /[\u00a0–—•·…@[\\\]^_`{|}~€£§°®™©²³ªº½¼¾×±µ«»„“”‚‘!¡?¿]+/u;

/** Whether the word is plausible in a Western European language. */
function isLatin(word: string): boolean {
  if (word.includes('\uFFFD')) return false;
  // A sign next to a letter is probably a letter of another encoding.
  if (/\p{L}[£§²³¹½¼¾×±„‚¡¿]|[£§²³¹½¼¾×±°®™©ªº]\p{L}/u.test(word.replace(/\b[ckdm]?m[²³]/u, ''))) return false;
  // The second byte of a Chinese character may be one of these signs.
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
  /** Whether it is in GB2312, which has nearly all simplified characters; others are rare or traditional. */
  readonly isCommon: boolean;
}

/** A word's characters in GB18030, ASCII included; `undefined` where the bytes are not valid. */
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

/** Whether the word is plausible in Chinese. */
function isChinese(word: Buffer): boolean {
  const characters = charactersOf(word);
  if (!characters) return false;
  // The word as a pattern: 1 for a Chinese character, the letter for a letter, a space for anything else.
  const line = characters.map(({ text }) => (/\p{Script=Han}/u.test(text) ? '1' : /\p{L}/u.test(text) ? text : ' ')).join('');
  // A Chinese character inside a Latin word, or attached to one, is an accented letter together with its neighbour.
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
