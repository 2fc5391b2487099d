// Every problem that a person can be told: the parameters of its sentence, by code. The sentences are in texts/problems.
import type { AccountProblems } from './accounts';
import type { CaseProblems } from './cases';
import type { Coded } from './coded';
import type { FieldProblems } from './fields';
import type { FileProblems } from './files';
import type { HandoverProblems } from './handovers';
import type { KindProblems } from './kinds';
import type { LifeProblems } from './lives';
import type { PeopleProblems } from './people';
import type { PlaybookProblems } from './playbooks';
import type { RunningProblems } from './running';
import type { SettingProblems } from './settings';
import type { StartingProblems } from './starting';
import type { StoreProblems } from './stores';
import type { TicketingProblems } from './ticketing';
import type { TimeProblems } from './times';
import type { ValueProblems } from './values';

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
  StartingProblems &
  SettingProblems &
  FileProblems &
  ValueProblems &
  FieldProblems;

/** A code with the parameters of its sentence. A wrong pair does not compile. */
export type Problem = Coded<Problems>;
