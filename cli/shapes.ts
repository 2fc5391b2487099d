// The API's JSON as far as the command line reads it; docs/api.md and /api/openapi.json have the whole.
import type { Role } from '../domain/account/types';

export interface Texts {
  readonly en: string;
  readonly zh: string;
}
export type Language = keyof Texts;

/** A touchpoint that fell due between an account's signing and its entry. */
export interface FellDue {
  readonly touchpoint: string;
  readonly title: Texts;
  readonly nominal: string;
  readonly due: string;
}

/** What stands against something; `workflow`: against itself. */
export interface Trouble {
  readonly type: string;
  readonly code: string;
  readonly attempts: number;
  readonly since: string;
}

export interface Account {
  readonly trouble?: readonly Trouble[];
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
  /** After its start or signing. */
  readonly late?: readonly FellDue[];
  readonly skipped?: readonly FellDue[];
  /** Of a promotion. */
  readonly cancelled?: readonly FellDue[];
  readonly kept?: readonly (FellDue & { readonly why: 'open' | 'contract' })[];
  readonly restored?: readonly FellDue[];
  readonly contract?: Readonly<Record<string, string | null>> | null;
  readonly zipper?: readonly {
    readonly level: string;
    readonly ours: readonly string[];
    readonly theirs: readonly string[];
    readonly wanted: readonly string[];
    readonly gap: string | null;
  }[];
  readonly handovers?: readonly Pick<Handover, 'id' | 'kind' | 'roles' | 'to' | 'toName' | 'due' | 'late'>[];
}

export interface Task {
  /** Of a command that spoke of a time: the zone in which it was read. */
  readonly zone?: string;
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
  readonly escalated?: number;
  readonly escalatedTo?: readonly string[];
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
  readonly trouble?: readonly Trouble[];
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly zone: string;
  readonly calendar?: string | null;
  readonly manager?: string | null;
  readonly state?: string;
  readonly leftAt?: string | null;
  readonly nextDigest?: string | null;
}

export interface DigestTask {
  readonly id: string;
  readonly name: string;
  readonly title: Texts;
  readonly due: string;
  readonly who: string;
}

export interface Digest {
  readonly person: string;
  readonly zone: string;
  readonly at: string;
  readonly since: string;
  readonly standingInFor: readonly { readonly person: string; readonly until: string }[];
  readonly overdue: readonly DigestTask[];
  readonly escalated: readonly DigestTask[];
  readonly today: readonly DigestTask[];
  readonly coming: readonly DigestTask[];
  readonly cases: readonly {
    readonly id: string;
    readonly name: string;
    readonly title: string | null;
    readonly owner: string | null;
    readonly milestone: string;
    readonly breached: boolean;
    readonly due: string;
  }[];
  readonly handovers: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly fromName: string;
    readonly toName: string;
    readonly due: string;
    readonly late: boolean;
    readonly open: readonly string[];
  }[];
  readonly changes: readonly {
    readonly kind: string;
    readonly at: string;
    readonly name: string;
    readonly by: string | null;
    readonly about: string | null;
  }[];
  readonly team: {
    readonly members: readonly {
      readonly person: string;
      readonly overdue: number;
      readonly today: number;
      readonly cases: number;
      readonly awayUntil: string | null;
    }[];
    readonly overdue: readonly DigestTask[];
  } | null;
}

export interface AddedContact extends Contact {
  readonly insteadOf: string | null;
}

export interface Contact {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly level: string;
  readonly role?: string | null;
  readonly language?: string | null;
  readonly primary?: boolean;
  readonly left?: boolean;
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
  /** Code of why its clocks cannot be shown. */
  readonly problem?: string;
  readonly trouble: readonly Trouble[];
}

export interface Handover {
  /** Of a command that spoke of a time: the zone in which it was read. */
  readonly zone?: string;
  readonly trouble?: readonly Trouble[];
  readonly id: string;
  readonly account: string;
  readonly kind: string;
  readonly status: string;
  readonly roles: readonly string[];
  /** A handle, or a contact's id. */
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  readonly standIn: string | null;
  readonly reason: { readonly code: string; readonly title: Texts };
  readonly note: string | null;
  readonly openedAt: string;
  readonly due: string;
  readonly late: boolean;
  readonly steps: readonly { readonly name: string; readonly state: string; readonly at: string | null; readonly code: string | null }[];
  readonly visit: string | null;
  /** Percent of its time. */
  readonly warned: readonly number[];
  readonly endedAt: string | null;
}

/** What a change of contact would move. */
export interface ForeseenChange {
  readonly dryRun: true;
  readonly account: string;
  readonly kind: string;
  readonly becomes: string;
  readonly handover: string | null;
  readonly roles: readonly string[];
  readonly fromName: string;
  readonly toName: string;
  readonly standIn: string | null;
  readonly tasks: readonly { readonly id: string; readonly title: Texts; readonly due: string }[];
  readonly cases: readonly { readonly id: string; readonly title: string }[];
  readonly visit: { readonly task: string; readonly due: string; readonly who: string | null } | null;
  readonly ownBackup: { readonly person: string; readonly proposal: string | null } | null;
  readonly notified: readonly { readonly name: string }[];
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

/** What would go to whom when somebody leaves. */
export interface OffboardingPlan {
  readonly person: string;
  readonly accounts: readonly {
    readonly account: string;
    readonly name: string;
    readonly to: string;
    readonly roles: readonly Role[];
    readonly tasks: readonly string[];
    readonly cases: readonly string[];
  }[];
  readonly reports: readonly { readonly person: string; readonly to: string | null }[];
  readonly substitutes: readonly { readonly absence: string; readonly person: string; readonly to: string | null }[];
  readonly away: readonly { readonly person: string; readonly until: string }[];
  readonly ownBackups: readonly { readonly account: string; readonly person: string; readonly proposal: string | null }[];
}

export interface Offboarding {
  readonly id: string;
  readonly person: string;
  readonly state: 'running' | 'stopped' | 'failed' | 'done';
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly accepted: number;
  readonly accounts: readonly {
    readonly account: string;
    readonly name: string;
    readonly to: string;
    readonly roles: readonly Role[];
    readonly state: 'open' | 'done' | 'failed';
    readonly code: string | null;
    readonly handover: string | null;
    readonly handoverStatus: string | null;
  }[];
  readonly ownBackups: OffboardingPlan['ownBackups'];
}
