// An agenda as text: by stage and month, one line for each item.
import type { Occurrence } from '../domain/account/terms';
import { type Language, type Playbook, touchpointTexts, words } from '../domain/playbook/playbook';
import { addPeriod, type PlainDate } from '../domain/time/time';
import { agendaWordsIn } from '../texts/pages/agenda';
import { paint, table } from './table';

/** One item of `playbook preview --json`. Instants are ISO 8601 UTC with `Z`. */
export interface AgendaItem extends Pick<Occurrence, 'touchpoint' | 'nominal' | 'stage' | 'provisional'> {
  readonly due: string;
  readonly remindAt: readonly string[];
  /** The role that owns it. */
  readonly owner: string;
  readonly because: readonly string[];
}

export interface AgendaOptions {
  readonly playbook: Playbook;
  readonly language: Language;
  /** IANA zone of the dates and hours shown. */
  readonly zone: string;
  readonly signedOn: PlainDate;
}

/** `items`, sorted by `due`, as lines of text; no line break at the end. */
export function agendaText(items: readonly AgendaItem[], options: AgendaOptions): string {
  const { playbook, language, zone, signedOn } = options;
  const phrases = agendaWordsIn(language);
  const moments = items.map(({ due }) => momentIn(new Date(due), zone, phrases.locale));
  const rows = alignedRows(items, moments, options);

  const lines = [phrases.heading(paint('bold', playbook.title[language]), signedOn, zone)];
  if (items.length === 0) return [...lines, '', phrases.nothing].join('\n');
  const stages = new Set<string>();
  let month: string | undefined;
  for (const [index, { stage }] of items.entries()) {
    // A date rolled past its stage's end is shown in the next stage: stages only go forward.
    if (!stages.has(stage)) {
      stages.add(stage);
      const since = playbook.stages[stage] && phrases.since(addPeriod(signedOn, playbook.stages[stage].from));
      lines.push(
        ...(lines.length > 1 ? ['', ''] : ['']),
        paint('bold', words(playbook, 'stage', stage, language)) + (since ? paint('dim', `  ${since}`) : ''),
      );
      month = undefined;
    }
    if (moments[index]?.month !== month) {
      month = moments[index]?.month;
      lines.push('', `  ${paint('bold', month ?? '')}`);
    }
    lines.push(rows[index] ?? '');
  }
  const provisional = items.filter((item) => item.provisional).length;
  lines.push('', phrases.total(items.length, provisional));
  if (provisional > 0) lines.push(paint('dim', phrases.legend));
  return lines.join('\n');
}

/** All lines in one table, so that columns are aligned over all months. */
function alignedRows(items: readonly AgendaItem[], moments: readonly Moment[], { playbook, language }: AgendaOptions): string[] {
  const rows = items.map(({ touchpoint, owner, provisional }, index) => {
    const { weekday = '', day = '', time = '' } = moments[index] ?? {};
    const title = touchpointTexts(playbook, touchpoint).title[language];
    return ['  ', weekday, day, time, `${provisional ? '*' : ' '} ${title}`, words(playbook, 'role', owner, language)];
  });
  return table([], rows, [2]).split('\n');
}

interface Moment {
  readonly month: string;
  readonly weekday: string;
  readonly day: string;
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** One formatter for each zone and locale, since making one is slow. */
function formatOf(zone: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, locale, options]);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formats.set(key, found);
  return found;
}

function momentIn(instant: Date, zone: string, locale: string): Moment {
  const time = formatOf(zone, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
  // What is due at midnight belongs to the day that ends.
  const isMidnight = time === '00:00';
  const day = isMidnight ? new Date(instant.getTime() - 1) : instant;
  return {
    month: formatOf(zone, locale, { year: 'numeric', month: 'long' }).format(day),
    weekday: formatOf(zone, locale, { weekday: 'short' }).format(day),
    day: formatOf(zone, locale, { month: 'short', day: 'numeric' }).format(day),
    time: isMidnight ? '24:00' : time,
  };
}
