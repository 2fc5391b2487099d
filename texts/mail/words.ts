// What mails to our own people say besides the playbook's texts.
import { counted } from '../formats/counts';
import { inLanguage } from '../language';

const english = {
  subject: (account: string, title: string, day: string, others: number): string =>
    `${account}: ${title}, due ${day}${others > 0 ? `, and ${others} more` : ''}`,
  heading: (tasks: number): string => (tasks === 1 ? 'One thing to do' : `${tasks} things to do`),
  nearness: (days: number): string => {
    if (days < -1) return `${-days} days overdue`;
    if (days === -1) return 'due yesterday';
    if (days === 0) return 'due today';
    return days === 1 ? 'due tomorrow' : `in ${days} days`;
  },
  passed: 'overdue since earlier today',
  due: 'Due',
  stage: 'Stage',
  why: 'Why this date',
  nominal: (date: string): string => `the playbook asks for it on ${date}`,
  provisional: 'Provisional: it moves when what it depends on is known.',
  done: 'When it is done',
  snooze: 'Not now? Be reminded later',
  doneButton: 'It is done',
  snoozeButton: 'Remind me later',
  reassignButton: 'Give it to somebody else',
  contact: 'Who to talk to',
  allAbout: 'Everything about this account',
  zone: (zone: string): string => `Times are local to ${zone}.`,
  becauseYours: (tasks: number): string => `You get this mail because ${tasks === 1 ? 'this task is' : 'these tasks are'} yours to do.`,
  inPlaceOf: (name: string, back: string): string =>
    `You get this mail in place of ${name}, who is away and back on ${back}: until then this is yours to look after.`,
  separator: ': ',
  and: '; ',
  refusedSubject: (name: string, account: string): string => `${account}: ${name} did not get a reminder`,
  refusedTitle: (name: string): string => `${name} cannot be reached by mail`,
  refused: (name: string, address: string, tasks: number): string =>
    `The mail server refused ${name}'s address ${address} for good, so the reminder of ${counted(tasks, 'task')} did not arrive. Nobody else has been told.`,
  noAddress: (name: string, tasks: number): string =>
    `There is no mail address on record for ${name}, so the reminder of ${counted(tasks, 'task')} could not be sent. Nobody else has been told.`,
  undelivered: (name: string, tasks: number, code: string): string =>
    `The reminder of ${counted(tasks, 'task')} for ${name} was not delivered (${code}). Nobody else has been told.`,
  digestRefusedSubject: (name: string): string => `${name} does not get the daily digest`,
  digestRefused: (name: string, address: string | undefined): string =>
    `${
      address === undefined
        ? `There is no mail address on record for ${name}`
        : `The mail server refused ${name}'s address ${address} for good`
    }, so the daily digest did not arrive: ${name} has not heard what is due. You are told once; nobody else has been told.`,
  whatNow: (name: string): string => `Tell ${name} in person: what follows stays with them until somebody moves it.`,
  correct: 'To mend the address, correct it in the file of your people and read it in again',
  reassign: 'Or give it to somebody else',
  becauseManager: (name: string): string => `You get this mail because you are the manager of ${name}.`,
  becauseStandIn: 'You get this mail because nobody nearer could be told.',
};

const chinese: typeof english = {
  subject: (account, title, day, others) => `${account}：${title}，${day}到期${others > 0 ? `，另有 ${others} 项` : ''}`,
  heading: (tasks) => (tasks === 1 ? '待办任务 1 项' : `待办任务 ${tasks} 项`),
  nearness: (days) => {
    if (days < 0) return `已逾期 ${-days} 天`;
    if (days === 0) return '今天到期';
    if (days === 1) return '明天到期';
    return `还有 ${days} 天`;
  },
  passed: '今天已过时限',
  due: '截止时间',
  stage: '阶段',
  why: '日期由来',
  nominal: (date) => `手册计划于${date}`,
  provisional: '暂定日期：所依据的信息确定后会相应调整。',
  done: '完成后请登记',
  snooze: '暂时不便？稍后再提醒',
  doneButton: '已完成',
  snoozeButton: '稍后提醒',
  reassignButton: '转交他人',
  contact: '客户联系人',
  allAbout: '查看该客户的全部信息',
  zone: (zone) => `时间均为 ${zone} 当地时间。`,
  becauseYours: (tasks) => `您收到此邮件，是因为${tasks === 1 ? '这项任务' : '这些任务'}由您负责。`,
  inPlaceOf: (name, back) => `${name}不在岗，${back}返岗；在此之前由您代为处理，因此您收到此邮件。`,
  separator: '：',
  and: '；',
  refusedSubject: (name, account) => `${account}：${name}未收到任务提醒`,
  refusedTitle: (name) => `${name}的邮箱无法送达`,
  refused: (name, address, tasks) =>
    `邮件服务器拒收发往${name}邮箱 ${address} 的邮件，且重试无效。${tasks} 项任务的提醒未能送达，目前尚无其他人知晓。`,
  noAddress: (name, tasks) => `系统中没有${name}的邮箱地址，${tasks} 项任务的提醒无法发出，目前尚无其他人知晓。`,
  undelivered: (name, tasks, code) => `发给${name}的 ${tasks} 项任务提醒未能送达（${code}），目前尚无其他人知晓。`,
  digestRefusedSubject: (name) => `${name}收不到每日摘要`,
  digestRefused: (name, address) =>
    `${
      address === undefined ? `系统中没有${name}的邮箱地址` : `邮件服务器拒收发往${name}邮箱 ${address} 的邮件，且重试无效`
    }，今天的每日摘要未能送达，${name}尚不知晓哪些任务到期。此通知仅发送一次，目前尚无其他人知晓。`,
  whatNow: (name) => `请直接告知${name}：在有人接手之前，下列任务仍由其负责。`,
  correct: '如需更正邮箱地址，请在人员文件中修改后重新导入',
  reassign: '或者转交他人',
  becauseManager: (name) => `您收到此邮件，是因为您是${name}的上级。`,
  becauseStandIn: '您收到此邮件，是因为没有更合适的人可以通知。',
};

export type Words = typeof english;

export const wordsIn = inLanguage(english, chinese);
