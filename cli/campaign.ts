// perennial campaign …: list, show, stop and resume campaigns.
import type { Command } from 'commander';
import type { Campaign } from '../api/campaigns';
import { api } from './api';
import { answer, body, type Common, leaf, type Statement, withStatement } from './command';
import { localZone, when } from './moments';
import { reviving } from './revive';
import { table } from './table';

const campaigns = api('campaigns');
const SHOWN = 15;

export function campaign(command: Command): void {
  leaf(command, 'list', 'Campaigns, the latest first.', 'perennial campaign list').action(async (options: Common) => {
    const { campaigns: all } = await campaigns('list');
    const zone = localZone();
    const rows = all.map((one) => [one.id, one.work, stateOf(one), when(one.startedAt, zone), ...counts(one)]);
    answer(options, all, () =>
      all.length === 0
        ? 'There was none yet: `perennial upgrade` and `perennial offboarding start` begin some.'
        : table(['id', 'work', 'state', 'since', 'done', 'skipped', 'failed'], rows),
    );
  });
  leaf(command, 'show <id>', 'How far a campaign is, and what was refused.', 'perennial campaign show OB-1').action(
    async (id: string, options: Common) => {
      const found = await campaigns('show', { id });
      answer(options, found, () => page(found));
    },
  );
  withStatement(leaf(command, 'stop <id>', 'What is under way ends, nothing else begins.', 'perennial campaign stop OB-1')).action(
    async (id: string, options: Common & Statement) => {
      const found = await campaigns('stop', { id, ...body(options) });
      answer(options, found, () => `${page(found)}\n\`perennial campaign resume ${id}\` goes on.`);
    },
  );
  withStatement(leaf(command, 'resume <id>', 'Go on, also with what was refused.', 'perennial campaign resume OB-1')).action(
    async (id: string, options: Common & Statement) => {
      const found = await campaigns('resume', { id, ...body(options) });
      answer(options, found, () => page(found));
    },
  );
  reviving(command, 'campaigns', 'id', 'OB-1');
}

const stateOf = ({ state, code }: Campaign): string => (code === null ? state : `${state} (${code})`);
const counts = ({ done, skipped, failed }: Campaign): string[] => [done, skipped, failed].map(String);

function page(one: Campaign): string {
  const { id, work, done, skipped, failed, failures } = one;
  const rows = failures.slice(0, SHOWN).map(({ entity, code }) => [entity, code]);
  return [
    `${id} (${work}) is ${stateOf(one)}: ${done} done, ${skipped} skipped, ${failed} failed.`,
    ...(rows.length === 0 ? [] : [table(['refused', 'why'], rows)]),
    ...(failed > rows.length ? [`and ${failed - rows.length} more; --json has the first 200.`] : []),
  ].join('\n');
}
