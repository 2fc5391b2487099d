// The work of an upgrade's campaign: every entity ends its chapter and adopts this release's rules and the campaign's zone rules.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CampaignEffect } from '../domain/campaign/types';
import { DomainError } from '../domain/decider/decider';
import type { Ruled } from '../domain/decider/rules';
import { given } from '../domain/given';
import { campaignEntity, entityParts } from '../domain/ids';
import { isBehind, rulesOf } from '../domain/kinds';
import { type DeploymentClock, deploymentTime } from '../domain/time/deployment-clock';
import { campaigns, lives, type Store, zoneRules } from '../store';
import type { Through, Working } from './campaigns';
import { isAway, type Sender } from './send';

/** Milliseconds. A chapter ends once pending work is done, or after two seconds. */
const PATIENCE = 20_000;
const AGAIN = 250;

export const upgradeWork = ({
  store,
  send,
  clock,
}: {
  readonly store: Store;
  readonly send: Sender;
  readonly clock: DeploymentClock;
}): Working => {
  /** The entities that still have older rules after a while. The campaign itself is left out: it ends last. */
  const leftBehind = async ({ campaign, asked }: CampaignEffect, refused: ReadonlySet<string>): Promise<readonly lives.Life[]> => {
    for (const until = Date.now() + PATIENCE; ; await sleep(AGAIN)) {
      const left = (await lives.lives(store)).filter(
        (life) => life.entity !== campaignEntity(campaign) && isBehind(life, asked['zoneRules']),
      );
      if (left.every(({ entity }) => refused.has(entity)) || Date.now() > until) return left;
    }
  };

  const turned = async ({ campaign, asked }: CampaignEffect, entity: string): Promise<Through> => {
    const { kind } = entityParts(entity);
    const version = asked['zoneRules'];
    const there = await lives.journaled(store, entity);
    if (there === undefined) return { state: 'skipped' };
    const { rules, zoneRules: adopted } = there.state as Ruled;
    const behind = isBehind({ kind, rules, zoneRules: adopted ?? null }, version);
    if (!behind && asked['all'] === undefined) return { state: 'skipped' };
    const zones = version === undefined ? {} : { zoneRules: { version, sequence: there.sequence, journaled: there.state } };
    const turn = behind ? { rules: rulesOf(kind), ...zones } : {};
    // The key names the page, so a repeated request is the same command.
    const hasTurned = await send.command(entity, 'turnPage', turn, `${campaignEntity(campaign)}/${there.sequence}`);
    return { state: hasTurned ? 'done' : 'skipped' };
  };

  return {
    /** All entities except the campaign itself, which ends last. */
    async next({ campaign, cursor }, limit) {
      const some = await lives.lives(store, { ...given({ after: cursor }), limit: limit + 1 });
      return some.flatMap(({ entity }) => (entity === campaignEntity(campaign) ? [] : [entity])).slice(0, limit);
    },

    async one(campaign, entity) {
      for (const until = Date.now() + PATIENCE; ; await sleep(AGAIN)) {
        try {
          return await turned(campaign, entity);
        } catch (error) {
          if (!(error instanceof DomainError) || isAway(error)) throw error;
          if (error.code !== 'journal-behind' || Date.now() > until) return { state: 'failed', code: error.code };
        }
      }
    },

    async finish(effect) {
      const { campaign, asked } = effect;
      const refused = new Set((await campaigns.failures(store, campaign)).map(({ entity }) => entity));
      const left = await leftBehind(effect, refused);
      for (const { entity } of left)
        if (!refused.has(entity)) await campaigns.settle(store, { campaign, entity, state: 'failed', code: 'not-turned' });
      const version = asked['zoneRules'];
      if (version !== undefined && left.length === 0) await zoneRules.adopt(store, version, deploymentTime(clock, Date.now()));
      return 'nothing';
    },
  };
};
