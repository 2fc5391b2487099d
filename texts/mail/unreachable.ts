// The words of the mail to a manager whose report cannot be reached by mail.
import { counted } from '../formats/counts';
import { inLanguage } from '../language';

const english = {
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

export const unreachableWordsIn = inLanguage(english, chinese);
