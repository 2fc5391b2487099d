// Texts of the mail about an errand that is due.
import { inLanguage } from '../language';

const english = {
  subject: (what: string): string => `Your errand: ${what}`,
  title: 'An errand of yours is due',
  kicker: (id: string): string => `Errand ${id}`,
  nothing: 'Nobody wrote down what is to be done.',
  due: (moment: string): string => `It was due on ${moment}.`,
  done: 'When it is done',
  because: 'You get this mail because the errand is yours.',
};

const chinese: typeof english = {
  subject: (what) => `待办差事：${what}`,
  title: '您有一件差事到期',
  kicker: (id) => `差事 ${id}`,
  nothing: '未写明要做什么。',
  due: (moment) => `截止时间为${moment}。`,
  done: '完成后请执行',
  because: '此差事由您办理，因此您收到此邮件。',
};

export const errandWordsIn = inLanguage(english, chinese);
