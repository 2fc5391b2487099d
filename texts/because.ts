// The reasons of due times, in words. Reasons come from touchpoints.ts (occurrences), and from clock.ts and service-case/ (clocks).
import type { Language, Text, Titles } from '../domain/playbook/playbook';
import type { Reason, ReasonParameters, Sentences } from '../domain/time/reason';
import type { Instant } from '../domain/time/time';
import { counted } from './formats/counts';
import { durationWords } from './formats/durations';
import { localTime } from './formats/local-time';
import { targetTitle } from './promises';

/** The sentences of a due time's reasons, in order. `titles`: of that language. Instants of clocks are local time in `zone`. */
export const explainAll = (reasons: readonly Reason[], language: Language, titles?: Titles, zone = 'UTC'): string[] =>
  reasons.map((reason) => explain(reason, language, titles, zone));

/**
 * The sentence of one reason. `titles`, of that language, names stages, touchpoints and targets. A code of a newer release is shown as it is.
 * Instants of clocks are local time in `zone`, which is named.
 */
export function explain([code, ...parameters]: Reason, language: Language, titles?: Titles, zone = 'UTC'): string {
  if (!Object.hasOwn(SENTENCES, code)) return [code, ...parameters].join(' ');
  const sentence = SENTENCES[code] as (parameters: readonly unknown[], names: Names) => Text;
  return sentence(parameters, namesIn(language, titles, zone))[language];
}

interface Names {
  stage(id: string): string;
  touchpoint(id: string): string;
  /** The name of a rule of the service terms. */
  rule(id: string): string;
  instant(milliseconds: Instant): string;
}

const namesIn = (language: Language, titles: Titles | undefined, zone: string): Names => ({
  stage: (id) => titles?.('stage', id) ?? id,
  touchpoint: (id) => titles?.('touchpoint', id) ?? id,
  rule: (id) => (titles ? targetTitle(id, titles, language) : id),
  // The value comes from the store and may be anything.
  instant: (milliseconds) => localTime(Number(milliseconds), zone),
});

const SENTENCES: Sentences<Names, Text> = {
  rule: ([anchor, after, businessDays, every, n], names) => {
    const steps = stepsOf(after, businessDays, every, n);
    const from = anchorNames(anchor, names);
    return { en: englishRule(steps, from.en), zh: chineseRule(steps, from.zh) };
  },
  anchor: ([anchor, date], names) => {
    const from = anchorNames(anchor, names);
    return { en: `${from.en}: ${date}`, zh: `${from.zh}：${date}` };
  },
  stage: ([stage], names) => ({ en: `stage: ${names.stage(stage)}`, zh: `所处阶段：${names.stage(stage)}` }),
  calendar: ([calendar]) => ({ en: `calendar: ${calendar}`, zh: `工作日历：${calendar}` }),
  roll: ([, from, to]) => {
    // Modified-following goes back where the next business day is in another month.
    const isBack = to < from;
    return {
      en: `${from} is closed in this calendar, moved to the ${isBack ? 'preceding' : 'following'} business day ${to}`,
      zh: `${from} 非工作日，${isBack ? '提前' : '顺延'}至工作日 ${to}`,
    };
  },
  late: ([from, to]) => ({
    en: `${from} was past when the account was taken on, moved to the next business day ${to}`,
    zh: `建档时 ${from} 已过，顺延至下一个工作日 ${to}`,
  }),
  closing: ([time]) => ({ en: `due at closing time, ${time}`, zh: `当日下班前（${time}）到期` }),
  hour: ([time]) => ({ en: `due at ${time}, the hour set in the playbook`, zh: `按手册规定的时间 ${time} 到期` }),
  unpublished: ([until]) => ({
    en: until ? `provisional: holidays after ${until} are not published yet` : 'provisional: holidays are not published yet',
    zh: until ? `暂定：${until} 之后的节假日尚未公布` : '暂定：节假日尚未公布',
  }),
  assumed: ([touchpoint], names) => ({
    en: `provisional: as if ${names.touchpoint(touchpoint)} were done when due`,
    zh: `暂定：假定“${names.touchpoint(touchpoint)}”按期完成`,
  }),
  'moved-by-hand': ([time]) => ({
    en: `moved by hand to ${time}: the playbook leaves it there`,
    zh: `人工改期至 ${time}，不再随手册调整`,
  }),
  'free-hour': ([time]) => ({
    en: `proposed for ${time}, when whoever makes it has no other meeting`,
    zh: `拟定于 ${time}，负责人届时没有其他会议`,
  }),
  strictest: ([rule, target, others], names) => {
    const worded = durationWords(target);
    const title = names.rule(rule);
    return {
      en: `${others === 0 ? 'the only target' : `the strictest of ${others + 1} targets`}: ${title}, ${worded.en}`,
      zh: `${others === 0 ? '唯一的时限' : `${others + 1} 项时限中最严格的一项`}：${title}，${worded.zh}`,
    };
  },
  'clock-from': ([from], names) => ({ en: `counted from ${names.instant(from)}`, zh: `自 ${names.instant(from)} 起计时` }),
  'clock-opens': ([at], names) => ({
    en: `closed then: the clock starts when the window opens, ${names.instant(at)}`,
    zh: `当时不在服务时间内，自 ${names.instant(at)} 服务时间开始起计时`,
  }),
  'clock-target': ([target, how]) => {
    const worded = durationWords(target);
    return { en: `target: ${worded.en}${COUNTED[how].en}`, zh: `时限：${worded.zh}${COUNTED[how].zh}` };
  },
  'clock-pause': ([begin, end, seconds], names) => {
    const length = durationWords(`PT${seconds}S`);
    return {
      en: `paused from ${names.instant(begin)} to ${names.instant(end)}: ${length.en} that would have counted`,
      zh: `${names.instant(begin)} 至 ${names.instant(end)} 暂停，不计入 ${length.zh}`,
    };
  },
  'clock-paused-since': ([begin], names) => ({
    en: `paused since ${names.instant(begin)}: there is no due time until it goes on`,
    zh: `自 ${names.instant(begin)} 起暂停，恢复计时前没有到期时间`,
  }),
  'clock-at-closing': ([at], names) => ({
    en: `that is closing time, ${names.instant(at)}`,
    zh: `即当日服务时间结束时（${names.instant(at)}）`,
  }),
};

