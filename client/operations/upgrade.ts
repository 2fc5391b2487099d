// The upgrade: every entity ends its chapter and adopts this release's rules and zone rules, so that old rules do not live for years.

import { randomUUID } from 'node:crypto';
import type { Upgrade, UpgradePlan } from '../../api/upgrade';
import { DomainError } from '../../domain/decider/decider';
import { zoneRulesOf } from '../../domain/decider/worker-identity';
import { campaignEntity } from '../../domain/ids';
import { isBehind, rulesOf } from '../../domain/kinds';
import { formatInstant } from '../../domain/time/time';
import { campaigns, lives, zoneRules as zones } from '../../store';
import { beginCampaign } from '../campaigns/campaigns';
import { commandCampaign, unknownCampaign } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { workerIdentities } from '../temporal/entities';
import { untilReadable } from '../temporal/receipt';
import { type AskedStatement, stageStatement } from '../temporal/statement';

const AT_ONCE = 20;
const PAGE = 200;
const PER_SECOND = 20;

export interface UpgradeOptions {
  /** Entities asked a second. */
  readonly perSecond?: number | undefined;
  /** Also entities with current rules. */
  readonly all?: boolean | undefined;
}

export const upgrade = (connection: Connection) => ({
  /** The work that an upgrade would do. Changes nothing. Throws `no-worker`, `zone-rules-differ`, `temporal-unavailable`. */
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

  /** Begins the upgrade's campaign, or continues the one under way; finished entities are not done again. Throws what `plan` throws. */
  async begin(
    { perSecond = PER_SECOND, all = false }: UpgradeOptions = {},
    { key = randomUUID(), ...said }: AskedStatement = {},
  ): Promise<Upgrade> {
    const { store } = connection;
    const wish = await adopting(connection);
    const [underWay] = await campaigns.list(store, { work: 'upgrade', isUnderWay: true });
    if (underWay?.status === 'stopped') await commandCampaign(connection, underWay.id, 'resume', {});
    if (underWay) return show(connection, underWay.id);
    const id = await campaigns.identify(store, key);
    const asked = { ...(wish !== undefined && { zoneRules: wish }), ...(all && { all: 'yes' }) };
    const pace = { page: PAGE, atOnce: AT_ONCE, perSecond };
    await beginCampaign(connection, { campaign: id, work: 'upgrade', asked, terms: pace }, await stageStatement(connection, said));
    await untilReadable(connection, campaignEntity(id), 1, `The upgrade ${id}`);
    return show(connection, id);
  },

  /** The progress and results of an upgrade. Throws `unknown-campaign`. */
  show: (id: string): Promise<Upgrade> => show(connection, id),
});

/** Details for some codes. */
const DETAILS: Readonly<Record<string, string>> = {
  'entity-not-running': 'Its workflow does not run: `perennial doctor` says more.',
  'not-turned': 'It still lives by older rules; `perennial doctor` may say why.',
};

async function show(connection: Connection, id: string): Promise<Upgrade> {
  const { store } = connection;
  const row = await campaigns.get(store, id);
  if (row?.work !== 'upgrade') throw unknownCampaign(id);
  const { done, skipped } = await campaigns.tallyOf(store, id);
  const wish = row.state.asked['zoneRules'];
  const recorded = await zones.inForce(store);
  const isAdopted = wish !== undefined && recorded === wish;
  const moved = isAdopted ? await zones.movedBy(store, wish) : [];
  return {
    id,
    state: row.status ?? 'running',
    turned: done,
    current: skipped,
    failed: (await campaigns.failures(store, id)).map(({ entity, code }) => ({
      entity,
      code: code ?? 'refused',
      detail: DETAILS[code ?? ''] ?? `It refused: ${code ?? 'refused'}.`,
    })),
    adopted: isAdopted ? wish : null,
    moved: moved.map(({ entity, what, due }) => ({ entity, what, due: due === undefined ? null : formatInstant(due) })),
  };
}

/** The number of live entities with older rules than this release's, and those with newer ones. */
export async function rulesOfAll({ store }: Connection): Promise<{ older: number; newer: readonly string[] }> {
  const alive = await lives.lives(store);
  return {
    older: alive.filter(({ kind, rules }) => rules < rulesOf(kind)).length,
    newer: alive.flatMap(({ kind, rules, entity }) => (rules > rulesOf(kind) ? [entity] : [])),
  };
}

/** The versions of zone rules in use, and who uses each: this server and the polling workers. Throws `temporal-unavailable`. */
export async function zoneRulesRunning(connection: Connection): Promise<ReadonlyMap<string, readonly string[]>> {
  return zoneRulesOfAll(connection, await workerIdentities(connection));
}

function zoneRulesOfAll({ zoneRules }: Connection, workers: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const running = new Map<string, string[]>([[zoneRules, ['this server']]]);
  for (const identity of workers) {
    const version = zoneRulesOf(identity);
    if (version !== undefined) running.set(version, [...(running.get(version) ?? []), `worker ${identity.split(' ')[0] ?? ''}`]);
  }
  return running;
}

/** The zone rules to adopt: the version that everybody uses, unless it is in force already. */
async function adopting(connection: Connection): Promise<string | undefined> {
  const { store, taskQueue } = connection;
  const workers = await workerIdentities(connection);
  if (workers.length === 0) throw new DomainError('no-worker', { waits: 'pages', taskQueue });
  const running = zoneRulesOfAll(connection, workers);
  const recorded = await zones.inForce(store);
  if (running.size > 1)
    throw new DomainError('zone-rules-differ', { running: Array.from(running, ([version, who]) => ({ version, who })) });
  const [version] = running.keys();
  return recorded === undefined || version === recorded ? undefined : version;
}
