// Reminders under terms with digests: those that can wait cause no mail; those that cannot get a mail of their own.
import fc from 'fast-check';
import { account } from '../../domain/account/account';
import type { AccountCommands, AccountEvent, AccountState } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { addDays, parseInstant } from '../../domain/time/time';
import { monthly, terms, touchpoint, weekly } from '../support/terms';

const TEAM = { 'account-manager': 'p-1' } as const;
const digesting = terms([weekly, monthly, touchpoint('soon', { anchor: 'promised-delivery' })], { digest: true });

const started = (now: number, more: Partial<AccountCommands['start']> = {}, rules = digesting): AccountEvent[] => [
  ...account.decide.start(
    account.initial,
    { rules: account.rules, terms: rules, zone: 'Asia/Shanghai', level: 'gold', team: TEAM, signedOn: '2026-01-12', ...more },
    now,
    rules,
  ),
];
const after = (events: readonly AccountEvent[]): AccountState => fold(account.evolve, account.initial, events);
const ticked = (events: readonly AccountEvent[], now: number) => account.tick(after(events), now, digesting);
const remindings = (events: readonly AccountEvent[]) => events.flatMap((event) => (event.type === 'reminded' ? event.tasks : []));
const effects = (before: readonly AccountEvent[], events: readonly AccountEvent[]) => {
  const state = after([...before, ...events]);
  return events.flatMap((event) => account.react(state, event)).filter(({ type }) => type === 'remind');
};

const monday = parseInstant('2026-01-12T02:00:00Z');
const wednesday = parseInstant('2026-01-14T01:00:00Z');

it('a reminder at its regular instant waits for the digest, however late time comes, and is no effect', () => {
  for (const late of [0, 5 * 3_600_000, 40 * 3_600_000]) {
    const begun = started(monday);
    const events = ticked(begun, wednesday + late);
    expect(remindings(events).length).toBeGreaterThan(0);
    expect(remindings(events).every(({ waits }) => waits)).toBe(true);
    expect(effects(begun, events)).toEqual([]);
  }
});

it('a task that is planned when it is due before the next working day is a mail at once', () => {
  const begun = started(monday, { promisedOn: '2026-01-12' });
  const events = ticked(begun, monday);
  const urgent = remindings(events).find(({ task }) => task.startsWith('soon'));
  expect(urgent).toBeDefined();
  expect(urgent?.waits).toBeUndefined();
  expect(effects(begun, events)).toMatchObject([{ type: 'remind', to: 'p-1', tasks: [{ touchpoint: 'soon' }] }]);
});

it('one that is due tomorrow can wait', () => {
  const begun = started(monday, { promisedOn: '2026-01-13' });
  expect(remindings(ticked(begun, parseInstant('2026-01-13T01:00:00Z'))).find(({ task }) => task.startsWith('soon'))?.waits).toBe(true);
});

it('a task that is moved to before the next working day is a mail at once, one that is moved farther can wait', () => {
  const begun = started(monday, { promisedOn: '2026-01-30' });
  const [task] = Object.keys(after(begun).tasks).filter((key) => key.startsWith('soon'));
  const moved = (due: string) => [
    ...begun,
    ...account.decide.moveTask(after(begun), { task: task ?? '', due: parseInstant(due) }, monday, digesting),
  ];
  const notified = (events: readonly AccountEvent[], now: number) => remindings(ticked(events, now)).filter((one) => one.task === task);
  const [today, tomorrow] = [moved('2026-01-12T07:00:00Z'), moved('2026-01-13T07:00:00Z')];
  expect(notified(today, monday)).toMatchObject([{ task }]);
  expect(notified(today, monday)[0]?.waits).toBeUndefined();
  expect(effects(today, ticked(today, monday))).toMatchObject([{ type: 'remind', tasks: [{ task }] }]);
  expect(notified(tomorrow, parseInstant('2026-01-13T01:00:00Z'))).toMatchObject([{ task, waits: true }]);
});

it('a snooze is woken at the moment that was asked for', () => {
  const begun = started(monday);
  const opened = [...begun, ...ticked(begun, wednesday)];
  const task = remindings(opened)[0]?.task ?? '';
  const until = wednesday + 3_600_000;
  const snoozed = [...opened, ...account.decide.snoozeTask(after(opened), { task, until }, wednesday, digesting)];
  const events = ticked(snoozed, until);
  expect(remindings(events)).toEqual([{ task, remindAt: [until] }]);
  expect(effects(snoozed, events)).toHaveLength(1);
});

it('without digests nothing waits; with them every reminder that does not wait is an effect, and no other', () => {
  const without = terms(digesting.touchpoints);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 90 }), fc.boolean(), (promised, days, isDigesting) => {
      const rules = isDigesting ? digesting : without;
      const begun = started(monday, { promisedOn: addDays('2026-01-12', promised) }, rules);
      const events = account.tick(after(begun), monday + days * 86_400_000, rules);
      const state = after([...begun, ...events]);
      const notified = events
        .flatMap((event) => account.react(state, event))
        .flatMap((one) => (one.type === 'remind' ? one.tasks.map(({ task }) => task) : []));
      const all = remindings(events);
      if (!isDigesting) expect(all.some(({ waits }) => waits)).toBe(false);
      expect(notified).toEqual(all.filter(({ waits }) => !waits).map(({ task }) => task));
    }),
    { numRuns: 100 },
  );
});
