// Why a time is what it is, in words. The codes are written where occurrences are dated (touchpoints.ts).
import { periodParts } from './playbook/period';
import { type Language, type Playbook, touchpointTexts, words } from './playbook/playbook';
import type { Reason } from './playbook/terms';

/** All reasons of a due time as sentences, in their order. */
export const explainAll = (reasons: readonly Reason[], language: Language, playbook?: Playbook): string[] =>
  reasons.map((reason) => explain(reason, language, playbook));

/** One reason as a sentence. With the playbook, stages and touchpoints have their titles; a code unknown here is shown as it is. */
export function explain(reason: Reason, language: Language, playbook?: Playbook): string {
  const [code, ...parameters] = reason;
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  return sentence ? sentence(parameters, namesIn(language, playbook))[language] : reason.join(' ');
}

interface Names {
  stage(id: string): string;
  touchpoint(id: string): string;
}

const namesIn = (language: Language, playbook: Playbook | undefined): Names => ({
  stage: (id) => (playbook ? words(playbook, 'stage', id, language) : id),
  touchpoint: (id) => (playbook ? touchpointTexts(playbook, id).title[language] : id),
});

type Sentence = (parameters: readonly (string | number)[], names: Names) => Record<Language, string>;

const text = (parameters: readonly (string | number)[], index: number): string => String(parameters[index] ?? '');

const SENTENCES: Readonly<Record<string, Sentence>> = {
  rule: ([anchor, after, businessDays, every, n], names) => {
    const steps = stepsOf(String(after ?? ''), Number(businessDays ?? 0), String(every ?? ''), Number(n ?? 0));
    const from = anchorNames(String(anchor ?? ''), names);
    return { en: englishRule(steps, from.en), zh: chineseRule(steps, from.zh) };
  },
  anchor: (p, names) => {
    const from = anchorNames(text(p, 0), names);
    return { en: `${from.en}: ${text(p, 1)}`, zh: `${from.zh}：${text(p, 1)}` };
  },
  nominal: (p) => ({ en: `nominal date ${text(p, 0)}`, zh: `名义日期 ${text(p, 0)}` }),
  stage: (p, names) => ({ en: `stage: ${names.stage(text(p, 0))}`, zh: `所处阶段：${names.stage(text(p, 0))}` }),
  calendar: (p) => ({ en: `calendar: ${text(p, 0)}`, zh: `工作日历：${text(p, 0)}` }),
  roll: (p) => {
    // Modified-following goes back rather than into the next month.
    const isBack = text(p, 2) < text(p, 1);
    return {
      en: `${text(p, 1)} is closed in this calendar, moved to the ${isBack ? 'preceding' : 'following'} business day ${text(p, 2)}`,
      zh: `${text(p, 1)} 非工作日，${isBack ? '提前' : '顺延'}至工作日 ${text(p, 2)}`,
    };
  },
  late: (p) => ({
    en: `${text(p, 0)} was past when the account was taken on, moved to the next business day ${text(p, 1)}`,
    zh: `建档时 ${text(p, 0)} 已过，顺延至下一个工作日 ${text(p, 1)}`,
  }),
  closing: (p) => ({ en: `due at closing time, ${text(p, 0)}`, zh: `当日下班前（${text(p, 0)}）到期` }),
  hour: (p) => ({ en: `due at ${text(p, 0)}, the hour set in the playbook`, zh: `按手册规定的时间 ${text(p, 0)} 到期` }),
  unpublished: (p) => ({
    en: text(p, 0) ? `provisional: holidays after ${text(p, 0)} are not published yet` : 'provisional: holidays are not published yet',
    zh: text(p, 0) ? `暂定：${text(p, 0)} 之后的节假日尚未公布` : '暂定：节假日尚未公布',
  }),
  assumed: (p, names) => ({
    en: `provisional: as if ${names.touchpoint(text(p, 0))} were done when due`,
    zh: `暂定：假定“${names.touchpoint(text(p, 0))}”按期完成`,
  }),
  snoozed: (p) => ({ en: `snoozed until ${readable(text(p, 0))}`, zh: `已推迟至 ${readable(text(p, 0))}` }),
  ends: (p) => ({ en: `ends ${readable(text(p, 0))}`, zh: `截止于 ${readable(text(p, 0))}` }),
};

/** `2026-01-22T10:00:00.000Z` as `2026-01-22 10:00 UTC`; what is no instant stays as it is. */
const readable = (iso: string): string => iso.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:[\d.]+)?Z$/, '$1 $2 UTC');

function anchorNames(anchor: string, names: Names): Record<Language, string> {
  switch (anchor) {
    case 'signing':
      return { en: 'signing', zh: '签约' };
    case 'promised-delivery':
      return { en: 'the promised delivery', zh: '承诺交付日' };
    case 'contract-end':
      return { en: "the contract's end", zh: '合同到期' };
    case 'won-back':
      return { en: 'the day it was won back', zh: '挽回之日' };
    default: {
      const awaited = anchor.startsWith('done:') ? names.touchpoint(anchor.slice('done:'.length)) : undefined;
      return awaited === undefined ? { en: anchor, zh: anchor } : { en: `completion of ${awaited}`, zh: `“${awaited}”完成` };
    }
  }
}

type Unit = 'year' | 'month' | 'week' | 'day' | 'business day';
type Steps = readonly (readonly [count: number, unit: Unit])[];

/** `after + n x every`, then the business days, as signed counts of units. */
function stepsOf(after: string, businessDays: number, every: string, n: number): Steps {
  const start = periodParts(after);
  const step = periodParts(every);
  const steps: Steps = [
    [start.years + n * step.years, 'year'],
    [start.months + n * step.months, 'month'],
    [start.weeks + n * step.weeks, 'week'],
    [start.days + n * step.days, 'day'],
    [businessDays, 'business day'],
  ];
  return steps.filter(([count]) => count !== 0);
}

const amount = ([count, unit]: Steps[number]): string => `${Math.abs(count)} ${unit}${Math.abs(count) === 1 ? '' : 's'}`;

function englishRule(steps: Steps, from: string): string {
  const later = steps.filter(([count]) => count > 0).map(amount);
  const earlier = steps.filter(([count]) => count < 0).map(amount);
  if (later.length === 0 && earlier.length === 0) return `on the day of ${from}`;
  if (later.length === 0) return `${earlier.join(' and ')} before ${from}`;
  const sentence = `${later.join(' and ')} after ${from}`;
  return earlier.length === 0 ? sentence : `${sentence}, less ${earlier.join(' and ')}`;
}

const CHINESE_UNITS: Readonly<Record<Unit, string>> = { year: '年', month: '个月', week: '周', day: '天', 'business day': '个工作日' };

function chineseRule(steps: Steps, from: string): string {
  const said = ([count, unit]: Steps[number]): string => `${Math.abs(count)} ${CHINESE_UNITS[unit]}`;
  const later = steps.filter(([count]) => count > 0);
  const earlier = steps.filter(([count]) => count < 0);
  const [only] = later;
  if (!only) return earlier.length === 0 ? `${from}当日` : `${from}前 ${earlier.map(said).join('加 ')}`;
  // Days and weeks are counted as one says it (the second week), months and years as completed.
  const isOrdinal = later.length === 1 && only[1] !== 'month' && only[1] !== 'year';
  const sentence = `${from}后${isOrdinal ? '第' : '满'} ${later.map(said).join('加 ')}`;
  return earlier.length === 0 ? sentence : `${sentence}，再减 ${earlier.map(said).join('加 ')}`;
}
