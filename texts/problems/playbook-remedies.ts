import type { Text } from '../../domain/playbook/playbook';
import type { PlaybookRemedies, PlaybookRemedy } from '../../domain/problems/playbook-faults';
import { NAMED } from './playbook-words';
import type { Sentences } from './sentences';

const REMEDIES: Sentences<PlaybookRemedies> = {
  id: () => ({ en: 'Use lower-case letters, digits and hyphens, a letter first.', zh: '请用小写字母、数字和连字符，以字母开头。' }),
  text: () => ({ en: 'Write the text.', zh: '请填写文字。' }),
  period: () => ({
    en: 'Write whole years, months, weeks or days in ISO 8601, such as P1Y, P3M, P2W or -P90D.',
    zh: '请按 ISO 8601 写整年、整月、整周或整日，例如 P1Y、P3M、P2W 或 -P90D。',
  }),
  target: () => ({
    en: 'Write hours and minutes as PT24H or PT30M, or business days as P5D.',
    zh: '小时和分钟请写 PT24H 或 PT30M，工作日请写 P5D。',
  }),
  hour: () => ({ en: 'Write the hour as HH:MM, such as 09:30.', zh: '时间请写 HH:MM，例如 09:30。' }),
  'hour-or-midnight': () => ({
    en: 'Write hours as HH:MM, such as 09:00; the end of a day is 24:00.',
    zh: '时间请写 HH:MM，例如 09:00；一天的结束为 24:00。',
  }),
  date: () => ({ en: 'Write the date as YYYY-MM-DD.', zh: '日期请写 YYYY-MM-DD。' }),
  'month-and-day': () => ({ en: 'Write month and day as MM-DD.', zh: '月和日请写 MM-DD。' }),
  interval: () => ({ en: 'Write an interval as [09:00, 12:00].', zh: '时段请写 [09:00, 12:00]。' }),
  holidays: () => ({
    en: 'List dates as YYYY-MM-DD, or write { from: china }.',
    zh: '请按 YYYY-MM-DD 列出日期，或写 { from: china }。',
  }),
  anchor: () => ({
    en: 'Use signing, promised-delivery, contract-end, won-back, handover, or done:TOUCHPOINT.',
    zh: '可用 signing、promised-delivery、contract-end、won-back、handover 或 done:TOUCHPOINT。',
  }),
  'name-one': ({ what }) => ({
    en: `Name a ${NAMED[what].en}, or leave the field out: then it holds ${what === 'stage' ? 'in' : 'for'} all.`,
    zh: `请指定${NAMED[what].zh}，或省略此字段：则适用于全部。`,
  }),
  'name-a-role': ({ or }) => ({
    en: `Name a role, or leave the ${or} out.`,
    zh: `请指定角色，或删去此${or === 'step' ? '步骤' : '条目'}。`,
  }),
  language: () => ({ en: 'Name a language: en or zh.', zh: '请指定语言：en 或 zh。' }),
  'whole-number': () => ({ en: 'Use a whole number.', zh: '请用整数。' }),
  'at-least': ({ least }) => ({ en: `Use ${least} or more.`, zh: `请用不小于 ${least} 的数。` }),
  'whole-business-days': () => ({ en: 'Use whole business days.', zh: '请用整个工作日。' }),
  'reminder-before': () => ({
    en: 'Reminders go before the due day: use 0 or more.',
    zh: '提醒在到期日之前：请用不小于 0 的数。',
  }),
  'reminder-ahead': ({ most }) => ({
    en: `Remind at most ${most} business days ahead.`,
    zh: `提醒最多提前 ${most} 个工作日。`,
  }),
  'hours-and-minutes': () => ({ en: 'Write hours and minutes, such as PT1H or PT90M.', zh: '请写小时和分钟，例如 PT1H 或 PT90M。' }),
  'whole-hours': () => ({ en: 'Write whole hours in ISO 8601, such as PT24H.', zh: '请按 ISO 8601 写整小时，例如 PT24H。' }),
  'up-to-two-hours': () => ({
    en: 'Write minutes or up to two hours, such as PT10M.',
    zh: '请写分钟或不超过两小时，例如 PT10M。',
  }),
  'whole-days': ({ example }) => ({
    en: `Write whole days in ISO 8601, such as ${example}.`,
    zh: `请按 ISO 8601 写整日，例如 ${example}。`,
  }),
  'business-days': () => ({ en: 'Write business days, such as P5D.', zh: '请写工作日数，例如 P5D。' }),
  'iso-business-days': () => ({ en: 'Write business days in ISO 8601, such as P1D.', zh: '请按 ISO 8601 写工作日数，例如 P1D。' }),
  'used-up': () => ({
    en: 'Write how many percent of the time are used up: 1 to 100.',
    zh: '请写已用时间的百分比：1 至 100。',
  }),
  'opened-or-used-up': () => ({
    en: 'Write `opened`, or how many percent of a target are used up: 1 to 100.',
    zh: '请写 `opened`，或目标时间已用的百分比：1 至 100。',
  }),
  other: ({ said }) => ({ en: said, zh: said }),
};

/** A remedy in words. */
export const remedyWords = ([code, parameters]: PlaybookRemedy): Text =>
  (REMEDIES[code] as (parameters: PlaybookRemedy[1]) => Text)(parameters);
