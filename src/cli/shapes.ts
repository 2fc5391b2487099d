// The API's JSON as far as the command line reads it; docs/api.md and /api/openapi.json have the whole.
import type { Role } from '../domain/account/types';

export interface Texts {
  readonly en: string;
  readonly zh: string;
}
export type Language = keyof Texts;

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly stage: string | null;
  readonly stageSince: string | null;
  /** When time next moves the stage. */
  readonly stageUntil?: string | null;
  readonly signedOn: string | null;
  readonly zone: string;
  readonly level: string;
  readonly segment?: string | null;
  readonly team: Readonly<Partial<Record<Role, string>>>;
  readonly nextDue: string | null;
  readonly openTasks: number;
  readonly openCases?: number;
  readonly warnings: readonly unknown[];
  readonly contract?: Readonly<Record<string, string | null>> | null;
  readonly zipper?: readonly {
    readonly level: string;
    readonly ours: readonly string[];
    readonly theirs: readonly string[];
    readonly gap: string | null;
  }[];
}

export interface Task {
  readonly id: string;
  readonly account: string;
  readonly touchpoint: string;
  readonly title: Texts;
  readonly nominal: string;
  readonly due: string;
  readonly remindAt: readonly string[];
  readonly owner: string | null;
  readonly standIn?: string | null;
  readonly state: string;
  readonly snoozedUntil?: string | null;
  readonly stage: string;
  readonly provisional: boolean;
  readonly climbed?: number;
  readonly climbedTo?: readonly string[];
  readonly because: readonly string[];
}

export interface Occurrence {
  readonly id: string;
  readonly touchpoint: string;
  readonly title: Texts;
  readonly nominal: string;
  readonly due: string;
  readonly stage: string;
  readonly owner: string | null;
  readonly state: string;
  readonly provisional: boolean;
  readonly because: readonly string[];
}

export interface Happening {
  readonly sequence: number;
  readonly at: string;
  readonly type: string;
  readonly by?: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Person {
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly zone: string;
  readonly calendar?: string | null;
  readonly manager?: string | null;
}

export interface Contact {
  readonly account: string;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly level: string;
  readonly role?: string | null;
  readonly language?: string | null;
  readonly primary?: boolean;
}

export interface Clock {
  readonly name: string;
  readonly title: Texts;
  readonly state: string;
  readonly target: string;
  readonly rule: string;
  readonly due: string | null;
  readonly usedSeconds: number | null;
  readonly metAt: string | null;
  readonly because: readonly string[];
}

export interface Case {
  readonly id: string;
  readonly account: string;
  readonly zone: string;
  readonly title: string;
  readonly text: string | null;
  readonly level: string;
  readonly severity: string;
  readonly kind: string;
  readonly state: string;
  readonly stage: string | null;
  readonly segment: string | null;
  readonly owner: string | null;
  readonly reportedAt: string;
  readonly resolvedAt: string | null;
  readonly closesAt: string | null;
  readonly milestones: readonly Clock[];
  readonly ticket: { readonly system: string; readonly id: string; readonly url: string | null } | null;
  readonly trouble: readonly { readonly type: string; readonly code: string; readonly attempts: number; readonly since: string }[];
}

/** A row of `case report`: the keys that it was asked by, and what came of their clocks. */
export interface Attainment {
  readonly level?: string;
  readonly account?: string;
  readonly month?: string;
  readonly milestone?: string;
  readonly severity?: string;
  readonly met: number;
  readonly breached: number;
  /** 0 to 1. */
  readonly attainment: number | null;
}

export interface Recomputed {
  readonly cases: number;
  readonly moved: readonly {
    readonly case: string;
    readonly milestone: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

export interface Why {
  readonly id: string;
  readonly account: string;
  readonly dates: readonly (Pick<Task, 'title' | 'state' | 'provisional' | 'because'> & {
    /** A task's id, or a clock's. */
    readonly task: string;
    /** null: a clock that is paused. */
    readonly due: string | null;
  })[];
}
