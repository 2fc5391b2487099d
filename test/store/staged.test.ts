import { sql } from 'kysely';
import { deliveries, hold, journal, notes, offboardings, rebuild, stageNote, sweepStaged } from '../../store';
import { ENGINES, refusal, withStore } from './engines';
import { started } from './life';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 5, 1);

describe.each(ENGINES)('what commands bring along on %s', (engine) => {
  const store = withStore(engine);
  const stage = (text: string, now = NOW) => stageNote(store(), { text, by: 'p-1', at: 7 }, now);
  const kept = async () => (await store().db.selectFrom('note').select('id').execute()).map(({ id }) => id);
  const waiting = async () => (await store().db.selectFrom('staged').select('id').execute()).map(({ id }) => id);
  afterEach(() => store().db.deleteFrom('staged').execute());

  it('is no note until an event takes it up, and readable by its id from the moment it may be named', async () => {
    const note = await stage('Anna is leaving');
    expect(note).toMatch(/^n-\d+$/);
    expect(await kept()).not.toContain(note);
    expect(await notes.get(store(), note)).toEqual({ id: note, text: 'Anna is leaving', by: 'p-1', at: 7 });

    await journal.append(store(), 'account/noted', 1, [{ ...started(), note }]);
    expect(await kept()).toContain(note);
    expect(await waiting()).toEqual([]);
    expect(await notes.get(store(), note)).toEqual({ id: note, text: 'Anna is leaving', by: 'p-1', at: 7 });
  });

  it('is applied once, however often the journal is written and whoever names it', async () => {
    const note = await stage('once');
    const event = { ...started(), note };
    await journal.append(store(), 'account/one', 1, [event]);
    await Promise.all([journal.append(store(), 'account/one', 1, [event]), journal.append(store(), 'account/other', 1, [event])]);
    expect((await kept()).filter((id) => id === note)).toHaveLength(1);
    await rebuild(store());
    expect((await kept()).filter((id) => id === note)).toHaveLength(1);
  });

  it('is applied for a hundred accounts in one commit', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, (_, index) => stage(`text ${index}`)));
    await Promise.all(ids.map((note, index) => journal.append(store(), `account/many-${index}`, 1, [{ ...started(), note }])));
    expect(await waiting()).toEqual([]);
    expect((await notes.byIds(store(), ids)).get(ids[57] ?? '')?.text).toBe('text 57');
  });

  it('stays staged where the journal refuses the event', async () => {
    const note = await stage('never');
    expect(await refusal(journal.append(store(), 'account/gap-with-note', 5, [{ ...started(), note }]))).toBe('journal-gap');
    expect(await kept()).not.toContain(note);
    expect(await waiting()).toEqual([note]);
  });

  it('is swept a day later if no event took it up; what may have been carried out is kept longer', async () => {
    const [refused, held] = [await stage('refused'), await stage('carried out')];
    await hold(store(), [held], NOW);
    expect(await sweepStaged(store(), NOW + DAY - 1)).toBe(0);
    expect(await sweepStaged(store(), NOW + DAY)).toBe(1);
    expect(await waiting()).toEqual([held]);
    expect(await notes.get(store(), refused)).toBeUndefined();
    await journal.append(store(), 'account/late', 1, [{ ...started(), note: held }]);
    expect(await kept()).toContain(held);
  });

  it('is taken up by an offboarding that begins, and by none that is there already', async () => {
    const begin = (note: string) =>
      offboardings.begin(store(), { key: 'k', person: 'p-1', successors: [{ person: 'p-2' }], reason: 'noted', note, at: NOW }, []);
    const [first, again] = [await stage('moves abroad'), await stage('moves abroad, said again')];
    await begin(first);
    await begin(again);
    expect(await kept()).toContain(first);
    expect(await waiting()).toEqual([again]);
  });

  it('is kept with an effect that is given up, and not with one that is over', async () => {
    const what = { entity: 'account/acme', type: 'remind', lane: 'p-1', effect: { lane: 'p-1', type: 'remind' } };
    await deliveries.claim(store(), 'account/acme/3/0', what, 1_000, NOW);
    const texts = async () =>
      (await sql<{ text: string }>`select text from note where text like 'given%' order by id`.execute(store().db)).rows.map(
        ({ text }) => text,
      );
    const giveUp = (text: string) => deliveries.giveUp(store(), 'account/acme/3/0', { note: { text, at: NOW } });
    expect([await giveUp('given up'), await giveUp('given up again')]).toEqual([true, false]);
    expect(await texts()).toEqual(['given up']);
  });
});