/** How a target counts; a target in business days says so itself. */
const COUNTED: Readonly<Record<ReasonParameters<'clock-target'>[1], Text>> = {
  wall: { en: ' of wall time', zh: '（按自然时间计）' },
  window: { en: ' of open time', zh: '（按服务时间计）' },
  days: { en: '', zh: '' },
};

function anchorNames(anchor: string, names: Names): Text {
  switch (anchor) {
    case 'signing':
      return { en: 'signing', zh: '签约' };
    case 'promised-delivery':
      return { en: 'the promised delivery', zh: '承诺交付日' };
    case 'contract-end':
      return { en: "the contract's end", zh: '合同到期' };
    case 'won-back':
      return { en: 'the day it was won back', zh: '挽回之日' };
    case 'handover':
      return { en: 'the handover', zh: '交接之日' };
    default: {
      const awaited = anchor.startsWith('done:') ? names.touchpoint(anchor.slice('done:'.length)) : undefined;
      return awaited === undefined ? { en: anchor, zh: anchor } : { en: `completion of ${awaited}`, zh: `“${awaited}”完成` };
    }
  }
}

/** The signed parts of a period such as `P3M` or `-P90D`; all zero where it is none. */
function partsOf(period: string): { readonly years: number; readonly months: number; readonly weeks: number; readonly days: number } {
  const found = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period);
  const part = (text: string | undefined): number => (text ? Number(text) * (found?.[1] ? -1 : 1) : 0);
  return { years: part(found?.[2]), months: part(found?.[3]), weeks: part(found?.[4]), days: part(found?.[5]) };
}

type Unit = 'year' | 'month' | 'week' | 'day' | 'business day';
type Steps = readonly (readonly [count: number, unit: Unit])[];

/** `after + n x every` and the business days, as signed counts of units. */
function stepsOf(after: string, businessDays: number, every: string, n: number): Steps {
  const start = partsOf(after);
  const step = partsOf(every);
  const steps: Steps = [
    [start.years + n * step.years, 'year'],
    [start.months + n * step.months, 'month'],
    [start.weeks + n * step.weeks, 'week'],
    [start.days + n * step.days, 'day'],
    [businessDays, 'business day'],
  ];
  return steps.filter(([count]) => count !== 0);
}

const amount = ([count, unit]: Steps[number]): string => counted(Math.abs(count), unit);

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
  const worded = ([count, unit]: Steps[number]): string => `${Math.abs(count)} ${CHINESE_UNITS[unit]}`;
  const later = steps.filter(([count]) => count > 0);
  const earlier = steps.filter(([count]) => count < 0);
  const [only] = later;
  if (!only) return earlier.length === 0 ? `${from}当日` : `${from}前 ${earlier.map(worded).join('加 ')}`;
  // Chinese counts days and weeks as ordinals (the second week), but months and years as completed.
  const isOrdinal = later.length === 1 && only[1] !== 'month' && only[1] !== 'year';
  const sentence = `${from}后${isOrdinal ? '第' : '满'} ${later.map(worded).join('加 ')}`;
  return earlier.length === 0 ? sentence : `${sentence}，再减 ${earlier.map(worded).join('加 ')}`;
}
