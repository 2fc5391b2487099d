// Problems with the company's ticketing system.

export interface TicketingProblems {
  'ticketing-slow': { readonly seconds: number };
  'ticketing-unreachable': undefined;
  /** `status`: HTTP. */
  'wrong-token': { readonly status: number };
  /** `status`: HTTP; `system`: what answers is not that system. */
  'ticketing-failed': { readonly status: number } | { readonly system: 'redmine' };
  'ticketing-refused':
    | { readonly why: 'redmine-answer'; readonly status: number; readonly method: string }
    | { readonly why: 'redmine-project'; readonly project: string }
    | { readonly why: 'redmine-no-field'; readonly project: string; readonly field: string }
    | { readonly why: 'redmine-rights'; readonly project: string; readonly missing: readonly string[] }
    | { readonly why: 'redmine-no-filter'; readonly field: string }
    | { readonly why: 'redmine-cursor' }
    | { readonly why: 'redmine-tracker'; readonly issue: string; readonly field: string }
    | { readonly why: 'redmine-note'; readonly issue: string }
    | { readonly why: 'tracker-answer'; readonly status: number }
    | { readonly why: 'tracker-version' }
    | { readonly why: 'tracker-address' }
    | { readonly why: 'tracker-unchanged'; readonly ticket: string; readonly fields: readonly string[] }
    | { readonly why: 'tracker-field'; readonly queue: string; readonly field: string }
    | { readonly why: 'tracker-queue'; readonly queue: string }
    | { readonly why: 'webhook'; readonly status: number; readonly type: string };
  'no-such-status':
    | { readonly system: 'redmine'; readonly status: string; readonly state: string }
    | { readonly system: 'redmine-workflow'; readonly issue: string; readonly to: string }
    | { readonly system: 'request-tracker' }
    | { readonly system: 'webhook' };
  'no-such-ticket':
    | { readonly system: 'embedded' | 'redmine' | 'request-tracker'; readonly ticket: string }
    | { readonly system: 'webhook'; readonly status: number };
  'no-such-system': { readonly system: string };
  'bad-signature': { readonly why: 'incomplete' | 'unsigned' };
  'stale-signature': undefined;
  'no-webhook': undefined;
}
