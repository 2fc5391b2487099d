// The shape of a service case's compiled terms.

import { duration, id, list, object, oneOf, optional, partial, record, type Shape, whole } from '../decider/shape';
import { calendar, NAMED, notify, thresholds } from '../decider/terms-shape';
import type { Count } from '../time/clock';
import { MILESTONES, type ServiceTerms, type TargetRule } from './terms';

const ids = list(id);
const count: Shape<Count> = oneOf(['window', 'wall']);

const rule: Shape<TargetRule> = object<TargetRule>({
  id,
  levels: optional(ids),
  severities: optional(ids),
  kinds: optional(ids),
  stages: optional(ids),
  segments: optional(ids),
  window: optional(id),
  count: optional(count),
  targets: partial(MILESTONES, duration),
});

/** The rules of service cases. */
export const serviceTermsShape: Shape<ServiceTerms> = object<ServiceTerms>({
  ...NAMED,
  calendars: record(calendar),
  levels: record(object<ServiceTerms['levels'][string]>({ window: id, count })),
  firstLine: ids,
  severities: ids,
  kinds: ids,
  rules: list(rule),
  thresholds,
  notify,
  reopenDays: whole(0, 10_000),
});
