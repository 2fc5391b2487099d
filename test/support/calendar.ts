// The calendar part of a mail, read by an independent parser.
import ICAL from 'ical.js';
import type { ParsedMail } from 'mailparser';

export interface ReadInvitation {
  readonly method: unknown;
  readonly uid: string;
  readonly sequence: unknown;
  readonly status: unknown;
  /** ISO 8601; a date for a whole day. */
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly description: string;
  readonly organizer: string;
  readonly attendees: readonly string[];
}

/** The scheme of a URI has no case. */
const address = (uri: unknown): string => String(uri).replace(/^mailto:/i, 'mailto:');

/** The invitation of a mail. Its alternative and its attachment must be the same. */
export function invitationIn(mail: ParsedMail): ReadInvitation {
  const parts = mail.attachments
    .filter(({ contentType }) => /calendar|ics/.test(contentType))
    .map(({ content }) => content.toString('utf8'));
  const [text = ''] = parts;
  expect(parts.every((part) => part === text)).toBe(true);
  const component = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const [event, ...others] = component.getAllSubcomponents('vevent');
  if (!event || others.length > 0) throw new Error(`not one event: ${text}`);
  const read = new ICAL.Event(event);
  const time = (at: ICAL.Time): string => (at.isDate ? at.toString() : at.toJSDate().toISOString());
  return {
    method: component.getFirstPropertyValue('method'),
    uid: read.uid,
    sequence: event.getFirstPropertyValue('sequence'),
    status: event.getFirstPropertyValue('status'),
    start: time(read.startDate),
    end: time(read.endDate),
    summary: read.summary,
    description: read.description,
    organizer: address(event.getFirstPropertyValue('organizer')),
    attendees: event.getAllProperties('attendee').map((one) => address(one.getFirstValue())),
  };
}
