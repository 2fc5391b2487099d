// A meeting as calendars take it in: an iCalendar REQUEST or CANCEL (RFC 5546).
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays, dateOf, type Instant } from '../../../domain/time/time';

export interface Meeting {
  /** The same for every word about it. */
  readonly uid: string;
  readonly method: 'REQUEST' | 'CANCEL';
  /** Rises with every word about it. */
  readonly sequence: number;
  readonly due: Instant;
  /** 0: of the whole day in `zone`, its hour is not set. */
  readonly minutes: number;
  readonly zone: string;
  readonly provisional: boolean;
  readonly summary: string;
  readonly description: string;
  readonly organizer: { readonly name: string; readonly address: string };
  readonly attendee: { readonly name: string; readonly address: string };
}

/** A day as ical-generator takes it. */
const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** The iCalendar object, made at `now`. Times are UTC: each calendar shows them in its own zone. */
export function meetingCalendar(meeting: Meeting, now: Instant): string {
  const { due, minutes, zone, organizer, attendee } = meeting;
  const day = dateOf(due, zone);
  const isCancelled = meeting.method === 'CANCEL';
  const calendar = ical({
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: { company: 'Perennial', product: 'Meetings', language: 'EN' },
  });
  calendar.createEvent({
    id: meeting.uid,
    sequence: meeting.sequence,
    stamp: new Date(now),
    ...(minutes === 0
      ? // Until the hour is set nobody is busy.
        { start: midnight(day), end: midnight(addDays(day, 1)), allDay: true, transparency: ICalEventTransparency.TRANSPARENT }
      : { start: new Date(due), end: new Date(due + minutes * 60_000) }),
    summary: meeting.summary,
    description: meeting.description,
    status: isCancelled ? ICalEventStatus.CANCELLED : meeting.provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name, email: organizer.address },
    attendees: [
      {
        name: attendee.name,
        email: attendee.address,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        // Nobody reads what would come back.
        rsvp: false,
      },
    ],
  });
  return calendar.toString();
}
