// A service case's clocks in mails.
import type { Instant } from '../../../domain/time/time';
import { span } from '../../../texts/formats/durations';
import { written } from '../../../texts/formats/moments';
import { caseWordsIn } from '../../../texts/mail/cases';
import type { ClockDetails } from '../../case-details';
import { badge, type Html, html, note, type Tone } from './layout';
import { type Part, stated } from './parts';
import type { Reader } from './reader';
import { table } from './rows';

/** One clock in words. `passed`: the percentage of its target that the mail reports. `now` is the deployment's time. */
export const describedClock = (
  { title, state, due, target, promise }: ClockDetails,
  passed: number | undefined,
  { language, zone }: Reader,
  now: Instant,
) => {
  const words = caseWordsIn(language);
  const isBreached = state === 'breached';
  const left = state === 'running' && due !== undefined ? due - now : undefined;
  const used = passed === undefined || isBreached ? undefined : words.used(passed);
  const [stands, matter] = ((): readonly [string, string] => {
    if (left === undefined) return [words.states[state], words.stands(title, state)];
    const length = span(language, Math.abs(left));
    return left < 0 ? [words.ago(length), words.wasDue(title, length)] : [words.in(length), words.dueIn(title, length)];
  })();
  const tone: Tone = isBreached || (left ?? 0) < 0 ? 'late' : 'soon';
  return {
    title,
    isMarked: passed !== undefined,
    isRunning: left !== undefined,
    /** For sorting: breached clocks first, then by due time. */
    urgency: isBreached ? Number.NEGATIVE_INFINITY : (due ?? Number.POSITIVE_INFINITY),
    when: due === undefined ? undefined : written(language, due, zone, 'dayAndTime'),
    stands,
    mark: isBreached ? stands : used,
    tone,
    promise: `${target} · ${promise}`,
    matter: used === undefined ? matter : words.inBrackets(matter, used),
  };
};

export type DescribedClock = ReturnType<typeof describedClock>;

const asHtml = ({ title, mark, when, stands, tone, promise }: DescribedClock): Html =>
  html`<tr><td class="line" style="border-top:1px solid #e6eaee;padding:9px 12px 9px 0;vertical-align:top"><p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:22px"><strong>${title}</strong>${mark === undefined ? '' : html`&ensp;${badge(tone, mark)}`}</p>${note(promise)}</td><td class="line" align="right" style="border-top:1px solid #e6eaee;padding:9px 0;vertical-align:top"><p class="ink" style="margin:0;color:#14191e;font-size:15px;line-height:22px;white-space:nowrap">${when ?? stands}</p>${when === undefined || mark === stands ? [] : [note(stands)]}</td></tr>`;

const asText = ({ title, when, stands, mark, promise, isMarked }: DescribedClock, { language }: Reader): string =>
  [
    `${isMarked ? '! ' : '  '}${[...new Set([title, mark ?? stands, stands])].join(' · ')}`,
    `    ${when === undefined ? promise : `${stated(language, caseWordsIn(language).due, when)} · ${promise}`}`,
  ].join('\n');

/** A table of all clocks. */
export const listedClocks = (reader: Reader, clocks: readonly DescribedClock[]): Part => ({
  html: [table(clocks.map(asHtml))],
  text: clocks.map((clock) => asText(clock, reader)),
});
