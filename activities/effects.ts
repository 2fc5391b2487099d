// What workflows ask of the world. Every effect is claimed, done and recorded under its key; Temporal hears codes only.

import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { DomainError, type Outcome } from '../domain/decider/decider';
import { entityParts } from '../domain/ids';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { deliveries, journal, type Store, troubles } from '../store';
import type { JournalEvent } from '../store/folds/read-model';
import { campaignHandlers } from './campaigns';
import { emailHandlers } from './email/handlers/accounts';
import { customerHandlers } from './email/handlers/customers';
import { digestHandlers } from './email/handlers/digest';
import { handoverHandlers } from './email/handlers/handovers';
import { offboardingHandlers } from './email/handlers/offboardings';
import type { Transport } from './email/send/transport';
import type { AnyEffect, Attempt, Errand, Handler, Handlers } from './handler';
import { offboardingWork } from './offboarding';
import { playbookReader } from './playbooks';
import { retryable } from './retryable';
import { type Sender, sendHandlers } from './send';
import { startHandoverHandler } from './start-handover';
import { caseTicketHandlers } from './ticketing/case-ticket';
import { ticketHandlers } from './ticketing/handlers';
import type { Ticketings } from './ticketing/registry';
import { upgradeWork } from './upgrade';

/** Longer than an attempt may take (30 s), so that two never work on one effect unless the first was cut off. Real milliseconds. */
export const LEASE = 40_000;
/** Of an effect that takes long: between two signs of life, and without one. Real milliseconds. */
const BEAT = 5_000;
const LONG_LEASE = 15_000;

/** What the journal refuses because the workflow tells another story than it has. */
const REFUSALS: readonly string[] = ['journal-gap', 'journal-conflict'];

export interface Activities {
  /** Writes `events` of `entity`, the first of which has the sequence number `from`. A repeat is harmless. */
  readonly journal: (entity: string, from: number, events: readonly JournalEvent[]) => Promise<void>;
  /**
   * Does an effect, at most one attempt at a time, and answers what came of it for good; fails with a code where another try makes
   * sense. Handed over but not recorded, because the process died in that instant, is done again under the same key.
   */
  readonly perform: (key: string, entity: string, effect: AnyEffect) => Promise<Outcome>;
}

/**
 * The activities of the workflow host, over what they need. `clock` is the deployment's, for what people read; leases are real
 * time. Failures carry a stable code as type and message, and nothing else: a library's text may hold an address.
 */
export const createActivities = (dependencies: {
  readonly store: Store;
  readonly mail: Transport;
  readonly ticketing: Ticketings;
  readonly send: Sender;
  readonly clock: DeploymentClock;
  readonly logger: Logger;
  /** The address of the API as readers of mails reach it, where that is known. */
  readonly linkBase?: () => string | undefined;
}): Activities => {
  const { store, mail, ticketing, send, clock, logger, linkBase } = dependencies;
  const playbookOf = playbookReader(store);
  const handlers: Handlers = {
    ...emailHandlers(store, mail, playbookOf, linkBase),
    ...digestHandlers(store, mail, playbookOf, linkBase),
    ...handoverHandlers(store, mail, playbookOf, linkBase),
    ...customerHandlers(store, mail, playbookOf),
    ...offboardingHandlers(store, mail, playbookOf, linkBase),
    ...ticketHandlers(store, ticketing, playbookOf),
    ...caseTicketHandlers(store, ticketing, playbookOf),
    ...sendHandlers(store, send, playbookOf),
    ...startHandoverHandler(store, send, playbookOf),
    ...campaignHandlers(store, {
      offboarding: offboardingWork({ store, send, clock, perform: (...effect) => activities.perform(...effect) }),
      upgrade: upgradeWork({ store, send, clock }),
    }),
  };

  const attempted = async (effect: AnyEffect, errand: Errand): Promise<Attempt> => {
    // A newer release may know more kinds of effects than this worker: it is for another worker to try.
    if (!Object.hasOwn(handlers, effect.type)) return { later: 'unknown-effect' };
    const handler = handlers[effect.type] as Handler<AnyEffect>;
    try {
      return await handler(effect, errand);
    } catch (error) {
      if (error instanceof ApplicationFailure) return { later: error.type ?? 'effect-crashed' };
      return { later: recorded(error, 'effect-crashed', { key: errand.key, type: effect.type }) };
    }
  };

  /** Leaves a trace of `error` that names nobody, and answers its code; `unforeseen` is that of an error which has none. */
  const recorded = (error: unknown, unforeseen: string, about: object): string => {
    if (error instanceof DomainError) {
      logger.warn({ ...about, code: error.code }, 'attempt failed');
      return error.code;
    }
    // The message of an unforeseen error may hold anything; where it came from does not.
    const [name, frames] =
      error instanceof Error ? [error.name, error.stack?.split('\n').filter((line) => /^\s+at /.test(line))] : ['none', []];
    logger.error({ ...about, name, frames }, 'attempt failed unforeseen');
    return unforeseen;
  };

  const inStore = async <T>(work: Promise<T>, about: object): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw retryable(recorded(error, 'store-failed', about));
    }
  };

  /** Says that an effect which takes long is being worked on, until the answer is called. */
  const keptAlive = (key: string): (() => void) => {
    const { heartbeat } = Context.current();
    const beat = setInterval(() => {
      heartbeat();
      // Whoever is away hears it with the next beat.
      deliveries.hold(store, key, Date.now() + LONG_LEASE).catch(() => undefined);
    }, BEAT);
    return () => clearInterval(beat);
  };

  const activities: Activities = {
    async journal(entity, from, events) {
      const about = { entity, from };
      try {
        await journal.append(store, entity, from, events);
      } catch (error) {
        const code = recorded(error, 'store-failed', about);
        // It will be refused for ever: a person must know.
        if (REFUSALS.includes(code)) {
          const run = Context.current().info.workflowExecution?.runId ?? '';
          await inStore(troubles.record(store, { entity, why: 'journal', code, run }, Date.now()), about);
        }
        throw retryable(code);
      }
    },

    async perform(key, entity, effect) {
      const about = { key, type: effect.type };
      const isLong = 'isLong' in effect && effect.isLong;
      const now = Date.now();
      const claim = await inStore(
        deliveries.claim(store, key, { entity, type: effect.type, lane: effect.lane, effect }, isLong ? LONG_LEASE : LEASE, now),
        about,
      );
      if ('outcome' in claim) return claim.outcome;
      if ('busyUntil' in claim) throw retryable('effect-claimed', claim.busyUntil - now);
      const id = entityParts(entity).id;
      const stop = isLong ? keptAlive(key) : () => undefined;
      const attempt = await attempted(effect, {
        key,
        entity: id,
        account: 'account' in effect ? effect.account : id,
        now: deploymentTime(clock, now),
        signal: Context.current().cancellationSignal,
      }).finally(stop);
      if ('later' in attempt) {
        logger.info({ ...about, attempt: claim.claimed, code: attempt.later }, 'to be tried again');
        await inStore(deliveries.releaseWithError(store, key, attempt.later), about);
        throw retryable(attempt.later);
      }
      return inStore(deliveries.settle(store, key, attempt, attempt.ok ? 'done' : 'failed'), about);
    },
  };
  return activities;
};
