// The stages of a relationship by time since signing (A1), promoted early or held by a manager (A4).

import { addPeriod, type PlainDate } from '../time/time';
import type { StageTerms } from './terms';

export interface StageFacts {
  readonly signedOn: PlainDate;
  readonly promoted?: { readonly stage: string; readonly on: PlainDate };
  readonly held?: { readonly stage: string; readonly on: PlainDate };
}

/** The first day of `stage` by time alone. Stages are half-open: the account is in `stage` on that day. */
const beginning = (stage: StageTerms, signedOn: PlainDate): PlainDate => addPeriod(signedOn, stage.from);

const indexOf = (stages: readonly StageTerms[], id: string): number => stages.findIndex((stage) => stage.id === id);

/** The stage on `date` by the signing date, promotion and hold known today; before signing it is the first stage. */
export function stageOn(stages: readonly StageTerms[], facts: StageFacts, date: PlainDate): string {
  const { promoted, held } = facts;
  if (held && date >= held.on) return held.stage;
  let index = 0;
  for (const [at, stage] of stages.entries()) if (beginning(stage, facts.signedOn) <= date) index = at;
  if (promoted && date >= promoted.on) index = Math.max(index, indexOf(stages, promoted.stage));
  return stages[index]?.id ?? '';
}

/** The day on which time moves an account out of `stage`; `undefined` for the last stage and for a held one. */
export function stageEnd(stages: readonly StageTerms[], facts: StageFacts, stage: string): PlainDate | undefined {
  const next = stages[indexOf(stages, stage) + 1];
  return facts.held || !next ? undefined : beginning(next, facts.signedOn);
}

/** The day on which time enters `stage`, whether or not it is held today. */
export function stageBeginning(stages: readonly StageTerms[], signedOn: PlainDate, stage: string): PlainDate {
  const found = stages[indexOf(stages, stage)];
  return found ? beginning(found, signedOn) : signedOn;
}

/** Whether `to` lies after `from` in the playbook's order. */
export const isLater = (stages: readonly StageTerms[], to: string, from: string): boolean => indexOf(stages, to) > indexOf(stages, from);
