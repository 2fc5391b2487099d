// The words of an agenda on a terminal.
import { inLanguage } from '../language';

const english = {
  locale: 'en-US',
  heading: (title: string, signedOn: string, zone: string): string => `${title}: signed ${signedOn}, times in ${zone}`,
  since: (date: string): string => `from ${date}`,
  nothing: 'Nothing is due in this time.',
  total: (all: number, provisional: number): string => `${all} due${provisional > 0 ? `, ${provisional} of them provisional` : ''}.`,
  legend: '* provisional: moves when the holidays are published, or when what it waits for is done.',
};

const chinese: typeof english = {
  locale: 'zh-CN',
  heading: (title, signedOn, zone) => `${title}：签约日 ${signedOn}，时区 ${zone}`,
  since: (date) => `自 ${date} 起`,
  nothing: '此期间没有到期事项。',
  total: (all, provisional) => `共 ${all} 项${provisional > 0 ? `，其中 ${provisional} 项为暂定` : ''}。`,
  legend: '* 暂定：节假日公布后，或前置事项完成后可能调整。',
};

export const agendaWordsIn = inLanguage(english, chinese);
