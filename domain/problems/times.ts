// Problems of dates, times and calendars.

export interface TimeProblems {
  'bad-instant': { readonly text: string };
  /** `of`: the date of an account that is wrong; absent for any other date. */
  'bad-date': { readonly date: string; readonly of?: 'signing' | 'promised-delivery' | 'contract-end' };
  'date-out-of-range': undefined;
  'bad-period': { readonly text: string };
  'bad-time': { readonly text: string };
  'bad-duration': { readonly text: string };
  'bad-zone': { readonly zone: string };
  'unknown-zone': { readonly zone: string };
  /** `isFull`: holidays close every day in reach. */
  'no-open-hours': { readonly side: 'after' | 'before'; readonly date: string; readonly isFull?: boolean };
  'closed-day': { readonly date: string };
  'span-too-long': undefined;
  'bad-pause': undefined;
}
