// Every problem that a person can be told: the parameters of its sentence, by code. The sentences are in texts/problems.
import type { AccountProblems } from './accounts';
import type { CaseProblems } from './cases';
import type { HandoverProblems } from './handovers';
import type { KindProblems } from './kinds';
import type { LifeProblems } from './lives';
import type { PeopleProblems } from './people';
import type { PlaybookProblems } from './playbooks';
import type { RunningProblems } from './running';
import type { StartingProblems } from './starting';
import type { StoreProblems } from './stores';
import type { TicketingProblems } from './ticketing';
import type { TimeProblems } from './times';

export type Problems = KindProblems &
  LifeProblems &
  TimeProblems &
  AccountProblems &
  CaseProblems &
  HandoverProblems &
  PeopleProblems &
  PlaybookProblems &
  RunningProblems &
  StoreProblems &
  TicketingProblems &
  StartingProblems;

export type ProblemCode = keyof Problems;

/** A code with the parameters of its sentence. A wrong pair does not compile. */
export type Problem = {
  readonly [Code in ProblemCode]: undefined extends Problems[Code]
    ? readonly [code: Code, parameters?: Exclude<Problems[Code], undefined>]
    : readonly [code: Code, parameters: Problems[Code]];
}[ProblemCode];
