// The doctor: checks every part, one line each, with a remedy where something is wrong.

import type { Check, Finding } from '../../api/operations';
import { DomainError } from '../../domain/decider/decider';
import { attributeNames } from '../../domain/kinds';
import { testStart } from '../../domain/time/deployment-clock';
import { dateOf, daysBetween, formatInstant } from '../../domain/time/time';
import { accounts, deliveries, deployment, entities, lives, offboardings, troubles, zoneRules } from '../../store';
import { problemWords } from '../../texts/problems/words';
import type { Snapshot } from '../../workflows/entity';
import { published, termsFor } from '../accounts/account-terms';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { ask, failingWorkflows, missingAttributes, workersPolling } from '../temporal/entities';
import { everyNth } from '../temporal/every-nth';
import { revival } from '../temporal/trouble';
import { checkTicketing } from './ticketing-check';
import { rulesOfAll, zoneRulesRunning } from './upgrade';

/** Attempts after which a failing effect is reported. */
const PATIENCE = 3;
const SAMPLE = 20;
/** Unwritten events from which on the journal counts as behind. */
const PILE = 100;
/** Days before the end of the published holidays from which on the doctor asks for new ones. */
const COVERAGE = 60;

export interface DoctorOptions {
  /** Checks the mail server; throws where it does not answer. */
  readonly checkMail?: (() => Promise<unknown>) | undefined;
}

export const doctor =
  (connection: Connection, options: DoctorOptions) =>
  /** All checks, each on its own: one failure does not hide the others. */
  (): Promise<Check[]> =>
    Promise.all(
      Object.entries(CHECKS).map(async ([name, check]): Promise<Check> => {
        try {
          const { ok, detail, remedy = '' } = await check(connection, options);
          return { name, ok, detail, remedy };
        } catch (error) {
          if (!(error instanceof DomainError))
            return { name, ok: false, detail: 'The check itself failed.', remedy: 'Look into the log of the server.' };
          return { name, ok: false, detail: problemWords(error), remedy: REMEDIES[error.code] ?? '' };
        }
      }),
    );

const REMEDIES: Readonly<Record<string, string>> = {
  'temporal-unavailable': 'Start the Temporal server, or set TEMPORAL_ADDRESS.',
  'store-unreachable': 'Start the database, or mend DATABASE_URL.',
  'no-worker': 'Start a worker: `perennial worker`.',
  'no-playbook': 'Publish one: `perennial playbook publish FILE`.',
};

