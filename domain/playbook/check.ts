// Checks between the parts of a playbook, beyond their shape: references, order, cycles, calendars.
import { DomainError } from '../decider/decider';
import type { ProblemData } from '../problems/coded';
import { MILESTONES, type MilestoneName } from '../service-case/terms';
import { isZone } from '../time/time';
import { codeFaults } from './check-codes';
import { atKey, type Finding, finding, type Parts, type Path, repeated, SERVICE_PART, unknown } from './finding';
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
  if (ids.stages.length === 0) return [finding(['stages'], 'no-stage')];
  // A stage with a fault of its own is left out here; its neighbours can still be compared.
  const entries = Object.entries(stages);
  return entries.flatMap(([id, stage], index): Finding[] => {
    const path = ['stages', id, 'from'];
    const before = entries[index - 1];
    if (id === ids.stages[0] && roughDays(stage.from) !== 0) return [finding(path, 'first-stage', { from: stage.from })];
    if (before && roughDays(stage.from) <= roughDays(before[1].from))
      return [finding(path, 'stage-order', { from: stage.from, before: before[0], begins: before[1].from })];
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
    ...unknown([...path, 'levels'], levels, ids.levels, 'service-level'),
    ...repeated([...path, 'stages'], stages),
    ...repeated([...path, 'segments'], segments),
    ...repeated([...path, 'levels'], levels),
    ...reminders([...path, 'remind'], remind),
  ];
  if (when.every !== undefined && roughDays(when.every) <= 0)
    faults.push(finding([...rule, 'every'], 'endless-series', { every: when.every }));
  for (const key of ['from', 'times'] as const)
    if (when[key] !== undefined && when.every === undefined) faults.push(atKey(finding([...rule, key], 'not-a-series')));
  const awaited = awaitedBy(touchpoint);
  return [...faults, ...unknown([...rule, 'anchor'], awaited, ids.touchpoints, 'touchpoint')];
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
        faults.push(finding(['touchpoints', at, 'when', 'anchor'], 'waits-for-itself', { ring }));
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
    return [finding(['ladder', index, 'after'], 'step-order', { after, before: before.after })];
  });

function servicePart({ sections, words, cases, ids }: Parts): Finding[] {
  const missing = SERVICE_PART.filter((name) => !sections.includes(name));
  if (missing.length === SERVICE_PART.length) return [];
  const faults = missing.map((name) => finding([name], 'missing-for-cases'));
  for (const name of CASE_WORDS) if (words && !words[name]) faults.push(finding(['words', name], 'missing-for-cases'));
  for (const name of ['severities', 'case-kinds'] as const)
    if (sections.includes(name) && ids[name].length === 0) faults.push(finding([name], 'nothing-to-choose'));
  if (cases && !Object.hasOwn(cases.notify, '100')) faults.push(finding(['cases', 'notify'], 'nobody-notified'));
  return faults;
}

function serviceLevelFaults(path: Path, level: ServiceLevel, { ids }: Parts): Finding[] {
  const faults = unknown([...path, 'window'], level.window, ids.calendars, 'calendar');
  for (const [severity, targets] of Object.entries(level.severities ?? {})) {
    const at = [...path, 'severities', severity];
    faults.push(...unknown(at, severity, ids.severities, 'severity').map(atKey), ...withoutTarget(at, targets));
  }
  return faults;
}

const promiseFaults = (path: Path, promise: NonNullable<Playbook['promises']>[string], { ids }: Parts): Finding[] => [
  ...unknown([...path, 'kinds'], promise.kinds, ids['case-kinds'], 'case-kind'),
  ...unknown([...path, 'severities'], promise.severities, ids.severities, 'severity'),
  ...unknown([...path, 'levels'], promise.levels, ids.levels, 'service-level'),
  ...unknown([...path, 'stages'], promise.stages, ids.stages, 'stage'),
  ...unknown([...path, 'segments'], promise.segments, ids.segments, 'segment'),
  ...unknown([...path, 'window'], promise.window, ids.calendars, 'calendar'),
  ...(['kinds', 'severities', 'levels', 'stages', 'segments'] as const).flatMap((field) => repeated([...path, field], promise[field])),
  ...withoutTarget(path, promise),
];

const withoutTarget = (path: Path, targets: { readonly [Name in MilestoneName]?: string }): Finding[] =>
  MILESTONES.some((name) => targets[name] !== undefined) ? [] : [finding(path, 'promises-nothing')];

function zoneFaults({ zones, ids, ...rest }: Parts): Finding[] {
  if (!zones) return [];
  const faults: Finding[] = [];
  for (const [zone, calendar] of Object.entries(zones)) {
    if (!isZone(zone)) faults.push(atKey(finding(['zones', zone], 'not-a-zone', { zone })));
    faults.push(...unknown(['zones', zone], calendar, ids.calendars, 'calendar'));
  }
  const zone = rest['default-zone'];
  if (zone !== undefined && !isZone(zone)) faults.push(finding(['default-zone'], 'not-a-zone', { zone }));
  else if (zone !== undefined && !Object.hasOwn(zones, zone)) faults.push(finding(['default-zone'], 'zone-without-calendar', { zone }));
  faults.push(...unknown(['default-calendar'], rest['default-calendar'], ids.calendars, 'calendar'));
  return faults;
}

function calendarFaults(
  path: Path,
  calendar: Playbook['calendars'][string],
  checkDefinition: (calendar: Playbook['calendars'][string]) => void,
): Finding[] {
  if (!isZone(calendar.timeZone)) return [finding([...path, 'timeZone'], 'not-a-zone', { zone: calendar.timeZone })];
  try {
    checkDefinition(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, parameters } = error;
    return [finding([...path, ...placeOf(error)], 'calendar', { of: { code, ...(parameters && { parameters }) } })];
  }
}

/** The path of a calendar's fault: `calendar.week.mon[0]` is at `week`, `mon`, `0`. `no-open-hours` is a fault of the whole calendar. */
function placeOf({ code, parameters }: ProblemData): readonly string[] {
  const where = code === 'no-open-hours' ? undefined : parameters?.['where'];
  return typeof where === 'string' ? where.split(/[.[\]]+/).filter((step, index) => index > 0 && step !== '') : [];
}

function reminders(path: Path, remind: readonly number[] | undefined): Finding[] {
  const isDescending = remind?.every((days, index) => index === 0 || days < (remind[index - 1] ?? 0)) ?? true;
  if (isDescending) return [];
  const inOrder = [...new Set(remind)].sort((a, b) => b - a);
  return [finding(path, 'reminder-order', { inOrder })];
}
