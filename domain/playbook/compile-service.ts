// Compiles the terms of cases from a playbook: every target as one rule, and the calendars that the rules need. Not for workflows.

import { firstLineOf } from '../account/roles';
import { DomainError } from '../decider/decider';
import { MILESTONES, type ServiceTerms, type TargetRule } from '../service-case/terms';
import type { Count } from '../time/clock';
import type { Instant } from '../time/time';
import { rolesOf } from './codes';
import { compileCalendar } from './compile';
import { contentHash } from './hash';
import { daysIn } from './period';
import type { Playbook, ServiceLevel } from './playbook';

/** The default of D2: wall time counts once the window has opened. */
const USUAL_COUNT: Count = 'wall';

/** The first year whose holidays a case needs: early in January its clocks look back into the last year. */
export const firstYear = (reportedAt: Instant): number => new Date(reportedAt).getUTCFullYear() - 1;

/**
 * The terms of cases of accounts with the calendar `calendarId`, which is also the intake window of levels that name none. With the published
 * holidays from `fromYear` on. Equal content gives equal terms. Throws `DomainError('no-service')` for a playbook without cases, and
 * `unknown-calendar`.
 */
export function compileService(playbook: Playbook, options: { readonly calendarId: string; readonly fromYear: number }): ServiceTerms {
  const { calendarId, fromYear } = options;
  const { severities, 'case-kinds': kinds, 'service-levels': serviceLevels, cases } = playbook;
  if (!severities || !kinds || !serviceLevels || !cases) throw new DomainError('no-service');
  const levels = Object.fromEntries(
    Object.entries(serviceLevels).map(([id, { window, count }]) => [id, { window: window ?? calendarId, count: count ?? USUAL_COUNT }]),
  );
  const rules = rulesOf(playbook.promises ?? {}, serviceLevels, severities);
  const windows = new Set([...Object.values(levels), ...rules].flatMap(({ window }) => window ?? []));
  const rest = {
    playbook: contentHash(playbook),
    calendars: Object.fromEntries([...windows].map((id) => [id, compileCalendar(playbook, id, fromYear)])),
    levels,
    firstLine: firstLineOf(rolesOf(playbook)),
    severities: Object.entries(severities)
      .sort(([, a], [, b]) => a.urgency - b.urgency)
      .map(([id]) => id),
    kinds: Object.keys(kinds).sort(),
    rules,
    thresholds: Object.keys(cases.notify)
      .filter((when) => when !== 'opened')
      .map(Number)
      .sort((a, b) => a - b),
    notify: cases.notify,
    reopenDays: daysIn(cases.reopen),
  };
  return { id: contentHash(rest), ...rest };
}

/** The rules that have a target, in order of id: the order of keys in a file means nothing. */
function rulesOf(
  promises: NonNullable<Playbook['promises']>,
  levels: Readonly<Record<string, ServiceLevel>>,
  severities: NonNullable<Playbook['severities']>,
): readonly TargetRule[] {
  const rules: TargetRule[] = [
    ...Object.entries(levels).flatMap(([id, level]) => levelRules(id, level)),
    ...Object.entries(severities).map(([id, severity]) => ({ id: `severity/${id}`, severities: [id], targets: targetsOf(severity) })),
    ...Object.entries(promises).map(([id, promise]) => promiseRule(id, promise)),
  ];
  return rules.filter(({ targets }) => Object.keys(targets).length > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const levelRules = (id: string, level: ServiceLevel): readonly TargetRule[] => [
  { id: `level/${id}`, levels: [id], targets: targetsOf(level) },
  ...Object.entries(level.severities ?? {}).map(([severity, targets]) => ({
    id: `level/${id}/${severity}`,
    levels: [id],
    severities: [severity],
    targets: targetsOf(targets),
  })),
];

function promiseRule(id: string, promise: NonNullable<Playbook['promises']>[string]): TargetRule {
  const { kinds, severities, levels, stages, segments, window, count } = promise;
  return {
    id: `promise/${id}`,
    ...(kinds && { kinds }),
    ...(severities && { severities }),
    ...(levels && { levels }),
    ...(stages && { stages }),
    ...(segments && { segments }),
    ...(window !== undefined && { window }),
    ...(count && { count }),
    targets: targetsOf(promise),
  };
}

const targetsOf = (entry: TargetRule['targets']): TargetRule['targets'] =>
  Object.fromEntries(MILESTONES.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]]])));
