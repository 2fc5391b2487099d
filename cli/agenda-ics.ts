// An agenda as an iCalendar file (RFC 5545), for Outlook and other calendars.
import ical, { ICalAlarmType, ICalEventStatus } from 'ical-generator';
import { touchpointTexts, words } from '../domain/playbook/playbook';
import type { Instant } from '../domain/time/time';
import type { AgendaItem, AgendaOptions } from './agenda-text';

/**
 * The file's text, made at `now`. An event keeps its UID (touchpoint, nominal date, signing) when its due date moves, so that a new import updates
 * it. Times are in UTC; calendars show them in their own zone.
 */
export function agendaIcs(items: readonly AgendaItem[], options: AgendaOptions & { readonly now?: Instant }): string {
  const { playbook, language, zone, signedOn, now = Date.now() } = options;
  const calendar = ical({
    name: playbook.title[language],
    prodId: { company: 'Perennial', product: 'Agenda', language: language.toUpperCase() },
  });
  calendar.x('X-WR-TIMEZONE', zone);
  for (const { touchpoint, nominal, due, remindAt, stage, owner, provisional, because } of items) {
    const { title, purpose } = touchpointTexts(playbook, touchpoint);
    const event = calendar.createEvent({
      id: `${touchpoint}.${nominal}.${signedOn}@perennial`,
      stamp: new Date(now),
      start: new Date(due),
      summary: title[language],
      description: [purpose[language], words(playbook, 'role', owner, language), ...because].filter((line) => line !== '').join('\n'),
      status: provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      categories: [{ name: words(playbook, 'stage', stage, language) }],
    });
    for (const instant of remindAt)
      event.createAlarm({ type: ICalAlarmType.display, trigger: new Date(instant), description: title[language] });
  }
  return calendar.toString();
}
