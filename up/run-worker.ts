// A worker alone, for a deployment whose store and Temporal server run elsewhere.
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { mailConfiguration } from '../activities/email/send/configuration';
import { smtpTransport, type Transport } from '../activities/email/send/transport';
import { connectPerennial } from '../client';
import type { DeploymentClock } from '../domain/time/deployment-clock';
import type { Store } from '../store';
import { connectWorker, type TemporalTarget, temporalTarget } from '../worker/temporal';
import { quietRuntime, startWorker } from '../worker/worker';
import { activitiesOf, followTickets } from './activities';
import { newLogger, prepareHome, storeAt } from './configuration';
import { demoSpeed } from './demo-speed';
import { openStoreOf, openTemporal, type Stops, untilAsked } from './deployment';
import { sweepRegularly } from './sweeper';
import { keepSwept } from './sweeping';
import { ticketingsOf } from './ticketing';
import { warnOfZoneRules } from './zone-rules';

/** Real milliseconds between two readings of a ticketing system. */
const TICKETS_EVERY = 5_000;

/** The public address of the API: PERENNIAL_PUBLIC_URL without a slash at the end; `undefined` where it is not set. */
export const publicUrl = (): string | undefined => process.env.PERENNIAL_PUBLIC_URL?.replace(/\/+$/, '') || undefined;

/** Starts a worker over an open store and Temporal client. Returns its mail transport. */
export async function startWorkerOf(
  stops: Stops,
  { store, clock }: { readonly store: Store; readonly clock: DeploymentClock },
  temporal: Client,
  target: TemporalTarget,
  logger: Logger,
  { linkBase = publicUrl, ...more }: { readonly linkBase?: () => string | undefined; readonly maxCachedWorkflows?: number } = {},
): Promise<Transport> {
  // Not earlier: from here on the process lives until the worker has been stopped.
  quietRuntime('ERROR');
  const ticketing = ticketingsOf(store, clock, process.env);
  const mail = smtpTransport(mailConfiguration(process.env));
  stops.add(() => mail.close());
  const native = await connectWorker(target);
  stops.add(() => native.close());
  const surroundings = { store, clock, temporal, mail, ticketing, logger, linkBase };
  const worker = await startWorker({ connection: native, namespace: target.namespace, activities: activitiesOf(surroundings), ...more });
  stops.add(() => worker.stop());
  await warnOfZoneRules(store, logger);
  worker.failed.catch((error: unknown) => {
    logger.error({ code: 'worker-failed' }, 'the worker has ended by itself');
    stops.fail(error);
  });
  await followTickets(surroundings, TICKETS_EVERY);
  sweepRegularly(stops, connectPerennial({ temporal, store, clock }).sweep, logger);
  stops.add(keepSwept(store, logger));
  return mail;
}

/**
 * Runs a worker until it is asked to stop; returns the exit code. `speed`: that of a demonstration's store, such as `1mo=10s`. Throws
 * `wrong-clock`.
 */
export async function runWorker(speed?: string): Promise<number> {
  return untilAsked(async (stops) => {
    const target = temporalTarget();
    const home = prepareHome(process.env.PERENNIAL_HOME ?? '.perennial');
    const opened = await openStoreOf(stops, storeAt(home), speed === undefined ? undefined : demoSpeed(speed));
    const temporal = await openTemporal(stops, target, false);
    await startWorkerOf(stops, opened, temporal, target, newLogger());
    say('perennial: the worker is running; Ctrl-C stops it');
  }, say);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
