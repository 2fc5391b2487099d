// Why a time is what it is, in words. Reasons are given where occurrences (touchpoints.ts) and clocks (clock.ts, service-case/) are dated.

import { type Reason, type ReasonParameters, type Sentences, said } from '../time/reason';
import { clockTime, dateOf, type Instant, timeOfDay } from '../time/time';
import { durationWords } from './duration-words';
import { periodParts } from './period';
import { type Language, type Playbook, targetTitle, touchpointTexts, words } from './playbook';

/** All reasons of a due time as sentences, in their order. Instants of clocks as local time in `zone`. Throws as `explain`. */
export const explainAll = (reasons: readonly Reason[], language: Language, playbook?: Playbook, zone = 'UTC'): string[] =>
  reasons.map((reason) => explain(reason, language, playbook, zone));

/**
 * One reason as a sentence. With the playbook, stages, touchpoints and targets have their titles; a code unknown here
 * is shown as it is. Instants of clocks as local time in `zone`, which is named. Throws `DomainError('bad-zone')`.
 */
export const explain = (reason: Reason, language: Language, playbook?: Playbook, zone = 'UTC'): string =>
  said(SENTENCES, reason, namesIn(language, playbook, zone))?.[language] ?? reason.join(' ');

interface Names {
  stage(id: string): string;
  touchpoint(id: string): string;
  /** A rule of the service terms. */
  rule(id: string): string;
  instant(milliseconds: Instant): string;
}

const namesIn = (language: Language, playbook: Playbook | undefined, zone: string): Names => ({
  stage: (id) => (playbook ? words(playbook, 'stage', id, language) : id),
  touchpoint: (id) => (playbook ? touchpointTexts(playbook, id).title[language] : id),
  rule: (id) => (playbook ? targetTitle(playbook, id, language) : id),
  // A row of the store may hold anything.
  instant: (milliseconds) => localTime(Number(milliseconds), zone),
});

/** `2026-01-12 17:00 Asia/Shanghai`. */
const localTime = (instant: Instant, zone: string): string => `${dateOf(instant, zone)} ${clockTime(timeOfDay(instant, zone))} ${zone}`;

const SENTENCES: Sentences<Names, Record<Language, string>> = {
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
    // Modified-following goes back rather than into the next month.
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
  'clock-target': ([target, counted]) => {
    const worded = durationWords(target);
    return { en: `target: ${worded.en}${COUNTED[counted].en}`, zh: `时限：${worded.zh}${COUNTED[counted].zh}` };
  },
  'clock-pause': ([begin, end, seconds], names) => {
    const counted = durationWords(`PT${seconds}S`);
    return {
      en: `paused from ${names.instant(begin)} to ${names.instant(end)}: ${counted.en} that would have counted`,
      zh: `${names.instant(begin)} 至 ${names.instant(end)} 暂停，不计入 ${counted.zh}`,
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

/** How a target is counted; business days say so themselves. */
const COUNTED: Readonly<Record<ReasonParameters<'clock-target'>[1], Record<Language, string>>> = {
  wall: { en: ' of wall time', zh: '（按自然时间计）' },
  window: { en: ' of open time', zh: '（按服务时间计）' },
  days: { en: '', zh: '' },
};

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
    case 'handover':
      return { en: 'the handover', zh: '交接之日' };
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
  const worded = ([count, unit]: Steps[number]): string => `${Math.abs(count)} ${CHINESE_UNITS[unit]}`;
  const later = steps.filter(([count]) => count > 0);
  const earlier = steps.filter(([count]) => count < 0);
  const [only] = later;
  if (!only) return earlier.length === 0 ? `${from}当日` : `${from}前 ${earlier.map(worded).join('加 ')}`;
  // Days and weeks are counted as one says it (the second week), months and years as completed.
  const isOrdinal = later.length === 1 && only[1] !== 'month' && only[1] !== 'year';
  const sentence = `${from}后${isOrdinal ? '第' : '满'} ${later.map(worded).join('加 ')}`;
  return earlier.length === 0 ? sentence : `${sentence}，再减 ${earlier.map(worded).join('加 ')}`;
}
