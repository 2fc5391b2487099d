// The ticketing systems of a deployment, from environment variables; each system has its own (docs/ticketing-….md).
import { embeddedTicketing } from '../activities/ticketing/embedded';
import { TICKETING_SYSTEMS, type TicketChanges, type Ticketing } from '../activities/ticketing/port';
import { redmine } from '../activities/ticketing/redmine';
import { redmineFromEnvironment } from '../activities/ticketing/redmine-configuration';
import { registry, type Ticketings } from '../activities/ticketing/registry';
import { requestTracker, requestTrackerFromEnvironment } from '../activities/ticketing/request-tracker';
import { webhook, webhookFromEnvironment } from '../activities/ticketing/webhook';
import { verified, type WebhookHeaders } from '../activities/ticketing/webhook-signature';
import { DomainError } from '../domain/decider/decider';
import type { TicketChangeKind } from '../domain/service-case/ticket-changes';
import type { DeploymentClock } from '../domain/time/deployment-clock';
import { type Store, ticketInbox } from '../store';

type Environment = Readonly<Record<string, string | undefined>>;

const NEWS_AT_ONCE = 100;

/** Reads webhook messages with a cursor, as polled changes are read. */
const inboxChanges =
  (store: Store) =>
  async (cursor: string | undefined): Promise<TicketChanges> => {
    const news = await ticketInbox.after(store, Number(cursor ?? 0), NEWS_AT_ONCE);
    return {
      changes: news.map(({ id, ticket, what, at }) => ({ id, ticket, what: what as TicketChangeKind, at })),
      cursor: String(news.at(-1)?.number ?? cursor ?? 0),
      more: news.length === NEWS_AT_ONCE,
    };
  };

/** Verifies messages of the ticketing system behind the webhook; `undefined` where none is configured. */
export function ticketHookOf(env: Environment): ((headers: WebhookHeaders, body: string) => string) | undefined {
  const hook = webhookFromEnvironment(env);
  return hook && ((headers, body) => verified(hook.secret, headers, body, Date.now()));
}

/**
 * New tickets go to the system named by TICKETING (`embedded`, `request-tracker`, `redmine`, `webhook`), or else to the first one that is
 * configured, or else to the built-in one. The others still follow their tickets. Throws `bad-configuration`.
 */
export function ticketingsOf(store: Store, clock: DeploymentClock, env: Environment): Ticketings {
  const [tracker, mine, hook] = [requestTrackerFromEnvironment(env), redmineFromEnvironment(env), webhookFromEnvironment(env)];
  const configured: Ticketing[] = [
    ...(tracker ? [requestTracker(tracker)] : []),
    ...(mine ? [redmine(mine)] : []),
    ...(hook ? [{ ...webhook(hook), changes: inboxChanges(store) }] : []),
    embeddedTicketing(store, clock),
  ];
  const wanted = env.TICKETING || (configured[0]?.system ?? '');
  const primary = configured.find(({ system }) => system === wanted);
  if (!primary)
    throw new DomainError('bad-configuration', {
      setting: 'TICKETING',
      system: wanted,
      ...((TICKETING_SYSTEMS as readonly string[]).includes(wanted)
        ? { why: 'not-configured' }
        : { why: 'unknown-system', known: TICKETING_SYSTEMS }),
    });
  return registry(primary, ...configured.filter((one) => one !== primary));
}
