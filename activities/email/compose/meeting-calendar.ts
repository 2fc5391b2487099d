// A meeting's iCalendar REQUEST or CANCEL (RFC 5546).
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays, dateOf, type Instant } from '../../../domain/time/time';

export interface Meeting {
  /** The same in every message about the meeting. */
  readonly uid: string;
  readonly method: 'REQUEST' | 'CANCEL';
  /** Rises with every message about the meeting. */
  readonly sequence: number;
  readonly due: Instant;
  /** 0: the whole day in `zone`, its hour not set yet. */
  readonly minutes: number;
  readonly zone: string;
  readonly provisional: boolean;
  readonly summary: string;
  readonly description: string;
  readonly organizer: { readonly name: string; readonly address: string };
  readonly attendee: { readonly name: string; readonly address: string };
}

/** The form in which ical-generator takes a whole day. */
const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** The iCalendar object, made at `now`. Times are in UTC; calendars show them in their own zone. */
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
      ? // Nobody counts as busy until the hour is set.
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
        // No program reads the replies.
        rsvp: false,
      },
    ],
  });
  return calendar.toString();
}
