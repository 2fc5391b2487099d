// The library: every query and every command. The store remembers who and what; Temporal remembers when and what next.
import type { Client } from '@temporalio/client';
import type { Revival } from '../api/revivals';
import type { Kind } from '../domain/kinds';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { formatInstant } from '../domain/time/time';
import type { Store } from '../store';
import { accounts } from './accounts/accounts';
import { tasks } from './accounts/tasks';
import { campaigns } from './campaigns/campaigns';
import { cases } from './cases/cases';
import { ticketNews } from './cases/ticket-news';
import { tickets } from './cases/tickets';
import { handovers } from './handovers/handovers';
import { offboardings } from './handovers/offboardings';
import { imports } from './imports/imports';
import { links } from './mail/links';
import { mail } from './mail/mail';
import { doctor } from './operations/doctor';
import { effects } from './operations/effects';
import { journal } from './operations/journal';
import { metrics } from './operations/metrics';
import { playbooks } from './operations/playbooks';
import { type ReviveOptions, revive } from './operations/revive';
import { sweeping } from './operations/sweep';
import { upgrade } from './operations/upgrade';
import { why } from './operations/why';
import { absences } from './people/absences';
import { contacts } from './people/contacts';
import { people, personId } from './people/people';
import type { Connection } from './temporal/connection';
import { keys } from './temporal/keys';
import type { AskedStatement } from './temporal/statement';

export interface ClientOptions {
  readonly temporal: Client;
  readonly store: Store;
  /** The deployment's clock. */
  readonly clock: DeploymentClock;
  readonly taskQueue?: string;
  /** Version of this process's zone rules; default: its runtime's. */
  readonly zoneRules?: string;
  /** Checks the mail server, for `doctor`; throws where it does not answer. */
  readonly checkMail?: () => Promise<unknown>;
}

/** The library on a Temporal server and a store; the caller closes both. Every error that a person can act on is a `DomainError`. */
export function connectPerennial({
  temporal,
  store,
  clock,
  taskQueue = 'perennial',
  zoneRules = process.versions.tz ?? 'unknown',
  checkMail,
}: ClientOptions) {
  const connection: Connection = { temporal, store, clock, zoneRules, taskQueue, now: () => deploymentTime(clock, Date.now()) };
  return {
    accounts: accounts(connection),
    tasks: tasks(connection),
    cases: cases(connection),
    people: people(connection),
    absences: absences(connection),
    contacts: contacts(connection),
    handovers: handovers(connection),
    imports: imports(connection),
    mail: mail(connection),
    offboardings: offboardings(connection),
    links: links(connection),
    effects: effects(connection),
    tickets: tickets(connection),
    ticketNews: ticketNews(connection),
    playbooks: playbooks(connection),
    journal: journal(connection),
    keys: keys(connection),
    why: why(connection),
    upgrade: upgrade(connection),
    campaigns: campaigns(connection),
    doctor: doctor(connection, { checkMail }),
    /** See `revive`. A person may be given by handle or id. */
    revive: async (kind: Kind, id: string, statement: AskedStatement, options: ReviveOptions = {}): Promise<Revival> =>
      revive(connection, kind, kind === 'person' ? await personId(store, id) : id, statement, options),
    /** See `sweeping`. */
    sweep: sweeping(connection),
    metrics: metrics(connection),
    /** The deployment's time and the speed of its clock. */
    health: () => ({ status: 'ok' as const, now: formatInstant(connection.now()), speed: clock.speed }),
  };
}

export type Perennial = ReturnType<typeof connectPerennial>;
