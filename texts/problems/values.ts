import type { Numbered } from '../../domain/ids';
import type { Text } from '../../domain/playbook/playbook';
import type { StrangeCharacter, ValueProblems } from '../../domain/problems/values';
import type { Sentences } from './sentences';
import { meant, suggested } from './suggestion';

const MISSING = {
  change: { en: 'say the new level, the new segment, or both', zh: '新等级、新分层，或两者' },
  why: { en: 'say why, it stays on record', zh: '原因，将记录在案' },
  'why-dropped': { en: 'say why it is let go', zh: '放弃的原因' },
  'why-refused': { en: 'say why, so that another successor can be found', zh: '原因，以便另找接任人' },
  'why-succeeded': { en: 'say why, by a code of the playbook or in words', zh: '原因，可写手册中的代码或文字' },
  taker: { en: 'say who takes it', zh: '由谁接手' },
  'contact-name': { en: 'say how the new contact is called', zh: '新联系人的姓名' },
} as const;

const STRANGE = {
  'half-a-character': { en: 'half a character', zh: '半个字符' },
  'turn-of-direction': { en: 'a character that turns the direction of writing', zh: '改变书写方向的字符' },
  'line-break': { en: 'a line break', zh: '换行符' },
  'control-character': { en: 'a control character', zh: '控制字符' },
} as const;

const strange = ({ what, character }: StrangeCharacter): Text => ({
  en: `${STRANGE[what].en} (${character})`,
  zh: `${STRANGE[what].zh}（${character}）`,
});

