// The words of mails with a meeting's invitation.
import { inLanguage } from '../language';

/** What a mail says about a meeting. */
export type MeetingNews = 'called' | 'moved' | 'reassigned' | 'cancelled';

const english = {
  news: {
    called: 'Meeting',
    moved: 'Meeting moved',
    reassigned: 'Meeting reassigned',
    cancelled: 'Meeting cancelled',
  } satisfies Record<MeetingNews, string>,
  subject: (news: string, account: string, title: string, when: string): string => `${news}: ${account}: ${title}, ${when}`,
  movedFrom: (from: string): string => `It was on ${from}. Your calendar moves it.`,
  off: {
    reassigned: 'Somebody else attends to it now; it comes off your calendar.',
    cancelled: 'It is cancelled and comes off your calendar.',
  },
  noHour: 'The hour is not set yet. Agree on it with the customer, then set it like this, and your calendar follows',
  otherTime: 'Another time? Agree on it with the customer, then set it like this',
  because: 'You get this mail because this meeting is yours to attend to.',
  wasYours: 'You get this mail because this meeting was on your calendar.',
};

const chinese: typeof english = {
  news: { called: '会议', moved: '会议改期', reassigned: '会议移交', cancelled: '会议取消' },
  subject: (news, account, title, when) => `${news}：${account}，${title}，${when}`,
  movedFrom: (from) => `原定于${from}，日历将自动更新。`,
  off: {
    reassigned: '该会议已改由他人负责，将从您的日历中移除。',
    cancelled: '该会议已取消，将从您的日历中移除。',
  },
  noHour: '具体时间待定。与客户商定后，请用以下命令设置，日历会随之更新',
  otherTime: '需要改期？与客户商定后，请用以下命令设置',
  because: '您收到此邮件，是因为该会议由您负责。',
  wasYours: '您收到此邮件，是因为该会议曾列入您的日历。',
};

export const meetingWordsIn = inLanguage(english, chinese);
