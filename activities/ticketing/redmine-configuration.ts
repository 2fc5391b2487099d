// The configuration of Redmine: where it is, which user we are, and what its statuses mean.
import { DomainError } from '../../domain/decider/decider';
import { isZone } from '../../domain/time/time';
import type { TicketState } from './port';

export interface RedmineConfig {
  readonly url: string;
  /** API key of our user in Redmine. */
  readonly key: string;
  /** Identifier of the project. */
  readonly project: string;
  /** Names of Redmine's statuses. Every closed status counts as `resolved`, whatever its name. */
  readonly statuses?: Partial<Readonly<Record<TicketState, string>>>;
  /** Number of the field `ExternalId` where it is for all projects: Redmine tells it to administrators only. */
  readonly field?: number;
  /** IANA zone in which an instant becomes Redmine's due date; default UTC. */
  readonly zone?: string;
  /** Milliseconds for one request. */
  readonly patience?: number;
}

/** The default: the names of a fresh Redmine. */
export const STATUSES: Readonly<Record<TicketState, string>> = {
  open: 'New',
  taken: 'In Progress',
  waiting: 'Feedback',
  resolved: 'Resolved',
};

/**
 * Reads `REDMINE_URL`, `REDMINE_KEY`, `REDMINE_PROJECT` and the optional `REDMINE_STATUSES` (`taken=In Arbeit,resolved=Gelöst`), `REDMINE_FIELD`,
 * `REDMINE_ZONE`. `undefined` where none of the first three is set. Throws `DomainError('bad-configuration')`.
 */
export function redmineFromEnvironment(env: Readonly<Record<string, string | undefined>>): RedmineConfig | undefined {
  const { REDMINE_URL: url, REDMINE_KEY: key, REDMINE_PROJECT: project, REDMINE_STATUSES, REDMINE_FIELD, REDMINE_ZONE: zone } = env;
  if (!url && !key && !project) return undefined;
  if (!url || !/^https?:\/\/./.test(url) || !URL.canParse(url)) throw wrong('REDMINE_URL', 'redmine-url');
  if (!key) throw wrong('REDMINE_KEY', 'redmine-key');
  if (!project) throw wrong('REDMINE_PROJECT', 'redmine-project');
  if (REDMINE_FIELD && !/^\d+$/.test(REDMINE_FIELD)) throw wrong('REDMINE_FIELD', 'redmine-field');
  if (zone && !isZone(zone)) throw wrong('REDMINE_ZONE', 'redmine-zone');
  return {
    url,
    key,
    project,
    ...(REDMINE_STATUSES && { statuses: statusesIn(REDMINE_STATUSES) }),
    ...(REDMINE_FIELD && { field: Number(REDMINE_FIELD) }),
    ...(zone && { zone }),
  };
}

const statusesIn = (text: string): Partial<Record<TicketState, string>> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const [state = '', name = ''] = pair.split('=', 2).map((part) => part.trim());
      if (!Object.hasOwn(STATUSES, state) || name === '')
        throw new DomainError('bad-configuration', {
          setting: 'REDMINE_STATUSES',
          why: 'redmine-statuses',
          pair: pair.trim(),
          states: Object.keys(STATUSES),
        });
      return [state, name];
    }),
  );

const wrong = (setting: string, why: `redmine-${'url' | 'key' | 'project' | 'field' | 'zone'}`) =>
  new DomainError('bad-configuration', { setting, why });
