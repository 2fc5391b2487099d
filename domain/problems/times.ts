// Problems of dates, times and calendars.

/** `where`: the place in the calendar, such as `calendar.week.mon[0]`; `given`: the value at that place, shortened. */
interface InCalendar {
  readonly where: string;
  readonly given: string;
}

export interface TimeProblems {
  'bad-calendar':
    | (InCalendar & { readonly why: 'not-an-object' | 'not-a-list' })
    | { readonly where: string; readonly why: 'unknown-field' | 'unknown-weekday'; readonly known: readonly string[] };
  'bad-interval': InCalendar & { readonly why: 'not-a-list' | 'not-an-interval' | 'reversed' | 'overlap' };
  'bad-instant': { readonly text: string };
  /** `of`: the kind of an account's date; absent for any other date. `isYearly`: the date is a day of every year in a calendar. */
  'bad-date':
    | { readonly date: string; readonly of?: 'signing' | 'promised-delivery' | 'contract-end' }
    | (InCalendar & { readonly isYearly?: true });
  'date-out-of-range': undefined;
  'bad-period': { readonly text: string };
  'bad-time': { readonly text: string };
  'bad-duration': { readonly text: string };
  'bad-zone': { readonly zone: string } | InCalendar;
  'unknown-zone': { readonly zone: string };
  /** No open hours before or after a date, or none at all. `isFull`: the calendar's holidays leave none. */
  'no-open-hours':
    | { readonly side: 'after' | 'before'; readonly date: string; readonly isFull?: boolean }
    | { readonly where: 'calendar.week' };
  'closed-day': { readonly date: string };
  'span-too-long': undefined;
  'bad-pause': undefined;
}
