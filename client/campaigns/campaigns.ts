// The campaigns of the library: begin, show, stop, resume.
import type { Campaign } from '../../api/campaigns';
import type { History } from '../../api/values';
import { campaign as decider } from '../../domain/campaign/campaign';
import type { CampaignCommands } from '../../domain/campaign/types';
import { campaignEntity } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { campaigns as rows } from '../../store';
import { begin } from '../temporal/begin';
import { commandCampaign, unknownCampaign } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { historyOf, type Page } from '../temporal/history';
import { type AskedStatement, type Statement, stageStatement } from '../temporal/statement';

/** The most refused entities that are shown. */
const SHOWN = 200;

/** Begins a campaign with this id. One that runs continues, one that has ended stays ended. Throws `temporal-unavailable`. */
export async function beginCampaign(
  connection: Connection,
  asked: Omit<CampaignCommands['start'], 'rules' | keyof Statement>,
  statement: Statement = {},
): Promise<void> {
  await begin(connection, 'campaign', asked.campaign, { ...statement, ...asked, rules: decider.rules });
}

export const campaigns = (connection: Connection) => ({
  /** The latest first. */
  list: async (): Promise<Campaign[]> => Promise.all((await rows.list(connection.store)).map((row) => view(connection, row))),

  /** Throws `unknown-campaign`. */
  show: async (id: string): Promise<Campaign> => view(connection, await known(connection, id)),

  /** Stops a campaign. The page under way finishes, and no other begins. Throws `unknown-campaign`, `campaign-ended`. */
  stop: (id: string, statement: AskedStatement = {}): Promise<Campaign> => commanded(connection, id, 'stop', statement),

  /** Continues a campaign, and tries refused entities again. Throws `unknown-campaign`, `campaign-ended`. */
  resume: (id: string, statement: AskedStatement = {}): Promise<Campaign> => commanded(connection, id, 'resume', statement),

  /** The campaign's events, the oldest first. Throws `unknown-campaign`. */
  async history(id: string, page: Page = {}): Promise<History> {
    await known(connection, id);
    return historyOf(connection, campaignEntity(id), page);
  },
});

async function known({ store }: Connection, id: string): Promise<rows.Campaign> {
  const row = await rows.get(store, id);
  if (!row) throw unknownCampaign(id);
  return row;
}

async function commanded(connection: Connection, id: string, name: 'stop' | 'resume', statement: AskedStatement): Promise<Campaign> {
  await commandCampaign(connection, id, name, await stageStatement(connection, statement), statement.key);
  return view(connection, await known(connection, id));
}

async function view({ store }: Connection, { id, work, status, startedAt, endedAt, state }: rows.Campaign): Promise<Campaign> {
  const failed = await rows.failures(store, id, SHOWN);
  return {
    id,
    work: work ?? '',
    state: status ?? 'running',
    code: state.code ?? null,
    startedAt: formatInstant(startedAt ?? 0),
    endedAt: endedAt === null ? null : formatInstant(endedAt),
    // Counts from the store: during a page they are ahead of the state.
    ...(await rows.tallyOf(store, id)),
    failures: failed.map(({ entity, code }) => ({ entity, code: code ?? 'refused' })),
  };
}
