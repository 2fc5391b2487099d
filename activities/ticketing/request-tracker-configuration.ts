// The configuration of Request Tracker: where it is, and what its statuses mean.
import { DomainError } from '../../domain/decider/decider';
import type { TicketState } from './port';

/** The status of a lifecycle for each of our states. */
export type RequestTrackerStatuses = Readonly<Record<TicketState, string>>;

export interface RequestTrackerConfig {
  /** The address in a browser, including RT's web path. */
  readonly url: string;
  /** Authentication token of our user. */
  readonly token: string;
  /** The name of the queue that our tickets are made in. */
  readonly queue: string;
  /** Absent: those of RT's default lifecycle. */
  readonly statuses?: Partial<RequestTrackerStatuses>;
  /** Milliseconds for one request. */
  readonly patience?: number;
}

const USUAL: RequestTrackerStatuses = { open: 'new', taken: 'open', waiting: 'stalled', resolved: 'resolved' };

export const statusesOf = ({ statuses }: RequestTrackerConfig): RequestTrackerStatuses => ({ ...USUAL, ...statuses });

/** The meaning of a status; `undefined` for a status of the lifecycle without a counterpart here. */
export const meaningOf = (statuses: RequestTrackerStatuses): ((status: string) => TicketState | 'deleted' | undefined) => {
  const meanings = new Map<string, TicketState | 'deleted'>([
    ['rejected', 'resolved'],
    ['deleted', 'deleted'],
    ...STATES.map((state) => [statuses[state].toLowerCase(), state] as const),
  ]);
  return (status) => meanings.get(status.toLowerCase());
};

const STATES = Object.keys(USUAL) as TicketState[];

/**
 * Reads `RT_URL`, `RT_TOKEN`, `RT_QUEUE` and `RT_STATUSES` (`open=new,taken=open,waiting=stalled,resolved=resolved`, all or some). `undefined`
 * where none of the first three is set. Throws `DomainError('bad-configuration')`.
 */
export function requestTrackerFromEnvironment(env: Readonly<Record<string, string | undefined>>): RequestTrackerConfig | undefined {
  const { RT_URL: url, RT_TOKEN: token, RT_QUEUE: queue, RT_STATUSES: statuses } = env;
  if (!url && !token && !queue) return undefined;
  if (!url) throw wrong('RT_URL', 'tracker-url');
  if (!token) throw wrong('RT_TOKEN', 'tracker-token');
  if (!queue) throw wrong('RT_QUEUE', 'tracker-queue');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw wrong('RT_URL', 'tracker-address');
  return { url, token, queue, ...(statuses && { statuses: readStatuses(statuses) }) };
}

const readStatuses = (text: string): Partial<RequestTrackerStatuses> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const [state = '', status = ''] = pair.split('=').map((part) => part.trim());
      if (!STATES.some((known) => known === state) || !status)
        throw new DomainError('bad-configuration', {
          setting: 'RT_STATUSES',
          why: 'tracker-statuses',
          pair: pair.trim(),
          states: STATES,
        });
      return [state, status];
    }),
  );

const wrong = (setting: string, why: `tracker-${'url' | 'token' | 'queue' | 'address'}`): DomainError =>
  new DomainError('bad-configuration', { setting, why });
