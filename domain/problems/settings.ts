// Problems of settings, which come from the environment or the configuration file.

export interface SettingProblems {
  'bad-configuration': { readonly setting: string } & (
    | { readonly why: 'not-true-or-false' | 'not-a-mail-port' | 'not-a-port' | 'not-a-test-clock'; readonly text: string }
    | { readonly why: 'not-a-url' | 'not-smtp' | 'not-a-sender' | 'test-clock-in-production' }
    | { readonly why: 'redmine-url' | 'redmine-key' | 'redmine-project' | 'redmine-field' | 'redmine-zone' }
    | { readonly why: 'tracker-url' | 'tracker-token' | 'tracker-queue' | 'tracker-address' }
    /** `pair`: the pair that cannot be read; `states`: the states of tickets in this system. */
    | { readonly why: 'redmine-statuses' | 'tracker-statuses'; readonly pair: string; readonly states: readonly string[] }
    | { readonly why: 'webhook-url' | 'webhook-secret' }
    | { readonly why: 'short-secret'; readonly bytes: number }
    | { readonly why: 'not-configured'; readonly system: string }
    | { readonly why: 'unknown-system'; readonly system: string; readonly known: readonly string[] }
  );
}
