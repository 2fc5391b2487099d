// Checks between the parts of a playbook, beyond their shape: references, order, cycles, calendars.
import { DomainError } from '../decider/decider';
import { MILESTONES, type MilestoneName } from '../service-case/terms';
import { isZone } from '../time/time';
import { codeFaults } from './check-codes';
import { type Finding, type Parts, type Path, repeated, SERVICE_PART, unknown } from './finding';
import { suggest } from './nearest';
import { roughDays } from './period';
import type { Playbook, ServiceLevel } from './playbook';

const CASE_WORDS = ['case-states', 'milestones', 'milestone-states'] as const;

/** All faults between `parts`. `checkDefinition` throws a `DomainError` for a calendar that is impossible. */
export const findFaults = (parts: Parts, checkDefinition: (calendar: Playbook['calendars'][string]) => void): Finding[] => [
  ...codeFaults(parts),
  ...stageOrder(parts),
  ...Object.entries(parts.touchpoints ?? {}).flatMap(([id, touchpoint]) => touchpointFaults(['touchpoints', id], touchpoint, parts)),
  ...cycles(parts),
  ...ladderFaults(parts),
  ...servicePart(parts),
  ...Object.entries(parts['service-levels'] ?? {}).flatMap(([id, level]) => serviceLevelFaults(['service-levels', id], level, parts)),
  ...Object.entries(parts.promises ?? {}).flatMap(([id, promise]) => promiseFaults(['promises', id], promise, parts)),
  ...reminders(['defaults', 'remind'], parts.defaults?.remind),
  ...reminders(['defaults', 'meeting-remind'], parts.defaults?.['meeting-remind']),
  ...zoneFaults(parts),
  ...Object.entries(parts.calendars ?? {}).flatMap(([id, calendar]) => calendarFaults(['calendars', id], calendar, checkDefinition)),
];

function stageOrder({ stages, ids }: Parts): Finding[] {
  if (!stages) return [];
  if (ids.stages.length === 0) return [{ path: ['stages'], problem: 'there is no stage', remedy: 'Write at least one, from P0D.' }];
  // A stage with a fault of its own is left out here; its neighbours can still be compared.
  const entries = Object.entries(stages);
  return entries.flatMap(([id, stage], index): Finding[] => {
    const path = ['stages', id, 'from'];
    const before = entries[index - 1];
    if (id === ids.stages[0] && roughDays(stage.from) !== 0)
      return [{ path, problem: `the first stage begins at ${stage.from}`, remedy: 'Let it begin at signing: P0D.' }];
    if (before && roughDays(stage.from) <= roughDays(before[1].from))
      return [
        {
          path,
          problem: `${stage.from} is not after ${before[0]}, which begins at ${before[1].from}`,
          remedy: 'Put stages in order of time.',
        },
      ];
    return [];
  });
}

function touchpointFaults(path: Path, touchpoint: Playbook['touchpoints'][string], { ids }: Parts): Finding[] {
  const { stages, segments, levels, owner, when, remind } = touchpoint;
  const rule = [...path, 'when'];
  const faults = [
    ...unknown([...path, 'owner'], owner, ids.roles, 'role'),
    ...unknown([...path, 'stages'], stages, ids.stages, 'stage'),
    ...unknown([...path, 'segments'], segments, ids.segments, 'segment'),
    ...unknown([...path, 'levels'], levels, ids.levels, 'service level'),
    ...repeated([...path, 'stages'], stages),
    ...repeated([...path, 'segments'], segments),
    ...repeated([...path, 'levels'], levels),
    ...reminders([...path, 'remind'], remind),
  ];
  if (when.every !== undefined && roughDays(when.every) <= 0)
    faults.push({
      path: [...rule, 'every'],
      problem: `a series every ${when.every} never moves on`,
      remedy: 'Write a period greater than zero.',
    });
  for (const key of ['from', 'times'] as const)
    if (when[key] !== undefined && when.every === undefined)
      faults.push({ path: [...rule, key], atKey: true, problem: 'belongs to a series', remedy: 'Add `every`, or remove it.' });
  const awaited = awaitedBy(touchpoint);
  if (awaited !== undefined && !ids.touchpoints.includes(awaited))
    faults.push({ path: [...rule, 'anchor'], problem: `there is no touchpoint "${awaited}"`, remedy: suggest(awaited, ids.touchpoints) });
  return faults;
}

const awaitedBy = ({ when }: Playbook['touchpoints'][string]): string | undefined =>
  when.anchor.startsWith('done:') ? when.anchor.slice('done:'.length) : undefined;

/** Rings of touchpoints that wait for each other and so would never be dated. Each ring is reported once. */
function cycles({ touchpoints = {} }: Parts): Finding[] {
  const faults: Finding[] = [];
  const settled = new Set<string>();
  for (const start of Object.keys(touchpoints)) {
    const trail: string[] = [];
    for (let at: string | undefined = start; at !== undefined && !settled.has(at); ) {
      if (trail.includes(at)) {
        const ring: string[] = [...trail.slice(trail.indexOf(at)), at];
        faults.push({
          path: ['touchpoints', at, 'when', 'anchor'],
          problem: `waits for itself: ${ring.join(' <- ')}`,
          remedy: 'Anchor one of them at a date, such as signing.',
        });
        break;
      }
      trail.push(at);
      const touchpoint: Playbook['touchpoints'][string] | undefined = touchpoints[at];
      at = touchpoint && awaitedBy(touchpoint);
    }
    for (const id of trail) settled.add(id);
  }
  return faults;
}

