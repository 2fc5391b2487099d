// The pages behind the links of a mail: the offer, and the result, in the reader's language. They contain no more than a form.
import { type Answered, type HandoverOffer, type Offer, SNOOZE_DAYS, type TaskOffer } from '../client/mail/links';
import { written } from '../texts/formats/moments';
import { textKey } from '../texts/language';
import { type LinkWords, linkWordsIn } from '../texts/pages/links';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const STYLE = `body{margin:0;background:#eef1f4;color:#14191e;font:16px/25px -apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
main{max-width:520px;margin:32px auto;padding:0 14px}section{background:#fff;border:1px solid #dfe4e9;border-radius:10px;padding:20px 22px}
h1{font-size:22px;line-height:30px;margin:0 0 2px}p{margin:8px 0}.soft{color:#5b6670;font-size:14px}
label{display:block;margin:14px 0 4px;color:#5b6670;font-size:14px}textarea,select{width:100%;box-sizing:border-box;font:inherit;padding:8px 10px;border:1px solid #c4ccd4;border-radius:6px;background:#fff;color:inherit}
button{margin-top:16px;font:inherit;font-weight:600;color:#fff;background:#0f5c4e;border:0;border-radius:6px;padding:10px 18px;cursor:pointer}
@media (prefers-color-scheme:dark){body{background:#15181c;color:#eef1f4}section{background:#1f2429;border-color:#333a42}.soft,label{color:#a9b3bd}textarea,select{background:#15181c;border-color:#333a42}button{background:#2a8a76}}`;

const html = ({ lang }: LinkWords, title: string, body: string): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><section>${body}</section></main></body></html>
`;

const wordsFor = ({ person }: Offer): LinkWords => linkWordsIn(person.language);

const moment = (iso: string, { person }: Offer): string => written(person.language, Date.parse(iso), person.zone, 'longMoment');

/** A line of small print, with a label. */
const soft = (words: LinkWords, name: string, value: string): string => `<p class="soft">${name}${words.colon}${escaped(value)}</p>`;

function facts(offer: Offer, words: LinkWords): string {
  const { account, person } = offer;
  const key = textKey(person.language);
  const head = (title: string): string => `<p class="soft">${escaped(account)}</p><h1>${escaped(title)}</h1>`;
  if ('task' in offer) return `${head(offer.task.title[key])}${soft(words, words.due, moment(offer.task.due, offer))}`;
  if ('offboarding' in offer)
    return `<p class="soft">${words.titles.accept}</p><h1>${escaped(words.handover.offboarding(offer.from, offer.waiting))}</h1>`;
  const { handover, roles, action, standIn, state } = offer;
  const title = `${words.titles[action]}${words.colon}${roles.map((role) => role[key]).join(words.list)}`;
  return [
    head(title),
    soft(words, words.handover.from, handover.fromName),
    soft(words, words.handover.due, moment(handover.due, offer)),
    state === 'ready' && action === 'accept' && standIn !== null ? `<p>${escaped(words.handover.standIn(standIn))}</p>` : '',
  ].join('');
}

const options = (all: readonly (readonly [value: string, text: string])[]): string =>
  all.map(([value, text]) => `<option value="${escaped(value)}">${escaped(text)}</option>`).join('');

const textarea = (name: string, label: string, more = ''): string =>
  `<label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="3" maxlength="4000"${more}></textarea>`;

function taskFields({ action, colleagues }: TaskOffer, words: LinkWords): string {
  if (action === 'done') return textarea('outcome', words.outcome);
  if (action === 'snooze')
    return `<label for="days">${words.titles.snooze}</label><select id="days" name="days">${options(SNOOZE_DAYS.map((days) => [days, words.days(days)]))}</select>`;
  return `<label for="to">${words.to}</label><select id="to" name="to">${options(colleagues.map(({ handle, name }) => [handle, `${name} (${handle})`]))}</select>`;
}

const answerFields = ({ action }: HandoverOffer, words: LinkWords): string =>
  action === 'refuse' ? textarea('reason', words.handover.reason, ' required') : '';

/** The page of an offer: a form whose button does it, or why it cannot be done. */
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

/** The page of a result; where nothing was done, the offer's page. */
export function donePage({ offer, isDone, owner }: Answered): string {
  if (!isDone) return offerPage(offer);
  const words = wordsFor(offer);
  const { action } = offer;
  const did = action === 'reassign' ? words.did.reassign(owner ?? '') : words.did[action];
  return html(words, words.titles[action], `${facts({ ...offer, state: 'used' }, words)}<p><strong>${escaped(did)}</strong></p>`);
}

/** The page for a link that does not work, in both languages, since its reader is not known. */
export function wrongPage(what: 'expired' | 'broken' | 'trouble' | 'over' | 'gone' | 'unusable'): string {
  const isBad = what === 'expired' || what === 'broken';
  const part = (words: LinkWords): string => `${isBad ? `<h1>${words.bad}</h1>` : ''}<p>${words[what]}</p>`;
  const english = linkWordsIn('en');
  return html(english, english.bad, `${part(english)}<hr>${part(linkWordsIn('zh-CN'))}`);
}
