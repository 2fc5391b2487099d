// The words of the pages behind the links of mails.
import { inLanguage } from '../language';

const english = {
  lang: 'en',
  colon: ': ',
  list: ', ',
  due: 'Due',
  titles: {
    done: 'Report it done',
    snooze: 'Be reminded later',
    reassign: 'Give it to somebody else',
    accept: 'Take over',
    refuse: 'Decline to take over',
  },
  buttons: { done: 'It is done', snooze: 'Remind me later', reassign: 'Hand it over', accept: 'I take over', refuse: 'I decline' },
  outcome: 'What came of it (stays on record)',
  days: (days: string) => (days === '1' ? 'tomorrow at 09:00' : `in ${days} days at 09:00`),
  to: 'To whom',
  handover: {
    from: 'From',
    due: 'To be complete by',
    standIn: (name: string) => `Until you accept, ${name} looks after what falls due.`,
    offboarding: (from: string, accounts: number) => (accounts === 1 ? `From ${from}: one account` : `From ${from}: ${accounts} accounts`),
    reason: 'Why not (stays on record)',
  },
  did: {
    done: 'It is done. Thank you.',
    snooze: 'You will be reminded again then.',
    reassign: (handle: string) => `It is with ${handle} now.`,
    accept: 'It is yours from now on. Thank you.',
    refuse: 'Your answer is on record. Another successor will be found.',
  },
  states: {
    used: 'This link has been used: what it was for is done.',
    closed: 'There is nothing left to do: the task is closed.',
    moved: 'Nothing was done: the task is with somebody else now.',
  },
  answers: {
    used: 'This link has been used: your answer is on record.',
    closed: 'There is nothing left to answer: the handover is answered already, or over.',
    moved: 'Nothing was done: somebody else is to take over now.',
  },
  bad: 'This link does not work',
  expired: 'This link has expired. What it was about is still there: see perennial task list, or perennial handover list.',
  broken: 'It is not one of ours, or a part of it is missing. Copy it whole from the mail.',
  nobody: 'Nothing has happened yet: it happens when you press the button.',
  trouble: 'It could not be done just now. Go back and try again in a few minutes.',
  over: 'Nothing was done: it cannot be done any more. The task or handover has changed, was closed, or is with somebody else; see perennial task list, or perennial handover list.',
  gone: 'What this link was about is not there any more. Nothing was done.',
  unusable:
    'Nothing was done: what was entered cannot be used. Go back, keep it to 20,000 characters without control characters, and choose from the list.',
};

const chinese: typeof english = {
  lang: 'zh-CN',
  colon: '：',
  list: '、',
  due: '截止时间',
  titles: { done: '登记完成', snooze: '稍后提醒', reassign: '转交他人', accept: '接手', refuse: '不接手' },
  buttons: { done: '已完成', snooze: '稍后提醒我', reassign: '转交', accept: '确认接手', refuse: '确认不接手' },
  outcome: '处理结果（将存档）',
  days: (days) => (days === '1' ? '明天 09:00' : `${days} 天后 09:00`),
  to: '转交给',
  handover: {
    from: '移交人',
    due: '交接完成时限',
    standIn: (name) => `在您确认接手之前，到期事项由 ${name} 代为处理。`,
    offboarding: (from, accounts) => `${from}移交的 ${accounts} 个客户`,
    reason: '不接手的原因（将存档）',
  },
  did: {
    done: '已登记完成，谢谢。',
    snooze: '届时将再次提醒您。',
    reassign: (handle) => `已转交给 ${handle}。`,
    accept: '已确认接手，谢谢。',
    refuse: '您的答复已存档，将另行安排接手人。',
  },
  states: {
    used: '此链接已使用过，对应操作已完成。',
    closed: '该任务已关闭，无需处理。',
    moved: '未做任何更改：该任务现由他人负责。',
  },
  answers: {
    used: '此链接已使用过，您的答复已存档。',
    closed: '无需再答复：该交接已答复或已结束。',
    moved: '未做任何更改：接手人现已改为他人。',
  },
  bad: '链接无效',
  expired: '此链接已过期。相关事项仍在，可用 perennial task list 或 perennial handover list 查看。',
  broken: '链接不是本系统生成的，或不完整。请从邮件中完整复制。',
  nobody: '尚未执行任何操作，点击按钮后才会生效。',
  trouble: '暂时无法完成，请返回并在几分钟后重试。',
  over: '未做任何更改：该操作已无法执行。任务或交接已变更、已关闭或已由他人负责，请用 perennial task list 或 perennial handover list 查看。',
  gone: '此链接所指的内容已不存在，未做任何更改。',
  unusable: '未做任何更改：填写的内容无法使用。请返回，内容不超过 20,000 个字符且不含控制字符，并从列表中选择。',
};

export type LinkWords = typeof english;

export const linkWordsIn = inLanguage(english, chinese);
