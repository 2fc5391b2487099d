// Words shared by mails to our people.
import { inLanguage } from '../language';

const english = {
  separator: ': ',
  and: '; ',
  nearness: (days: number): string => {
    if (days < -1) return `${-days} days overdue`;
    if (days === -1) return 'due yesterday';
    if (days === 0) return 'due today';
    return days === 1 ? 'due tomorrow' : `in ${days} days`;
  },
  passed: 'overdue since earlier today',
  due: 'Due',
  stage: 'Stage',
  doneButton: 'It is done',
  snoozeButton: 'Remind me later',
  reassignButton: 'Give it to somebody else',
  contact: 'Who to talk to',
  allAbout: 'Everything about this account',
  zone: (zone: string): string => `Times are local to ${zone}.`,
  inPlaceOf: (name: string, back: string): string =>
    `You get this mail in place of ${name}, who is away and back on ${back}: until then this is yours to look after.`,
};

const chinese: typeof english = {
  separator: '：',
  and: '；',
  nearness: (days) => {
    if (days < 0) return `已逾期 ${-days} 天`;
    if (days === 0) return '今天到期';
    if (days === 1) return '明天到期';
    return `还有 ${days} 天`;
  },
  passed: '今天已过时限',
  due: '截止时间',
  stage: '阶段',
  doneButton: '已完成',
  snoozeButton: '稍后提醒',
  reassignButton: '转交他人',
  contact: '客户联系人',
  allAbout: '查看该客户的全部信息',
  zone: (zone) => `时间均为 ${zone} 当地时间。`,
  inPlaceOf: (name, back) => `${name}不在岗，${back}返岗；在此之前由您代为处理，因此您收到此邮件。`,
};

export type GeneralWords = typeof english;

export const generalWordsIn = inLanguage(english, chinese);
