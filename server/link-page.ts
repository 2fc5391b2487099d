// The small pages behind the links of a mail: what is offered, and what was done. In the reader's language; nothing but a form.
import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { enGB, zhCN } from 'date-fns/locale';
import { type Answered, type HandoverOffer, type Offer, SNOOZE_DAYS, type TaskOffer } from '../client/mail/links';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const english = {
  lang: 'en',
  locale: enGB,
  moment: 'EEEE d MMMM yyyy, HH:mm',
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
  locale: zhCN,
  moment: 'yyyy年M月d日 EEEE HH:mm',
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

const STYLE = `body{margin:0;background:#eef1f4;color:#14191e;font:16px/25px -apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
main{max-width:520px;margin:32px auto;padding:0 14px}section{background:#fff;border:1px solid #dfe4e9;border-radius:10px;padding:20px 22px}
h1{font-size:22px;line-height:30px;margin:0 0 2px}p{margin:8px 0}.soft{color:#5b6670;font-size:14px}
label{display:block;margin:14px 0 4px;color:#5b6670;font-size:14px}textarea,select{width:100%;box-sizing:border-box;font:inherit;padding:8px 10px;border:1px solid #c4ccd4;border-radius:6px;background:#fff;color:inherit}
button{margin-top:16px;font:inherit;font-weight:600;color:#fff;background:#0f5c4e;border:0;border-radius:6px;padding:10px 18px;cursor:pointer}
@media (prefers-color-scheme:dark){body{background:#15181c;color:#eef1f4}section{background:#1f2429;border-color:#333a42}.soft,label{color:#a9b3bd}textarea,select{background:#15181c;border-color:#333a42}button{background:#2a8a76}}`;

const html = ({ lang }: typeof english, title: string, body: string): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><section>${body}</section></main></body></html>
`;

const wordsFor = ({ person }: Offer): typeof english => (person.language === 'zh-CN' ? chinese : english);

const moment = (iso: string, { person }: Offer, words: typeof english): string =>
  format(new TZDate(Date.parse(iso), person.zone), words.moment, { locale: words.locale });

const colon = ({ lang }: typeof english): string => (lang === 'en' ? ': ' : '：');

/** A line of small print: what it is, and what it says. */
const soft = (words: typeof english, name: string, value: string): string => `<p class="soft">${name}${colon(words)}${escaped(value)}</p>`;

function facts(offer: Offer, words: typeof english): string {
  const { account, person } = offer;
  const key = person.language === 'zh-CN' ? 'zh' : 'en';
  const head = (title: string): string => `<p class="soft">${escaped(account)}</p><h1>${escaped(title)}</h1>`;
  if ('task' in offer) return `${head(offer.task.title[key])}${soft(words, words.due, moment(offer.task.due, offer, words))}`;
  if ('offboarding' in offer)
    return `<p class="soft">${words.titles.accept}</p><h1>${escaped(words.handover.offboarding(offer.from, offer.waiting))}</h1>`;
  const { handover, roles, action, standIn, state } = offer;
  const title = `${words.titles[action]}${colon(words)}${roles.map((role) => role[key]).join(key === 'zh' ? '、' : ', ')}`;
  return [
    head(title),
    soft(words, words.handover.from, handover.fromName),
    soft(words, words.handover.due, moment(handover.due, offer, words)),
    state === 'ready' && action === 'accept' && standIn !== null ? `<p>${escaped(words.handover.standIn(standIn))}</p>` : '',
  ].join('');
}

const options = (all: readonly (readonly [value: string, text: string])[]): string =>
  all.map(([value, text]) => `<option value="${escaped(value)}">${escaped(text)}</option>`).join('');

const textarea = (name: string, label: string, more = ''): string =>
  `<label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="3" maxlength="4000"${more}></textarea>`;

function taskFields({ action, colleagues }: TaskOffer, words: typeof english): string {
  if (action === 'done') return textarea('outcome', words.outcome);
  if (action === 'snooze')
    return `<label for="days">${words.titles.snooze}</label><select id="days" name="days">${options(SNOOZE_DAYS.map((days) => [days, words.days(days)]))}</select>`;
  return `<label for="to">${words.to}</label><select id="to" name="to">${options(colleagues.map(({ handle, name }) => [handle, `${name} (${handle})`]))}</select>`;
}

const answerFields = ({ action }: HandoverOffer, words: typeof english): string =>
  action === 'refuse' ? textarea('reason', words.handover.reason, ' required') : '';

/** What a link offers: a form whose button does it. */
export function offerPage(offer: Offer): string {
  const words = wordsFor(offer);
  const title = words.titles[offer.action];
  if (offer.state !== 'ready') {
    const line = ('task' in offer ? words.states : words.answers)[offer.state];
    return html(words, title, `${facts(offer, words)}<p>${line}</p>`);
  }
  const fields = 'task' in offer ? taskFields(offer, words) : 'handover' in offer ? answerFields(offer, words) : '';
  const form = `<form method="post">${fields}<button type="submit">${words.buttons[offer.action]}</button></form>`;
  return html(words, title, `${facts(offer, words)}<p class="soft">${words.nobody}</p>${form}`);
}

/** What was done; where nothing was, why. */
export function donePage({ offer, isDone, owner }: Answered): string {
  if (!isDone) return offerPage(offer);
  const words = wordsFor(offer);
  const { action } = offer;
  const did = action === 'reassign' ? words.did.reassign(owner ?? '') : words.did[action];
  return html(words, words.titles[action], `${facts({ ...offer, state: 'used' }, words)}<p><strong>${escaped(did)}</strong></p>`);
}

/** What is wrong, in both languages: whose link it is we may not know. */
export function wrongPage(what: 'expired' | 'broken' | 'trouble' | 'over' | 'gone' | 'unusable'): string {
  const isBad = what === 'expired' || what === 'broken';
  const part = (words: typeof english): string => `${isBad ? `<h1>${words.bad}</h1>` : ''}<p>${words[what]}</p>`;
  return html(english, english.bad, `${part(english)}<hr>${part(chinese)}`);
}
