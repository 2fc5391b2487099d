// Every release replays the histories of those before it: what runs in the field never notices an upgrade.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { quietRuntime } from '../../src/worker/worker';

const HISTORIES = join(__dirname, '..', 'histories');
const BUNDLE = { workflowBundle: { codePath: join(__dirname, '..', '..', 'dist', 'workflow-bundle.js') } };

const files = readdirSync(HISTORIES).flatMap((release) => readdirSync(join(HISTORIES, release)).map((file) => join(release, file)));
const { History } = temporal.api.history.v1;
const recorded = (file: string) => History.decode(gunzipSync(readFileSync(join(HISTORIES, file))));
const replay = (history: ReturnType<typeof recorded>, id: string): Promise<void> => Worker.runReplayHistory(BUNDLE, history, id);

beforeAll(() => quietRuntime('ERROR'));

describe('histories of every release', () => {
  it('are there, of every kind of life', () => {
    const kinds = new Set(files.map((file) => /\/([a-z-]+)\./.exec(file)?.[1]));
    expect(Array.from(kinds).sort()).toEqual(['account', 'case', 'handover', 'leave', 'person', 'ticket-sync']);
  });

  it.each(files)('%s replays', async (file) => {
    // Keys of effects hold the workflow's id.
    await replay(recorded(file), (/([a-z.-]+)-\d+\.pb\.gz$/.exec(file)?.[1] ?? '').replace('.', '/'));
  });

  it('would be noticed if they did not', async () => {
    const history = recorded(files.find((file) => file.includes('paused')) ?? '');
    const activity = history.events
      .map((event) => event.activityTaskScheduledEventAttributes?.activityType)
      .find((type) => type?.name === 'journal');
    if (activity) activity.name = 'another';
    await expect(replay(history, 'account/paused')).rejects.toThrow(DeterminismViolationError);
  });
});
