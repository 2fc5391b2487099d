import type { Text } from '../../domain/playbook/playbook';
import type { FileProblems, Reading } from '../../domain/problems/files';
import { fieldProblems } from './fields';
import type { Sentences } from './sentences';

const read = (readings: readonly Reading[]): Text => ({
  en: readings.map(({ encoding, text }) => `"${text}" as ${encoding}`).join(', '),
  zh: readings.map(({ encoding, text }) => `按 ${encoding} 为“${text}”`).join('，'),
});

const REQUESTS = {
  'target-or-to': {
    en: 'Give either "target" (when is it due?) or "to" (how much has passed?).',
    zh: '请给出 "target"（何时到期？）或 "to"（已过多久？）其中之一。',
  },
  target: { en: '"target" must be a duration such as "PT24H" or "P2D".', zh: '"target" 须为时长，例如 "PT24H" 或 "P2D"。' },
  request: { en: 'A request must be a JSON object.', zh: '请求须为 JSON 对象。' },
  'no-calendar': { en: '"calendar" is missing.', zh: '缺少 "calendar"。' },
  calendar: { en: '"calendar" must be an object, as in a playbook.', zh: '"calendar" 须为对象，与手册中相同。' },
  count: { en: '"count" must be "window" or "wall".', zh: '"count" 须为 "window" 或 "wall"。' },
  pauses: { en: '"pauses" must be a list of [begin, end].', zh: '"pauses" 须为 [开始, 结束] 的列表。' },
} as const;

/** Sentences of all file problems except those that contain other problems: words.ts. */
export const fileProblems: Sentences<Omit<FileProblems, 'import-failed' | 'bad-samples'>> = {
  'bad-csv': (of) => {
    switch (of.why) {
      case 'empty':
        return { en: 'the file is empty: a header line is needed', zh: '文件为空：需要表头行' };
      case 'twice':
        return {
          en: `line ${of.line}: column "${of.column}" appears twice in the header`,
          zh: `第 ${of.line} 行：表头中“${of.column}”列出现两次`,
        };
      case 'open-quote':
      case 'stray-quote': {
        const { en, zh } = fieldProblems[of.why](undefined);
        return { en: `line ${of.line}: ${en}`, zh: `第 ${of.line} 行：${zh}` };
      }
    }
  },
  'bad-encoding': (of) => {
    switch (of.why) {
      case 'unknown':
        return {
          en: `unknown encoding "${of.encoding}": try utf-8, gb18030, windows-1252 or utf-16le`,
          zh: `未知编码“${of.encoding}”：可试 utf-8、gb18030、windows-1252 或 utf-16le`,
        };
      case 'invalid':
        return {
          en: `line ${of.line}: not valid ${of.encoding}; save the file as UTF-8, or name its encoding with --encoding`,
          zh: `第 ${of.line} 行：不是有效的 ${of.encoding}；请将文件保存为 UTF-8，或用 --encoding 指定编码`,
        };
      case 'implausible':
        return {
          en: `the file is not UTF-8, and no encoding that we try is plausible: it reads ${read(of.readings).en}. Save it as UTF-8, or name its encoding with --encoding, such as windows-1250 or big5`,
          zh: `文件不是 UTF-8，所试编码均不合理：${read(of.readings).zh}。请保存为 UTF-8，或用 --encoding 指定编码，例如 windows-1250 或 big5`,
        };
    }
  },
  'ambiguous-encoding': ({ readings }) => ({
    en: `the file is not UTF-8, and two encodings are equally plausible: it reads ${read(readings).en}. Say which with --encoding`,
    zh: `文件不是 UTF-8，有两种编码同样合理：${read(readings).zh}。请用 --encoding 指定`,
  }),
  'bad-json': () => ({ en: 'The line is not JSON: write one request a line.', zh: '此行不是 JSON：每行请写一个请求。' }),
  'bad-request': (of) => {
    switch (of.why) {
      case 'instant':
        return {
          en: `"${of.field}" must be an instant such as "2026-01-22T10:00:00Z".`,
          zh: `"${of.field}" 须为时间点，例如 "2026-01-22T10:00:00Z"。`,
        };
      case 'pause':
        return {
          en: `"${of.field}" must be [begin, end], or [begin, null] while it lasts.`,
          zh: `"${of.field}" 须为 [开始, 结束]，尚未结束时写 [开始, null]。`,
        };
      default:
        return REQUESTS[of.why];
    }
  },
};
