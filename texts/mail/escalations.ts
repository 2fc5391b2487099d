// The words of escalation mails about overdue work.
import { inLanguage } from '../language';

const english = {
  subject: (account: string, title: string, near: string, others: number): string =>
    `${account}: ${title} ${near}${others > 0 ? `, and ${others} more` : ''}`,
  kicker: (tasks: number): string =>
    tasks === 1 ? 'Overdue work has been escalated to you' : `${tasks} overdue tasks have been escalated to you`,
  owes: 'It has not been reported done. Ask what stands in the way, or give it to somebody who can do it.',
  nobody: 'Nobody owes this: the account has no one in this role. Give it to somebody.',
  owner: 'With',
  because: 'You get this mail because overdue work is escalated step by step as the playbook says; each step is told once.',
};

const chinese: typeof english = {
  subject: (account, title, near, others) => `${account}：${title}${near}${others > 0 ? `，另有 ${others} 项` : ''}`,
  kicker: (tasks) => `${tasks} 项逾期任务已上报给您`,
  owes: '至今未登记完成。请了解原因，或转交其他同事处理。',
  nobody: '该任务目前无人负责，请指定负责人。',
  owner: '负责人',
  because: '任务逾期后按手册逐级上报，每级只通知一次，因此您收到此邮件。',
};

export const escalationWordsIn = inLanguage(english, chinese);
