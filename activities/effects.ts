// The activities of the workflow host. Every effect is claimed, done and recorded under its key; Temporal gets codes only.

import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { DomainError, type FirstAttempt, type Outcome } from '../domain/decider/decider';
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

/**
 * Real milliseconds that an attempt's claim holds. An attempt takes at most 30 s, so two attempts at one effect overlap only where the first was
 * cut off.
 */
export const LEASE = 40_000;
/** The interval of heartbeats. Real milliseconds. */
const BEAT = 4_000;
/** How long the claim of a long effect holds without a heartbeat. Real milliseconds. */
const LONG_LEASE = 15_000;

/** Codes with which the journal refuses events that contradict it. */
const REFUSALS: readonly string[] = ['journal-gap', 'journal-conflict'];

export interface Activities {
  /** Appends `events` of `entity`; the first has the sequence number `from`. A repeat changes nothing. */
  readonly journal: (entity: string, from: number, events: readonly JournalEvent[]) => Promise<void>;
  /**
   * Does an effect, one attempt at a time, and returns its final outcome. Fails with a code where a retry makes sense. Where the process died
   * between doing the effect and recording it, the effect is done again under the same key.
   */
  readonly perform: (key: string, entity: string, effect: AnyEffect) => Promise<Outcome>;
  /** Journals `events`, then attempts the effect once. A failure of either is for `journal` or `perform`, which come next. */
  readonly journalAndPerform: (
    entity: string,
    from: number,
    events: readonly JournalEvent[],
    key: string,
    effect: AnyEffect,
  ) => Promise<FirstAttempt>;
}

/**
 * The host's activities. `clock` is the deployment's, for texts; claims use real time. A failure carries a stable code as type and message and
 * nothing else: a library's message may hold an address.
 */
export const createActivities = (dependencies: {
  readonly store: Store;
  readonly mail: Transport;
  readonly ticketing: Ticketings;
  readonly send: Sender;
  readonly clock: DeploymentClock;
  readonly logger: Logger;
  /** The public address of the API for links in mails; `undefined` where it is not known. */
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
    // A newer release may have effects that this worker lacks: another worker must take them.
    if (!Object.hasOwn(handlers, effect.type)) return { later: 'unknown-effect' };
    const handler = handlers[effect.type] as Handler<AnyEffect>;
    try {
      return await handler(effect, errand);
    } catch (error) {
      if (error instanceof ApplicationFailure) return { later: error.type ?? 'effect-crashed' };
      return { later: recorded(error, 'effect-crashed', { key: errand.key, type: effect.type }) };
    }
  };

  /** Logs `error` without personal data and returns its code, or `unforeseen` where it has none. */
  const recorded = (error: unknown, unforeseen: string, about: object): string => {
    if (error instanceof DomainError) {
      logger.warn({ ...about, code: error.code }, 'attempt failed');
      return error.code;
    }
    // The message of an unforeseen error may hold personal data; its stack frames do not.
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

  /** Sends heartbeats until the returned function is called; `beat` is called with each. */
  const keptAlive = (beat: () => Promise<void> = () => Promise.resolve()): (() => void) => {
    const { heartbeat } = Context.current();
    const beating = setInterval(() => {
      heartbeat();
      // If the store is away, the next beat extends the claim.
      beat().catch(() => undefined);
    }, BEAT);
    return () => clearInterval(beating);
  };

  /** One attempt at an effect under its claim; `retryAfter`: real milliseconds, where somebody else is at it. */
  const attemptOnce = async (
    key: string,
    entity: string,
    effect: AnyEffect,
  ): Promise<Outcome | { readonly later: string; readonly retryAfter?: number }> => {
    const about = { key, type: effect.type };
    const isLong = 'isLong' in effect && effect.isLong;
    const now = Date.now();
    const claim = await inStore(
      deliveries.claim(store, key, { entity, type: effect.type, lane: effect.lane, effect }, isLong ? LONG_LEASE : LEASE, now),
      about,
    );
    if ('outcome' in claim) return claim.outcome;
    if ('busyUntil' in claim) return { later: 'effect-claimed', retryAfter: claim.busyUntil - now };
    const id = entityParts(entity).id;
    const stop = isLong ? keptAlive(() => deliveries.hold(store, key, Date.now() + LONG_LEASE)) : () => undefined;
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
      return attempt;
    }
    return inStore(deliveries.settle(store, key, attempt, attempt.ok ? 'done' : 'failed'), about);
  };

  const activities: Activities = {
    async journal(entity, from, events) {
      const about = { entity, from };
      try {
        await journal.append(store, entity, from, events);
      } catch (error) {
        const code = recorded(error, 'store-failed', about);
        // Retries will always be refused: a person must be told.
        if (REFUSALS.includes(code)) {
          const run = Context.current().info.workflowExecution?.runId ?? '';
          await inStore(troubles.record(store, { entity, why: 'journal', code, run }, Date.now()), about);
        }
        throw retryable(code);
      }
    },

    async perform(key, entity, effect) {
      const attempt = await attemptOnce(key, entity, effect);
      if ('later' in attempt) throw retryable(attempt.later, attempt.retryAfter);
      return attempt;
    },

    async journalAndPerform(entity, from, events, key, effect) {
      const stop = keptAlive();
      try {
        // `journal` is asked next where this fails, and records why.
        const journalled = await journal.append(store, entity, from, events).then(
          () => true,
          () => false,
        );
        if (!journalled) return { journalled };
        const attempt = await attemptOnce(key, entity, effect).catch(() => undefined);
        return attempt === undefined || 'later' in attempt ? { journalled } : { journalled, outcome: attempt };
      } finally {
        stop();
      }
    },
  };
  return activities;
};