/** Types of JSON in words. */
const TYPES: Readonly<Record<string, Text>> = {
  string: { en: 'text', zh: '文本' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  int: { en: 'whole number', zh: '整数' },
  array: { en: 'list', zh: '列表' },
  object: { en: 'object', zh: '对象' },
};

/** The Chinese names of entities whose ids are letters and a number. */
const NUMBERED: Readonly<Record<string, string>> = {
  absence: '请假',
  campaign: '批量任务',
  case: '工单',
  contact: '联系人',
  handover: '交接',
  mail: '邮件',
  note: '备注',
  offboarding: '离职交接',
  person: '人员',
  staged: '暂存内容',
  ticket: '票据',
  'ticket-news': '票据消息',
} satisfies Record<Numbered, string>;

const CALENDAR = {
  date: { en: 'Is no date of the calendar: check month and day.', zh: '日历中没有此日期：请检查月和日。' },
  instant: { en: 'Is no instant of the calendar: check month and day.', zh: '日历中没有此时间点：请检查月和日。' },
  time: { en: 'Is no time of the calendar: write 2026-12-01T10:00.', zh: '日历中没有此时间：请写 2026-12-01T10:00。' },
} as const;

export const valueProblems: Sentences<ValueProblems> = {
  missing: (of) =>
    of === undefined
      ? { en: 'Is missing.', zh: '未填写。' }
      : { en: `Is missing: ${MISSING[of.say].en}.`, zh: `未填写：请说明${MISSING[of.say].zh}。` },
  'too-long': ({ longest }) => ({ en: `Is longer than ${longest} characters.`, zh: `超过 ${longest} 个字符。` }),
  'too-deep': () => ({ en: 'Is nested too deeply.', zh: '嵌套过深。' }),
  'strange-character': (of) => ({ en: `Holds ${strange(of).en}.`, zh: `含有${strange(of).zh}。` }),
  'bad-field-name': (of) => {
    const { en, zh } = of === undefined ? { en: 'too much', zh: '过多字符' } : strange(of);
    return { en: `Has a field whose name holds ${en}.`, zh: `有字段的名称含有${zh}。` };
  },
  'not-text': () => ({ en: 'Is a text.', zh: '应为文本。' }),
  'not-true-or-false': () => ({ en: 'Write true or false.', zh: '请写 true 或 false。' }),
  'not-yes-or-no': () => ({ en: 'Write yes or no.', zh: '请写 yes 或 no。' }),
  'not-whole-number': () => ({ en: 'Is no whole number.', zh: '不是整数。' }),
  'out-of-range': ({ least, most }) =>
    most === undefined
      ? { en: `Is a number from ${least}.`, zh: `应为不小于 ${least} 的数。` }
      : { en: `Is a number from ${least} to ${most}.`, zh: `应为 ${least} 至 ${most} 之间的数。` },
  'wrong-type': ({ expected }) => {
    const { en, zh } = TYPES[expected] ?? { en: expected, zh: expected };
    return { en: `Is no ${en}.`, zh: `不是${zh}。` };
  },
  'unknown-code': (of) => ({ en: `Is unknown. ${suggested(of).en}`, zh: `未知。${suggested(of).zh}` }),
  'not-an-id': () => ({
    en: 'Is no id: use up to 64 letters, digits, "-" and "_", beginning with a letter or digit.',
    zh: '不是编号：请用不超过 64 个字母、数字、“-”和“_”，以字母或数字开头。',
  }),
  'like-another-id': ({ kind, example }) => ({
    en: `Looks like the id of ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind.replace('-', ' ')} (${example}): choose one with a name in it.`,
    zh: `与${NUMBERED[kind] ?? kind}的编号（${example}）相似：请选用含有名称的编号。`,
  }),
  'not-a-handle': () => ({
    en: 'Is no handle: use letters, digits, ".", "-" and "_", such as li.wei.',
    zh: '不是用户名：请用字母、数字、“.”、“-”和“_”，例如 li.wei。',
  }),
  'not-a-mail-address': () => ({ en: 'Is no mail address.', zh: '不是邮件地址。' }),
  'not-a-message-id': () => ({
    en: 'Has 1 to 200 characters: letters and digits of ASCII, and . _ : / + = - after the first.',
    zh: '应为 1 至 200 个字符：ASCII 字母和数字，首字符之后可用 . _ : / + = -。',
  }),
  'not-a-number': () => ({
    en: 'Is not a number: write 1200000 or 1200000.50.',
    zh: '不是数字：请写 1200000 或 1200000.50。',
  }),
  'not-a-currency': (of) => ({
    en: `Is no currency: write a code such as CNY.${meant(of).en}`,
    zh: `不是货币：请写 CNY 这样的代码。${meant(of).zh}`,
  }),
  'not-a-zone': (of) => ({
    en: `Is no time zone: write an IANA name such as Asia/Shanghai.${meant(of).en}`,
    zh: `不是时区：请写 Asia/Shanghai 这样的 IANA 名称。${meant(of).zh}`,
  }),
  'not-a-date': () => ({ en: 'Is no date: write YYYY-MM-DD.', zh: '不是日期：请写 YYYY-MM-DD。' }),
  'not-in-the-calendar': ({ what }) => CALENDAR[what],
  'not-an-instant': () => ({ en: 'Is no instant: write 2026-01-05T09:00:00Z.', zh: '不是时间点：请写 2026-01-05T09:00:00Z。' }),
  'not-a-date-or-instant': () => ({
    en: 'Is no date and no instant: write 2026-12-01, or 2026-12-01T09:00:00Z.',
    zh: '既不是日期也不是时间点：请写 2026-12-01 或 2026-12-01T09:00:00Z。',
  }),
  'outside-years': ({ first, last }) => ({
    en: `Lies outside the years ${first} to ${last}.`,
    zh: `不在 ${first} 年至 ${last} 年之间。`,
  }),
  'too-far-ahead': ({ years }) => ({ en: `Lies more than ${years} years ahead.`, zh: `在 ${years} 年之后。` }),
  'before-date': ({ date }) => ({ en: `Lies before ${date}.`, zh: `早于 ${date}。` }),
  'before-its-beginning': () => ({ en: 'Lies before it begins.', zh: '早于开始时间。' }),
  'past-already': () => ({ en: 'Is past already: what was due then has been sent.', zh: '已经过去：当时到期的已经发出。' }),
  'not-fitting': ({ said }) => {
    const whole = /[.!?]$/.test(said) ? said : `${said}.`;
    return { en: whole, zh: `不合要求：${whole}` };
  },
};
