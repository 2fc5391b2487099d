// What is said of a service case besides the playbook's own texts, in mails and in the texts of its ticket.
import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { durationWords } from '../../domain/playbook/duration-words';
import type { MilestoneState, News, Withdrawal } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';
import { type Language, textKey, wordsIn } from './words';

const english = {
  moment: 'EEE d MMM, HH:mm',
  moments: 'less than a minute',
  days: (days: number, hours: number): string =>
    [`${days} ${days === 1 ? 'day' : 'days'}`, ...(hours === 0 ? [] : [`${hours} h`])].join(' '),
  news: {
    opened: 'New case',
    warned: 'Time is running out',
    reopened: 'Case reopened',
    moved: 'New due times',
    withdrawn: 'No longer late',
  } satisfies Record<News, string>,
  broken: 'A promise is broken',
  noLongerLate: (title: string): string => `${title} no longer late`,
  withdrawn: (title: string, why: Withdrawal['why'], level: string, due: string | undefined): string =>
    `${title} is no longer late: ${english.whyWithdrawn(why, level)}${due === undefined ? '' : `; it is due ${due}`}.`,
  whyWithdrawn: (why: Withdrawal['why'], level: string): string =>
    ({
      level: `the service level is now ${level}`,
      terms: 'the playbook has other promises now',
      'zone-rules': 'the rules of its time zone have changed',
      paused: 'the customer was awaited meanwhile',
      resumed: 'the customer was awaited meanwhile',
      reopened: 'the time until it was reopened does not count',
      met: 'it was reached in time',
      cancelled: 'it is not needed any more',
    })[why],
  subject: (account: string, matter: string, report: string, id: string): string => `${account}: ${matter} · ${report} (${id})`,
  ticketSubject: (account: string, report: string, id: string): string => `${account}: ${report} (${id})`,
  dueIn: (title: string, span: string): string => `${title} due in ${span}`,
  wasDue: (title: string, span: string): string => `${title} was due ${span} ago`,
  stands: (title: string, state: MilestoneState): string => `${title} ${english.states[state]}`,
  in: (span: string): string => `in ${span}`,
  ago: (span: string): string => `${span} ago`,
  used: (percent: number): string => `${percent} % used`,
  comma: ', ',
  inBrackets: (text: string, more: string): string => `${text} (${more})`,
  more: (count: number): string => (count === 0 ? '' : `, ${count} more`),
  states: { running: 'running', paused: 'customer awaited', met: 'met', breached: 'BREACHED', cancelled: 'not needed' } satisfies Record<
    MilestoneState,
    string
  >,
  due: 'due',
  report: 'What was reported',
  noReport: 'Nothing was written.',
  reportedAt: 'Reported',
  clocks: 'What was promised',
  account: 'Account',
  level: 'Service level',
  severity: 'Severity',
  kind: 'Kind',
  owner: 'In charge',
  nobody: 'nobody yet',
  you: 'you',
  show: 'Everything about this case',
  take: 'Take it on',
  resolve: 'When it is solved',
  moved: (level: string): string => `The due times have changed. Service level: ${level}.`,
  becauseYours: 'You get this mail because you are in charge of this case.',
  becauseNotified: 'You get this mail because the playbook names you for cases of this account.',
};

const chinese: typeof english = {
  moment: 'M月d日（EEE）HH:mm',
  moments: '不到 1 分钟',
  days: (days, hours) => (hours === 0 ? `${days} 天` : `${days} 天 ${hours} 小时`),
  news: {
    opened: '新工单',
    warned: '时限将至',
    reopened: '工单已重新打开',
    moved: '时限已调整',
    withdrawn: '超时已撤销',
  },
  broken: '已超出承诺时限',
  noLongerLate: (title) => `${title}不再超时`,
  withdrawn: (title, why, level, due) =>
    `${title}不再超时：${chinese.whyWithdrawn(why, level)}${due === undefined ? '' : `，新的截止时间为 ${due}`}。`,
  whyWithdrawn: (why, level) =>
    ({
      level: `服务等级现为${level}`,
      terms: '手册中的承诺已调整',
      'zone-rules': '所在时区的规则已变更',
      paused: '期间在等待客户',
      resumed: '期间在等待客户',
      reopened: '重新打开之前的时间不计入',
      met: '已按时达成',
      cancelled: '此项已无需',
    })[why],
  subject: (account, matter, report, id) => `${account}：${matter} · ${report}（${id}）`,
  ticketSubject: (account, report, id) => `${account}：${report}（${id}）`,
  dueIn: (title, span) => `${title}还剩 ${span}`,
  wasDue: (title, span) => `${title}已过时限 ${span}`,
  stands: (title, state) => `${title}${chinese.states[state]}`,
  in: (span) => `还剩 ${span}`,
  ago: (span) => `已过 ${span}`,
  used: (percent) => `已用 ${percent}%`,
  comma: '，',
  inBrackets: (text, more) => `${text}（${more}）`,
  more: (count) => (count === 0 ? '' : `，另有 ${count} 项`),
  states: { running: '计时中', paused: '等待客户', met: '已达成', breached: '已超时', cancelled: '无需' },
  due: '截止',
  report: '客户反馈',
  noReport: '无文字说明。',
  reportedAt: '报告时间',
  clocks: '承诺时限',
  account: '客户',
  level: '服务等级',
  severity: '严重程度',
  kind: '类型',
  owner: '负责人',
  nobody: '暂无',
  you: '您',
  show: '查看工单全部信息',
  take: '由您接手',
  resolve: '解决后请登记',
  moved: (level) => `时限已调整。服务等级：${level}。`,
  becauseYours: '您收到此邮件，是因为这张工单由您负责。',
  becauseNotified: '您收到此邮件，是因为手册规定此类工单须通知您。',
};

export type CaseWords = typeof english;

export const caseWordsIn = (language: Language): CaseWords => (language === 'zh-CN' ? chinese : english);

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** A length of time, to the minute; from three days on to the hour, since targets of 24 and 48 hours are known by their hours. */
export const span = (language: Language, milliseconds: number): string => {
  const words = caseWordsIn(language);
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes === 0) return words.moments;
  if (minutes < 3 * DAY) return durationWords(`PT${minutes}M`)[textKey(language)];
  return words.days(Math.floor(minutes / DAY), Math.floor((minutes % DAY) / HOUR));
};

/** `instant` in `zone`, day and time. */
export const shortMoment = (language: Language, instant: Instant, zone: string): string =>
  format(new TZDate(instant, zone), caseWordsIn(language).moment, { locale: wordsIn(language).locale });
