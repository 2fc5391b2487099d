// Every release replays the histories of earlier ones, so that running entities never notice an upgrade.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, type ReplayWorkerOptions } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { KINDS } from '../../domain/kinds';
import { quietRuntime } from '../../worker/worker';
import { type History, recordedIn, replayed } from './asked';

const HISTORIES = join(__dirname, '..', 'histories');
const BUNDLE = { workflowBundle: { codePath: join(__dirname, '..', '..', 'dist', 'workflow-bundle.js') } };

const files = readdirSync(HISTORIES).flatMap((release) => readdirSync(join(HISTORIES, release)).map((file) => join(release, file)));
const paused = files.find((file) => file.includes('paused')) ?? '';
const recorded = (file: string): History => temporal.api.history.v1.History.decode(gunzipSync(readFileSync(join(HISTORIES, file))));
/** The keys of effects contain the workflow's id. */
const idOf = (file: string): string => (/([a-z.-]+)-\d+\.pb\.gz$/.exec(file)?.[1] ?? '').replace('.', '/');

beforeAll(() => quietRuntime('ERROR'));

describe('histories of every release', () => {
  it('are there, of every kind of life', () => {
    const kinds = new Set(files.map((file) => /\/([a-z-]+)\./.exec(file)?.[1]));
    expect(Array.from(kinds).sort()).toEqual([...KINDS, 'ticket-sync'].sort());
  });

  it.each(files)('%s replays, asks the same of activities, and hands the same on', async (file) => {
    const history = recorded(file);
    expect(await replayed(BUNDLE, history, idOf(file))).toEqual(recordedIn(history));
  });

  it('would be noticed if they took another way', async () => {
    const history = recorded(paused);
    const activity = history.events
      ?.map((event) => event.activityTaskScheduledEventAttributes?.activityType)
      .find((type) => type?.name === 'journal');
    if (activity) activity.name = 'another';
    await expect(replayed(BUNDLE, history, 'account/paused')).rejects.toThrow(DeterminismViolationError);
  });
});

// A newer worker replays what an older one recorded.
describe('workflows whose rules are newer', () => {
  let newer: ReplayWorkerOptions;
  beforeAll(async () => {
    const { code } = await bundleWorkflowCode({ workflowsPath: join(__dirname, 'newer-rules.ts'), logger: new DefaultLogger('ERROR') });
    newer = { workflowBundle: { code } };
  });
  const entities = files.filter((file) => !/\/(ticket-sync)\./.test(file));

  /** Replays a history with another workflow of `newer-rules.ts`, which runs any kind. */
  const as = (suffix: string, history: History): History => {
    const type = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType;
    if (type) type.name += suffix;
    return history;
  };

  it.each(entities)('%s: the same is asked of activities', async (file) => {
    const history = recorded(file);
    expect((await replayed(newer, history, idOf(file))).activities).toEqual(recordedIn(history).activities);
  });

  it('raise them on the way into the next chapter', async () => {
    const file = files.find((one) => recordedIn(recorded(one)).next !== undefined && one.includes('account.')) ?? '';
    const history = recorded(file);
    type Next = [{ chapter: { state: { rules: number }; sequence: number; unwritten: { type: string; rules?: number }[] } }];
    const [{ chapter: before }] = recordedIn(history).next as Next;
    const [{ chapter }] = (await replayed(newer, history, idOf(file))).next as Next;
    expect(chapter.state.rules).toBe(before.state.rules + 1);
    expect(chapter.sequence).toBe(before.sequence + 1);
    expect(chapter.unwritten).toEqual([...before.unwritten, expect.objectContaining({ type: 'rulesRaised', rules: chapter.state.rules })]);
  });

  it('would be noticed if they raised them at the start of a run', async () => {
    const history = as('RaisedAtStart', recorded(paused));
    expect((await replayed(newer, history, 'account/paused')).activities).not.toEqual(recordedIn(history).activities);
  });
});
