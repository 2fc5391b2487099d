// The words of reminders; titles come from the playbook.
import { inLanguage } from '../language';

const english = {
  subject: (account: string, title: string, day: string, others: number): string =>
    `${account}: ${title}, due ${day}${others > 0 ? `, and ${others} more` : ''}`,
  heading: (tasks: number): string => (tasks === 1 ? 'One thing to do' : `${tasks} things to do`),
  why: 'Why this date',
  nominal: (date: string): string => `the playbook asks for it on ${date}`,
  provisional: 'Provisional: it moves when what it depends on is known.',
  done: 'When it is done',
  snooze: 'Not now? Be reminded later',
  becauseYours: (tasks: number): string => `You get this mail because ${tasks === 1 ? 'this task is' : 'these tasks are'} yours to do.`,
};

const chinese: typeof english = {
  subject: (account, title, day, others) => `${account}：${title}，${day}到期${others > 0 ? `，另有 ${others} 项` : ''}`,
  heading: (tasks) => (tasks === 1 ? '待办任务 1 项' : `待办任务 ${tasks} 项`),
  why: '日期由来',
  nominal: (date) => `手册计划于${date}`,
  provisional: '暂定日期：所依据的信息确定后会相应调整。',
  done: '完成后请登记',
  snooze: '暂时不便？稍后再提醒',
  becauseYours: (tasks) => `您收到此邮件，是因为${tasks === 1 ? '这项任务' : '这些任务'}由您负责。`,
};

export const reminderWordsIn = inLanguage(english, chinese);
