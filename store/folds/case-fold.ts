// Folds events into the read models of service cases and their clocks.

import { milestoneId } from '../../domain/ids';
import { isUnreached } from '../../domain/service-case/clocks';
import { evolve, initial } from '../../domain/service-case/evolve';
import { engineerOf } from '../../domain/service-case/people';
import type { MilestoneName } from '../../domain/service-case/terms';
import type { CaseState, Milestone } from '../../domain/service-case/types';
import type { CaseRow, MilestoneRow } from '../schema/case-tables';
import { stateModel } from './read-model';

export const caseModel = stateModel(
  'case',
  [
    ['serviceCase', 'id'],
    ['milestone', 'case'],
  ],
  { evolve, initial },
  (folded) => ({
    serviceCase: folded.map(({ id, sequence, state }) => caseRow(id, sequence, state)),
    milestone: folded.flatMap(({ id, state }) => milestoneRows(id, state)),
  }),
);

const nextDueOf = ({ status, milestones }: CaseState): number | null => {
  if (status !== 'open' && status !== 'waiting') return null;
  const dues = Object.values(milestones).flatMap((milestone) =>
    isUnreached(milestone) && milestone.due !== undefined ? [milestone.due] : [],
  );
  return dues.length === 0 ? null : Math.min(...dues);
};

const caseRow = (id: string, sequence: number, state: CaseState): CaseRow => ({
  id,
  sequence,
  account: state.account,
  status: state.status ?? null,
  level: state.level,
  severity: state.severity,
  kind: state.kind,
  stage: state.stage ?? null,
  segment: state.segment ?? null,
  owner: engineerOf(state) ?? null,
  reportedAt: state.reportedAt,
  resolvedAt: state.resolvedAt ?? null,
  closesAt: state.closesAt ?? null,
  nextDue: nextDueOf(state),
  note: state.note ?? null,
  ticket: state.ticket ?? null,
  state,
});

const milestoneRows = (id: string, state: CaseState): MilestoneRow[] =>
  (Object.entries(state.milestones) as [MilestoneName, Milestone][]).map(([name, milestone]) => ({
    id: milestoneId(id, name),
    case: id,
    name,
    state: milestone.state,
    account: state.account,
    level: state.level,
    severity: state.severity,
    rule: milestone.rule,
    target: milestone.target,
    start: milestone.start,
    due: milestone.due ?? null,
    metAt: milestone.metAt ?? null,
    used: milestone.used ?? null,
  }));