const CHECKS: Readonly<Record<string, (connection: Connection, options: DoctorOptions) => Promise<Finding>>> = {
  async temporal(connection) {
    const { namespace } = connection.temporal.options;
    const missing = await missingAttributes(connection, attributeNames());
    return missing.length === 0
      ? { ok: true, detail: `answers, namespace ${namespace}, search attributes registered` }
      : { ok: false, detail: `search attributes are missing: ${missing.join(', ')}`, remedy: 'Start a worker: it registers them.' };
  },

  async store({ store }) {
    const clock = await deployment.clock(store);
    const count = (await accounts.list(store)).length;
    const start = clock && testStart(clock);
    const ofTests = start === undefined ? '' : `; a test deployment, whose clock started at ${formatInstant(start)}`;
    return clock
      ? { ok: true, detail: `answers, ${count} account${count === 1 ? '' : 's'}${ofTests}` }
      : { ok: false, detail: 'answers, but holds no clock', remedy: 'Start the software once: `npm start`, or `perennial worker`.' };
  },

  async mail(_connection, { checkMail }) {
    if (!checkMail) return { ok: true, detail: 'not checked here: the worker sends it' };
    try {
      await checkMail();
      return { ok: true, detail: 'the mail server answers' };
    } catch (error) {
      const detail = error instanceof DomainError ? problemWords(error) : 'the mail server does not answer';
      return { ok: false, detail, remedy: 'Check the SMTP settings; reminders wait until it answers.' };
    }
  },

  async workers(connection) {
    const polling = await workersPolling(connection);
    return polling > 0
      ? { ok: true, detail: `${polling} polling ${connection.taskQueue}` }
      : { ok: false, detail: `nobody polls ${connection.taskQueue}`, remedy: 'Start one: `perennial worker`. Nothing is lost meanwhile.' };
  },

  async 'workflow tasks'(connection) {
    const failing = await failingWorkflows(connection);
    return failing.length === 0
      ? { ok: true, detail: 'none fails' }
      : {
          ok: false,
          detail: `failing in ${some(failing)}`,
          remedy: "Look at the last failure in Temporal's UI; it is tried again until the code is mended.",
        };
  },

  async entities({ store }) {
    const all = await troubles.list(store);
    const named = Array.from(new Set(all.map(({ entity }) => entity)));
    const lost = all.filter(({ why }) => why !== 'stuck');
    if (lost.length === 0)
      return named.length === 0
        ? { ok: true, detail: 'all that live run and write' }
        : { ok: false, detail: `workflow tasks fail in ${some(named)}`, remedy: "Look at the last failure in Temporal's UI." };
    const codes = Array.from(new Set(lost.map(({ code }) => code))).sort();
    return {
      ok: false,
      detail: `they look alive and take no command (${codes.join(', ')}): ${some(named)}`,
      remedy: `\`${revival(lost[0]?.entity ?? '')}\`, each of them; with --dry-run it says what that would do.`,
    };
  },

  async effects({ store }) {
    const failing = (await deliveries.list(store, { states: ['waiting', 'sending'] })).filter(({ attempts }) => attempts > PATIENCE);
    if (failing.length === 0) return { ok: true, detail: 'none keeps failing' };
    const codes = Array.from(new Set(failing.flatMap(({ code }) => (code === null ? [] : [code]))));
    return {
      ok: false,
      detail: `${failing.length} keep failing (${codes.join(', ') || 'without a word'}): ${some(failing.map(({ key }) => key))}`,
      remedy: 'Mend the cause, then `perennial effects retry KEY`, or `perennial effects give-up KEY`.',
    };
  },

  ticketing: ({ store }) => checkTicketing(store),

  async projection(connection) {
    const { store } = connection;
    if ((await workersPolling(connection)) === 0) return { ok: true, detail: 'cannot be asked without a worker' };
    const sample = everyNth(await lives.lives(store), SAMPLE);
    const lags = await concurrently(sample, SAMPLE, async ({ entity }) => {
      const { sequence, unwritten } = await ask<Snapshot<unknown>>(connection, entity, 'state');
      const read = (await lives.journaled(store, entity))?.sequence ?? 0;
      // Events on their way to the journal are no fault, unless they pile up.
      return Math.max(0, sequence - unwritten - read) + (unwritten > PILE ? unwritten : 0);
    });
    const behind = lags.filter((lag) => lag > 0).length;
    return behind === 0
      ? { ok: true, detail: `read models are up to date (${sample.length} looked at)` }
      : {
          ok: false,
          detail: `read models lag behind in ${behind} of ${sample.length}, by up to ${Math.max(...lags)} events`,
          remedy: 'If it stays so: `perennial journal verify`, then `perennial journal rebuild`.',
        };
  },

  async rules(connection) {
    const { older, newer } = await rulesOfAll(connection);
    if (newer.length > 0)
      return {
        ok: false,
        detail: `a newer release than this one has raised ${some(newer)}`,
        remedy: 'Start worker and server of the newer release: no older one can go on with them.',
      };
    return {
      ok: true,
      detail:
        older === 0 ? 'everything lives by those of this release' : `${older} still live by older ones: \`perennial upgrade\` raises them`,
    };
  },

  async 'zone rules'(connection) {
    const [recorded, running] = await Promise.all([zoneRules.inForce(connection.store), zoneRulesRunning(connection)]);
    const others = Array.from(running).filter(([version]) => version !== recorded);
    if (recorded === undefined) return { ok: true, detail: `${Array.from(running.keys()).join(', ')}, recorded with the next start` };
    if (others.length === 0) return { ok: true, detail: `${recorded}, as recorded` };
    return {
      ok: false,
      detail: `recorded is ${recorded}; ${others.map(([version, who]) => `${who.join(', ')}: ${version}`).join('; ')}`,
      remedy: 'Due times may differ where zones have changed: `perennial upgrade` adopts the new rules, and names what moves.',
    };
  },

  async holidays(connection) {
    const latest = await published(connection);
    const today = dateOf(connection.now(), latest.playbook['default-zone']);
    const all = await Promise.all(
      Object.keys(latest.playbook.calendars).map(async (id) => ({
        id,
        until: (await termsFor(connection, latest, latest.playbook['default-zone'], id)).calendar.publishedUntil,
      })),
    );
    const ending = all.flatMap(({ id, until }) => (until === undefined ? [] : [{ id, until, days: daysBetween(today, until) }]));
    const detail = ending.map(({ id, until, days }) => `${id} until ${until} (${days < 0 ? 'past' : `${days} days`})`).join(', ');
    const nearest = Math.min(...ending.map(({ days }) => days));
    const isSoon = nearest < COVERAGE;
    return {
      ok: nearest >= 0,
      detail: ending.length === 0 ? 'no calendar ends' : `published: ${detail}${isSoon ? '; time to look for the next ones' : ''}`,
      ...(isSoon && {
        remedy: 'Publish a playbook with the next holidays and let accounts adopt it; later dates are provisional until then.',
      }),
    };
  },

  async people({ store }) {
    const all = await offboardings.stranded(store);
    const [first] = all;
    if (!first) return { ok: true, detail: 'nobody who has left has work' };
    const again =
      first.offboarding === null ? `perennial offboarding start ${first.handle}` : `perennial offboarding resume ${first.offboarding}`;
    return {
      ok: false,
      detail: `is left with somebody who has left: ${some(all.map(({ what, id, handle }) => `${what} ${id} (${handle})`))}`,
      remedy: `\`${again} --to HANDLE\` hands over all of it that is ${first.handle}'s; \`perennial task reassign\` and \`perennial case take\` one by one.`,
    };
  },

  async identities({ store }) {
    const starting = await entities.starting(store, SAMPLE);
    return starting.length === 0
      ? { ok: true, detail: 'none is stuck in its start' }
      : {
          ok: false,
          detail: `started but never heard of: ${some(starting)}`,
          remedy: 'With a worker running they live; otherwise start them again, or import the file again.',
        };
  },
};

const some = (all: readonly string[]): string =>
  all.length <= 3 ? all.join(', ') : `${all.slice(0, 3).join(', ')} and ${all.length - 3} more`;
