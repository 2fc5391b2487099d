// Old rules do not live for years: every entity is asked to turn its page, and lives by this release's rules and zone rules from then on.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UpgradeEnd, UpgradePlan, UpgradeStep } from '../../api/upgrade';
import { DomainError } from '../../domain/decider/decider';
import { zoneRulesOf } from '../../domain/decider/worker-identity';
import { anyKind, type Kind } from '../../domain/kinds';
import { formatInstant } from '../../domain/time/time';
import { lives, type Store, zoneRules as zones } from '../../store';
import { problemWords } from '../../texts/problems/words';
import type { PageTurn } from '../../workflows/page-turn';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { command, workerIdentities } from '../temporal/entities';

const AT_ONCE = 20;
/** Milliseconds: a page is turned once what is under way has ended, or two seconds later. */
const PATIENCE = 20_000;
const AGAIN = 250;

/** The newest rules of a kind in this release. */
const rulesOf = (kind: Kind): number => anyKind(kind).decider.rules;

export interface TurnOptions {
  /** The entity that was the last of the step before. */
  readonly after?: string | undefined;
  /** At most so many are asked. */
  readonly limit: number;
  /** Also those that are current. */
  readonly all?: boolean | undefined;
}

export const upgrade = (connection: Connection) => ({
  /** What there is to do; nothing is done. Throws `no-worker`, `zone-rules-differ`, `temporal-unavailable`. */
  async plan(): Promise<UpgradePlan> {
    const [wish, alive, recorded] = await Promise.all([
      adopting(connection),
      lives.lives(connection.store),
      zones.inForce(connection.store),
    ]);
    return {
      alive: alive.length,
      behind: alive.filter((life) => isBehind(life, wish)).length,
      zoneRules: { recorded: recorded ?? null, running: connection.zoneRules, adopting: wish ?? null },
    };
  },

  /**
   * Asks the next few to turn their page. What was done is not done again by another run. Throws like `plan`; what an entity refuses is
   * in the answer.
   */
  async turn({ after, limit, all = false }: TurnOptions): Promise<UpgradeStep> {
    const wish = await adopting(connection);
    const step = await lives.lives(connection.store, { ...(after === undefined ? {} : { after }), limit });
    const results = await concurrently(step, AT_ONCE, (life) => turned(connection, life, wish, all));
    return {
      turned: results.filter((result) => result === 'turned').length,
      current: results.filter((result) => result === 'current').length,
      failed: results.flatMap((result) => (typeof result === 'string' ? [] : [result])),
      next: step.length < limit ? null : (step.at(-1)?.entity ?? null),
    };
  },

  /**
   * Waits until all have turned their page, but for those that `failed`. Zone rules are adopted on record once none is left behind. Throws
   * like `plan`.
   */
  async finish(failed: readonly string[] = []): Promise<UpgradeEnd> {
    const { store, now } = connection;
    const wish = await adopting(connection);
    const left = await leftBehind(store, wish, failed);
    if (wish !== undefined && left.length === 0) await zones.adopt(store, wish, now());
    const moved = wish === undefined ? [] : await zones.movedBy(store, wish);
    return {
      behind: left.map(({ entity }) => entity),
      adopted: left.length === 0 ? (wish ?? null) : null,
      moved: moved.map(({ entity, what, due }) => ({ entity, what, due: due === undefined ? null : formatInstant(due) })),
    };
  },
});

/** Of everything that lives: how much lives by older rules than this release's, and what by newer ones. */
export async function rulesOfAll({ store }: Connection): Promise<{ older: number; newer: readonly string[] }> {
  const alive = await lives.lives(store);
  return {
    older: alive.filter(({ kind, rules }) => rules < rulesOf(kind)).length,
    newer: alive.flatMap(({ kind, rules, entity }) => (rules > rulesOf(kind) ? [entity] : [])),
  };
}

/** Each version of zone rules that somebody lives by, and who: this server, and the workers that poll. Throws `temporal-unavailable`. */
export async function zoneRulesRunning(connection: Connection): Promise<ReadonlyMap<string, readonly string[]>> {
  const running = new Map<string, string[]>([[connection.zoneRules, ['this server']]]);
  for (const identity of await workerIdentities(connection)) {
    const version = zoneRulesOf(identity);
    if (version !== undefined) running.set(version, [...(running.get(version) ?? []), `worker ${identity.split(' ')[0] ?? ''}`]);
  }
  return running;
}

/** Zone rules that are to be adopted: those that everybody has and that are not in force. */
async function adopting(connection: Connection): Promise<string | undefined> {
  const { store, taskQueue } = connection;
  if ((await workerIdentities(connection)).length === 0) throw new DomainError('no-worker', { waits: 'pages', taskQueue });
  const running = await zoneRulesRunning(connection);
  const recorded = await zones.inForce(store);
  if (running.size > 1)
    throw new DomainError('zone-rules-differ', { running: Array.from(running, ([version, who]) => ({ version, who })) });
  const [version] = running.keys();
  return recorded === undefined || version === recorded ? undefined : version;
}

const isBehind = ({ kind, rules, zoneRules }: lives.Life, wish: string | undefined): boolean =>
  rules < rulesOf(kind) || (wish !== undefined && zoneRules !== wish);

type Turned = 'turned' | 'current' | UpgradeStep['failed'][number];

async function turned(connection: Connection, life: lives.Life, wish: string | undefined, all: boolean): Promise<Turned> {
  const { entity, kind } = life;
  if (!all && !isBehind(life, wish)) return 'current';
  try {
    for (const until = Date.now() + PATIENCE; ; await sleep(AGAIN)) {
      try {
        const turn = isBehind(life, wish) ? await pageTurn(connection, life, wish) : {};
        return (await command<boolean>(connection, { entity, name: 'turnPage', args: turn, key: randomUUID() })) ? 'turned' : 'current';
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'journal-behind' || Date.now() > until) throw error;
      }
    }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'temporal-unavailable') throw error;
    return { entity, code: error.code, detail: problemWords(error) };
  }

  async function pageTurn({ store }: Connection, one: lives.Life, version: string | undefined): Promise<PageTurn> {
    const rules = rulesOf(kind);
    const there = version === undefined ? undefined : await lives.journaled(store, one.entity);
    if (version === undefined || there === undefined) return { rules };
    return { rules, zoneRules: { version, sequence: there.sequence, journaled: there.state } };
  }
}

/** Those that live by older rules after all had time to turn their page. */
async function leftBehind(store: Store, wish: string | undefined, failed: readonly string[]): Promise<readonly lives.Life[]> {
  const given = new Set(failed);
  for (const until = Date.now() + PATIENCE; ; await sleep(AGAIN)) {
    const left = (await lives.lives(store)).filter((life) => isBehind(life, wish));
    if (left.every(({ entity }) => given.has(entity)) || Date.now() > until) return left;
  }
}
