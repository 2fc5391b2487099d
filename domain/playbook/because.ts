// Why a time is what it is, in words. The codes are written where occurrences (touchpoints.ts) and clocks (clock.ts, service-case/) are dated.

import type { Reason } from '../time/reason';
import { clockTime, dateOf, timeOfDay } from '../time/time';
import { durationWords } from './duration-words';
import { periodParts } from './period';
import { type Language, type Playbook, targetTitle, touchpointTexts, words } from './playbook';

/** All reasons of a due time as sentences, in their order. Instants of clocks as local time in `zone`. Throws as `explain`. */
export const explainAll = (reasons: readonly Reason[], language: Language, playbook?: Playbook, zone = 'UTC'): string[] =>
  reasons.map((reason) => explain(reason, language, playbook, zone));

/**
 * One reason as a sentence. With the playbook, stages, touchpoints, levels, severities and targets have their titles; a code unknown here
 * is shown as it is. Instants of clocks as local time in `zone`, which is named. Throws `DomainError('bad-zone')`.
 */
export function explain(reason: Reason, language: Language, playbook?: Playbook, zone = 'UTC'): string {
  const [code, ...parameters] = reason;
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  return sentence ? sentence(parameters, namesIn(language, playbook, zone))[language] : reason.join(' ');
}

interface Names {
  stage(id: string): string;
  touchpoint(id: string): string;
  level(id: string): string;
  severity(id: string): string;
  /** A rule of the service terms. */
  rule(id: string): string;
  instant(milliseconds: string | number | undefined): string;
}

const namesIn = (language: Language, playbook: Playbook | undefined, zone: string): Names => ({
  stage: (id) => (playbook ? words(playbook, 'stage', id, language) : id),
  touchpoint: (id) => (playbook ? touchpointTexts(playbook, id).title[language] : id),
  level: (id) => (playbook ? words(playbook, 'level', id, language) : id),
  severity: (id) => (playbook ? words(playbook, 'severity', id, language) : id),
  rule: (id) => (playbook ? targetTitle(playbook, id, language) : id),
  instant: (milliseconds) => localTime(Number(milliseconds), zone),
});

/** `2026-01-12 17:00 Asia/Shanghai`. */
const localTime = (instant: number, zone: string): string => `${dateOf(instant, zone)} ${clockTime(timeOfDay(instant, zone))} ${zone}`;

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
  'moved-by-hand': (p) => ({
    en: `moved by hand to ${text(p, 0)}: the playbook leaves it there`,
    zh: `人工改期至 ${text(p, 0)}，不再随手册调整`,
  }),
  'free-hour': (p) => ({
    en: `proposed for ${text(p, 0)}, when whoever makes it has no other meeting`,
    zh: `拟定于 ${text(p, 0)}，负责人届时没有其他会议`,
  }),
  snoozed: (p) => ({ en: `snoozed until ${readable(text(p, 0))}`, zh: `已推迟至 ${readable(text(p, 0))}` }),
  ends: (p) => ({ en: `ends ${readable(text(p, 0))}`, zh: `截止于 ${readable(text(p, 0))}` }),
  /** The rule, its target, and how many others held for the same milestone. */
  strictest: (p, names) => {
    const count = Number(p[2] ?? 0) + 1;
    const target = durationWords(text(p, 1));
    const rule = names.rule(text(p, 0));
    return {
      en: `${count === 1 ? 'the only target' : `the strictest of ${count} targets`}: ${rule}, ${target.en}`,
      zh: `${count === 1 ? '唯一的时限' : `${count} 项时限中最严格的一项`}：${rule}，${target.zh}`,
    };
  },
  severity: (p, names) => ({ en: `severity: ${names.severity(text(p, 0))}`, zh: `严重程度：${names.severity(text(p, 0))}` }),
  'level-changed': (p, names) => {
    const [from, to] = [names.level(text(p, 0)), names.level(text(p, 1))];
    return {
      en: `service level changed from ${from} to ${to}: counted anew from the original start`,
      zh: `服务等级由${from}变更为${to}，自最初开始时间重新计算`,
    };
  },
  'clock-from': ([from], names) => ({ en: `counted from ${names.instant(from)}`, zh: `自 ${names.instant(from)} 起计时` }),
  'clock-opens': ([at], names) => ({
    en: `closed then: the clock starts when the window opens, ${names.instant(at)}`,
    zh: `当时不在服务时间内，自 ${names.instant(at)} 服务时间开始起计时`,
  }),
  'clock-target': (p) => {
    const target = durationWords(text(p, 0));
    const counted = COUNTED[text(p, 1)] ?? { en: '', zh: '' };
    return { en: `target: ${target.en}${counted.en}`, zh: `时限：${target.zh}${counted.zh}` };
  },
  'clock-pause': ([begin, end, seconds], names) => {
    const counted = durationWords(`PT${Number(seconds)}S`);
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
const COUNTED: Readonly<Record<string, Record<Language, string>>> = {
  wall: { en: ' of wall time', zh: '（按自然时间计）' },
  window: { en: ' of open time', zh: '（按服务时间计）' },
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
