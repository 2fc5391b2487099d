// The words of a successor's briefing about an offboarding.
import { counted } from '../formats/counts';
import { inLanguage } from '../language';

const english = {
  list: ', ',
  subject: (accounts: number, from: string): string =>
    accounts === 1 ? `You take over an account from ${from}` : `You take over ${accounts} accounts from ${from}`,
  kicker: (id: string): string => `Offboarding ${id}`,
  answerBy: (moment: string): string => `Please accept by ${moment}. Until then whoever stands in attends to what falls due.`,
  notified: 'Each customer is told who is there for them now. The visits below are proposed to them: agree on each within 24 hours.',
  visit: (moment: string, who: string | undefined): string =>
    who === undefined ? `You visit them on ${moment}` : `${who} visits them on ${moment}`,
  accept: 'I take them all over',
  acceptCommand: 'To take them all over',
  one: 'One of them not? Refuse it by itself',
  accounts: 'What is yours',
  tasks: (open: number, overdue: number): string => `${counted(open, 'open task')}${overdue > 0 ? `, ${overdue} overdue` : ''}`,
  cases: (open: number): string => counted(open, 'open case'),
  more: (count: number): string => `and ${count} more`,
  overdue: 'overdue',
  show: 'All of it',
  because: 'You get this mail because you have been named as the successor.',
};

const chinese: typeof english = {
  list: '、',
  subject: (accounts, from) => `您将从${from}接手 ${accounts} 个客户`,
  kicker: (id) => `离职交接 ${id}`,
  answerBy: (moment) => `请在${moment}前确认接手。确认之前，到期事项由代理人处理。`,
  notified: '已告知每位客户今后由谁对接。下列拜访时间均已向客户提出，请在 24 小时内逐一确认。',
  visit: (moment, who) => `拜访：${moment}，${who === undefined ? '由您前往' : `由${who}前往`}`,
  accept: '全部接手',
  acceptCommand: '全部接手请执行',
  one: '其中某个无法接手？请单独拒绝',
  accounts: '您接手的客户',
  tasks: (open, overdue) => `待办任务 ${open} 项${overdue > 0 ? `，其中 ${overdue} 项已逾期` : ''}`,
  cases: (open) => `未结工单 ${open} 个`,
  more: (count) => `另有 ${count} 个`,
  overdue: '已逾期',
  show: '查看全部',
  because: '您收到此邮件，是因为您被指定为接手人。',
};

export const offboardingWordsIn = inLanguage(english, chinese);