const ladderFaults = ({ ladder = [] }: Parts): Finding[] =>
  ladder.flatMap(({ after }, index): Finding[] => {
    const before = ladder[index - 1];
    if (!before || roughDays(after) > roughDays(before.after)) return [];
    return [
      {
        path: ['ladder', index, 'after'],
        problem: `${after} is not after ${before.after}, the step before it`,
        remedy: 'Put the steps in order of time.',
      },
    ];
  });

function servicePart({ sections, words, cases, ids }: Parts): Finding[] {
  const missing = SERVICE_PART.filter((name) => !sections.includes(name));
  if (missing.length === SERVICE_PART.length) return [];
  const remedy = 'Cases need severities, case-kinds, service-levels, cases, and words for them: add it, or remove them all.';
  const faults: Finding[] = missing.map((name) => ({ path: [name], problem: 'is missing', remedy }));
  for (const name of CASE_WORDS) if (words && !words[name]) faults.push({ path: ['words', name], problem: 'is missing', remedy });
  for (const name of ['severities', 'case-kinds'] as const)
    if (sections.includes(name) && ids[name].length === 0)
      faults.push({ path: [name], problem: 'there is nothing to choose from', remedy: 'Write at least one.' });
  if (cases && !Object.hasOwn(cases.notify, '100'))
    faults.push({
      path: ['cases', 'notify'],
      problem: 'nobody is notified when a target is used up',
      remedy: 'Add `100`, with the roles to notify.',
    });
  return faults;
}

function serviceLevelFaults(path: Path, level: ServiceLevel, { ids }: Parts): Finding[] {
  const faults = unknown([...path, 'window'], level.window, ids.calendars, 'calendar');
  for (const [severity, targets] of Object.entries(level.severities ?? {})) {
    const at = [...path, 'severities', severity];
    for (const fault of unknown(at, severity, ids.severities, 'severity')) faults.push({ ...fault, atKey: true });
    faults.push(...withoutTarget(at, targets));
  }
  return faults;
}

const promiseFaults = (path: Path, promise: NonNullable<Playbook['promises']>[string], { ids }: Parts): Finding[] => [
  ...unknown([...path, 'kinds'], promise.kinds, ids['case-kinds'], 'kind of case'),
  ...unknown([...path, 'severities'], promise.severities, ids.severities, 'severity'),
  ...unknown([...path, 'levels'], promise.levels, ids.levels, 'service level'),
  ...unknown([...path, 'stages'], promise.stages, ids.stages, 'stage'),
  ...unknown([...path, 'segments'], promise.segments, ids.segments, 'segment'),
  ...unknown([...path, 'window'], promise.window, ids.calendars, 'calendar'),
  ...(['kinds', 'severities', 'levels', 'stages', 'segments'] as const).flatMap((field) => repeated([...path, field], promise[field])),
  ...withoutTarget(path, promise),
];

const withoutTarget = (path: Path, targets: { readonly [Name in MilestoneName]?: string }): Finding[] =>
  MILESTONES.some((name) => targets[name] !== undefined)
    ? []
    : [{ path, problem: 'promises nothing', remedy: 'Add `response`, `diagnosis`, `on-site` or `resolution`.' }];

function zoneFaults({ zones, ids, ...rest }: Parts): Finding[] {
  if (!zones) return [];
  const faults: Finding[] = [];
  for (const [zone, calendar] of Object.entries(zones)) {
    if (!isZone(zone)) faults.push({ path: ['zones', zone], atKey: true, ...noZone(zone) });
    faults.push(...unknown(['zones', zone], calendar, ids.calendars, 'calendar'));
  }
  const zone = rest['default-zone'];
  if (zone !== undefined && !isZone(zone)) faults.push({ path: ['default-zone'], ...noZone(zone) });
  else if (zone !== undefined && !Object.hasOwn(zones, zone))
    faults.push({ path: ['default-zone'], problem: `there is no calendar for ${zone}`, remedy: 'Add it to `zones`.' });
  faults.push(...unknown(['default-calendar'], rest['default-calendar'], ids.calendars, 'calendar'));
  return faults;
}

const noZone = (zone: string): Pick<Finding, 'problem' | 'remedy'> => ({
  problem: `"${zone}" is no time zone`,
  remedy: 'Write an IANA name, such as Asia/Shanghai.',
});

function calendarFaults(
  path: Path,
  calendar: Playbook['calendars'][string],
  checkDefinition: (calendar: Playbook['calendars'][string]) => void,
): Finding[] {
  if (!isZone(calendar.timeZone)) return [{ path: [...path, 'timeZone'], ...noZone(calendar.timeZone) }];
  try {
    checkDefinition(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A calendar's message has the form `calendar.week.mon[0]: … is not an interval; write …`: place, problem, remedy.
    const [, place = '', problem = error.message, remedy = 'Correct the calendar'] =
      /^calendar\.(\S+): (.*?)(?:; (.*))?\.$/.exec(error.message) ?? [];
    const steps = place.split(/[.[\]]+/).filter((step) => step !== '');
    return [
      { path: [...path, ...steps], problem: problem.replace(/\.$/, ''), remedy: `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.` },
    ];
  }
}

function reminders(path: Path, remind: readonly number[] | undefined): Finding[] {
  const isDescending = remind?.every((days, index) => index === 0 || days < (remind[index - 1] ?? 0)) ?? true;
  if (isDescending) return [];
  const inOrder = [...new Set(remind)].sort((a, b) => b - a);
  return [{ path, problem: 'reminders are not in order', remedy: `Put the earliest first: [${inOrder.join(', ')}].` }];
}
