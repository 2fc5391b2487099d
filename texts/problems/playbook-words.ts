// Words for the values, types and names in the faults of a playbook.
import type { Text } from '../../domain/playbook/playbook';
import type { Given, Named } from '../../domain/problems/playbook-faults';

export const NAMED: Readonly<Record<Named, Text>> = {
  role: { en: 'role', zh: '角色' },
  stage: { en: 'stage', zh: '阶段' },
  segment: { en: 'segment', zh: '客户分层' },
  'service-level': { en: 'service level', zh: '服务等级' },
  level: { en: 'level', zh: '等级' },
  'contact-level': { en: 'level of contacts', zh: '联系人级别' },
  touchpoint: { en: 'touchpoint', zh: '触点' },
  severity: { en: 'severity', zh: '严重程度' },
  'case-kind': { en: 'kind of case', zh: '工单类型' },
  calendar: { en: 'calendar', zh: '日历' },
};

export const LANGUAGES: Readonly<Record<'en' | 'zh', Text>> = {
  en: { en: 'English', zh: '英文' },
  zh: { en: 'Chinese', zh: '中文' },
};

const THINGS = {
  'empty-list': { en: 'an empty list', zh: '空列表' },
  list: { en: 'this list', zh: '此列表' },
  nothing: { en: 'nothing', zh: '空值' },
  group: { en: 'a group of fields', zh: '一组字段' },
} as const;

/** The value in the file, or its kind, in words. */
export const shown = (given: Given): Text => ('is' in given ? THINGS[given.is] : { en: given.value, zh: given.value });

const EXPECTED: Readonly<Record<string, Text>> = {
  string: { en: 'a text', zh: '文字' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'an interval such as [09:00, 12:00]', zh: '[09:00, 12:00] 这样的时段' },
  object: { en: 'a group of fields', zh: '一组字段' },
  record: { en: 'a group of fields', zh: '一组字段' },
};

/** A type of the schema library in words. */
export const expectedWords = (type: string): Text => EXPECTED[type] ?? { en: type, zh: type };
