// The letters to a customer's people about changed contacts, on our side or theirs. They say nothing of how we work.
import { within } from '../formats/titles';
import { inLanguage } from '../language';

/** The values for a letter; names and titles are in the reader's language. */
interface Change {
  readonly from: string | undefined;
  readonly to: string;
  /** Titles of the roles that change hands. */
  readonly roles: readonly string[];
}

const english = {
  /** Separates titles below a name. */
  list: ', ',
  salutation: (name: string): string => `Dear ${name},`,
  closing: 'Kind regards',
  roles: (titles: readonly string[]): string => titles.map(within).join(' and '),
  changed: {
    subject: ({ to, roles }: Change): string => `${to} is your new ${english.roles(roles)}`,
    first: ({ from, to, roles }: Change): string =>
      from === undefined
        ? `From today, ${to} is your ${english.roles(roles)}.`
        : `${from}, until now your ${english.roles(roles)}, is handing over to ${to}, who is there for you from today.`,
    again: ({ to, roles }: Change): string =>
      `When we last wrote to you, we named somebody else. That has changed, and we are sorry for the back and forth: from today, ${to} is your ${english.roles(roles)}.`,
    meanwhile: (standIn: string, to: string): string =>
      `While ${to} settles in, ${standIn} is at your service as well. Everything under way continues, and what we have agreed with you stands.`,
    continues: 'Everything under way continues, and what we have agreed with you stands.',
    visit: (to: string, day: string): string =>
      `We would like ${to} to meet you in person, and to go through with you what has been achieved so far and what comes next. Would ${day} suit you? If another day is better, just tell us.`,
    card: 'Your contacts from today',
    also: 'also at your service',
  },
  noBackup: {
    subject: ({ to, roles }: Change): string => `${to} remains your ${english.roles(roles)}`,
    first: ({ from, to, roles }: Change): string =>
      `${from === undefined ? 'The colleague who was at your service as well until now' : `${from}, who was at your service as well until now,`} is no longer available. ${to} remains your ${english.roles(roles)}: please turn to ${to} with everything.`,
    again: ({ to, roles }: Change): string =>
      `When we last wrote to you, we named somebody else who would be at your service as well. That has changed, and we are sorry for the back and forth: please turn to ${to}, your ${english.roles(roles)}, with everything.`,
    also: (from: string): string => `${from} is no longer available as backup either.`,
  },
  back: {
    subject: ({ from, roles }: Change): string => `${from ?? ''} remains your ${english.roles(roles)}`,
    body: ({ from, to, roles }: Change): string =>
      `We recently wrote that ${to} would take over as your ${english.roles(roles)}. That has changed: ${from ?? ''} stays your contact after all.`,
    continues: 'Nothing else changes for you. We are sorry for the back and forth.',
    card: 'Your contact, as before',
  },
  welcome: {
    subject: 'Welcome: who is there for you',
    first: (account: string, from: string | undefined): string =>
      `We have learned that you are now our contact at ${account}${from === undefined ? '' : `, following ${from}`}. A warm welcome: we look forward to working with you.`,
    since: (date: string): string => `Our companies have worked together since ${date}. `,
    what: 'We look after everything around our cooperation: we review with you regularly what has been achieved, help quickly when something goes wrong, and prepare the next steps together with you.',
    visit: (who: string, day: string): string =>
      `${who} would like to visit you, to show you where we stand together and to hear what matters to you. Would ${day} suit you? If another day is better, just tell us.`,
    card: 'Who is there for you',
  },
  answer: (who: string): string => `A reply to this mail reaches ${who} directly.`,
};

const chinese: typeof english = {
  list: '、',
  salutation: (name) => `尊敬的${name}：`,
  closing: '顺祝商祺！',
  roles: (titles) => titles.join('、'),
  changed: {
    subject: ({ to, roles }) => `贵公司的${chinese.roles(roles)}变更为${to}`,
    first: ({ from, to, roles }) =>
      from === undefined
        ? `您好！即日起，由${to}担任贵公司的${chinese.roles(roles)}。`
        : `您好！此前由${from}担任贵公司的${chinese.roles(roles)}，即日起由${to}接任，继续为您服务。`,
    again: ({ to, roles }) =>
      `您好！关于我们上次告知的人员安排，现有调整：即日起由${to}担任贵公司的${chinese.roles(roles)}。多次变更给您带来不便，敬请谅解。`,
    meanwhile: (standIn, to) => `在${to}完成工作交接之前，您也可以随时联系${standIn}。正在进行的各项工作照常推进，双方已约定的事项不变。`,
    continues: '正在进行的各项工作照常推进，双方已约定的事项不变。',
    visit: (to, day) =>
      `我们希望安排${to}当面拜访您，与您一同回顾合作成果，并商议下一步计划。时间初步定在${day}，不知您是否方便？如需改期，请告知您合适的时间。`,
    card: '今后与您对接的同事',
    also: '也可随时联系',
  },
  noBackup: {
    subject: ({ to, roles }) => `贵公司的${chinese.roles(roles)}仍为${to}`,
    first: ({ from, to, roles }) =>
      `您好！此前也为您服务的${from ?? '同事'}今后不再与您对接。${to}仍担任贵公司的${chinese.roles(roles)}，今后一切事宜请与${to}联系。`,
    again: ({ to, roles }) =>
      `您好！关于我们上次告知的另一位服务同事，现有调整。今后一切事宜请与贵公司的${chinese.roles(roles)}${to}联系。多次变更给您带来不便，敬请谅解。`,
    also: (from) => `${from}今后也不再作为后备同事为您服务。`,
  },
  back: {
    subject: ({ from, roles }) => `贵公司的${chinese.roles(roles)}仍为${from ?? ''}`,
    body: ({ from, to, roles }) =>
      `您好！此前我们曾告知，将由${to}担任贵公司的${chinese.roles(roles)}。现安排有变，仍由${from ?? ''}继续为您服务。`,
    continues: '其他一切照旧。给您带来不便，敬请谅解。',
    card: '与您对接的同事（不变）',
  },
  welcome: {
    subject: '很高兴认识您：为您服务的团队',
    first: (account, from) =>
      `您好！获悉您现已${from === undefined ? '' : `接替${from}，`}负责${account}与我们的对接工作。很高兴认识您，期待与您合作。`,
    since: (date) => `我们两家公司自${date}起开始合作。`,
    what: '我们致力于让贵公司用好我们的产品与服务：定期与您回顾成效，遇到问题及时解决，并与您一起规划下一步工作。',
    visit: (who, day) =>
      `${who}希望登门拜访，向您介绍目前的合作进展，并听取您的想法。时间初步定在${day}，不知您是否方便？如需改期，请告知您合适的时间。`,
    card: '为您服务的同事',
  },
  answer: (who) => `直接回复本邮件，即可与${who}联系。`,
};

export type CustomerWords = typeof english;

export const customerWordsIn = inLanguage(english, chinese);
