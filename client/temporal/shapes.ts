// The JSON that scripts may rely on. Times are ISO 8601 UTC with `Z`, dates `YYYY-MM-DD`; what is absent is null.
import { z } from 'zod';
import { ROLES } from '../../domain/account/types';
import { HANDOVER_STATUSES, STEPS } from '../../domain/handover/types';
import { MILESTONES } from '../../domain/service-case/terms';
import { CASE_STATUSES, MILESTONE_STATES } from '../../domain/service-case/types';

const absent = <T extends z.ZodType>(shape: T) => shape.nullable();
const time = z.string().describe('ISO 8601 UTC');
const day = z.string().describe('YYYY-MM-DD');
const text = z.object({ en: z.string(), zh: z.string() });
const because = z.array(z.string()).describe('why, in sentences');

const trouble = z
  .array(z.object({ type: z.string(), code: z.string(), attempts: z.number(), since: time }))
  .describe('`workflow`: it was ended from outside, or cannot write, and takes no command until it is revived');

export const occurrenceShape = z.object({
  id: z.string().describe('account:touchpoint:nominal, of the visit of a handover account:touchpoint:nominal:handover'),
  touchpoint: z.string(),
  title: text,
  nominal: day,
  due: time,
  remindAt: z.array(time),
  stage: z.string(),
  role: z.string().describe('the role that owes it'),
  owner: z.string().describe('who has that role: a handle; the role itself while nobody has it'),
  state: z.enum(['planned', 'open', 'ahead']).describe('ahead: not planned yet, found by running the account on'),
  provisional: z.boolean(),
  because,
});
export type AgendaEntry = z.infer<typeof occurrenceShape>;

const fellDue = { touchpoint: z.string(), title: text, nominal: day, due: time };
export const missedShape = z.object({ ...fellDue, catchUp: z.enum(['opened', 'skipped']) });

const affected = { id: z.string().describe('of the task'), ...fellDue };

const at = time.optional().describe('of a command that spoke of a time: that time');
const zoneOfAt = z.string().optional().describe('of a command that spoke of a time: the zone in which it was read where it had no offset');

export const accountShape = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  stage: absent(z.string()),
  stageSince: absent(day),
  stageUntil: absent(time).describe('when time next moves the stage'),
  signedOn: absent(day),
  zone: z.string(),
  at,
  calendar: absent(z.string()),
  level: z.string(),
  segment: absent(z.string()),
  grade: absent(z.string()),
  team: z.record(z.string(), z.string()).describe('handles by role'),
  nextDue: absent(time),
  openTasks: z.number(),
  openCases: z.number(),
  warnings: z.array(z.string()),
  playbook: absent(z.string()).describe('hash of the playbook that it lives by'),
  contract: absent(
    z.object({
      annualFee: absent(z.string()).describe('decimal'),
      currency: absent(z.string()),
      signedOn: absent(day),
      promisedDeliveryOn: absent(day),
      contractEndsOn: absent(day),
    }),
  ),
  zipper: z
    .array(
      z.object({
        level: z.enum(['executive', 'manager', 'operational']),
        ours: z.array(z.string()).describe('handles'),
        theirs: z.array(z.string()).describe('names'),
        wanted: z.array(z.string()).describe('roles of ours for which somebody is wanted: the account manager is their own backup'),
        gap: absent(z.enum(['ours', 'theirs', 'both'])).describe('on whose side nobody is'),
      }),
    )
    .optional()
    .describe('of one account: who speaks with whom'),
  handovers: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['ours', 'theirs']),
        roles: z.array(z.string()),
        to: z.string().describe("a handle, or a contact's id"),
        toName: z.string(),
        due: time,
        late: z.boolean(),
      }),
    )
    .optional()
    .describe('of one account: those under way'),
  missed: z.array(missedShape).optional().describe('after `resume`: what fell due meanwhile'),
  late: z
    .array(z.object(fellDue))
    .optional()
    .describe('after its start or signing: what fell due between signing and entry and is open now'),
  skipped: z.array(z.object(fellDue)).optional().describe('after its start or signing: what fell due in between and is left out'),
  dryRun: z.literal(true).optional().describe('of `promote`: nothing was done'),
  cancelled: z.array(z.object(affected)).optional().describe('by `promote`'),
  kept: z
    .array(z.object({ ...affected, why: z.enum(['open', 'contract']) }))
    .optional()
    .describe('by `promote`: of earlier stages, since it is open, or the contract promises it'),
  restored: z.array(z.object(affected)).optional().describe('by `promote` with `undo`: what the promotion had cancelled'),
  trouble,
});
export type Account = z.infer<typeof accountShape>;

const problem = z
  .string()
  .optional()
  .describe(
    'code of why it is not shown whole: what is worked out from its state (clocks, steps, reasons) is left empty; absent where all is shown',
  );

export const taskShape = z.object({
  id: z.string(),
  account: z.string(),
  touchpoint: z.string(),
  title: text,
  nominal: day,
  due: time,
  remindAt: z.array(time),
  owner: absent(z.string()).describe('a handle'),
  standIn: absent(z.string()).describe('who has it today in place of an owner who is away, or has not accepted the role yet: a handle'),
  role: z.string(),
  state: z.enum(['planned', 'open', 'done', 'skipped', 'cancelled']),
  snoozedUntil: absent(time),
  closedAt: absent(time),
  stage: z.string(),
  provisional: z.boolean(),
  ticket: absent(z.string()),
  escalated: z.number().describe('how many steps up the ladder it has gone while it was overdue'),
  escalatedTo: z.array(z.string()).describe('handles of those whom it has been escalated to'),
  because,
  problem,
  at,
  zone: zoneOfAt,
});
export type Task = z.infer<typeof taskShape>;

export const happeningShape = z.object({
  sequence: z.number(),
  at: time,
  type: z.string(),
  by: absent(z.string()).describe('a handle; null: time itself, or the system'),
  note: absent(z.string()).describe('the text given with it'),
  data: z.record(z.string(), z.unknown()),
});
export type Happening = z.infer<typeof happeningShape>;

export const milestoneShape = z.object({
  name: z.enum(MILESTONES),
  title: text,
  state: z.enum(MILESTONE_STATES),
  target: z.string().describe('ISO 8601: PT8H counts hours, P1D business days'),
  rule: z.string().describe('the strictest of those that hold: level/platinum, severity/critical, promise/green-channel'),
  startedAt: time,
  due: absent(time).describe('null while paused'),
  usedSeconds: absent(z.number()).describe('of its target: by now, or when it was reached; null where it was cancelled'),
  paused: z.boolean(),
  metAt: absent(time).describe('when it was reached, in time or not'),
  because,
});

export const caseShape = z.object({
  id: z.string(),
  account: z.string(),
  zone: z.string().describe("of the account's dates"),
  title: z.string().describe('the first line of the text'),
  text: absent(z.string()).describe('what was reported'),
  level: z.string(),
  severity: z.string(),
  kind: z.string(),
  state: z.enum(CASE_STATUSES),
  stage: absent(z.string()).describe("the account's when it was opened"),
  segment: absent(z.string()),
  owner: absent(z.string()).describe('a handle: who has taken it, else who is to'),
  reportedAt: time,
  resolvedAt: absent(time),
  closesAt: absent(time).describe('until when a resolved case can be reopened'),
  milestones: z.array(milestoneShape),
  ticket: absent(z.object({ system: z.string(), id: z.string(), url: absent(z.string()) })),
  problem,
  at,
  trouble: trouble.describe(
    'what should have gone out and waits, or failed for good; `workflow`: it was ended from outside, or cannot write, and takes no command until it is revived',
  ),
});
export type Case = z.infer<typeof caseShape>;

export const attainmentShape = z.object({
  level: z.string().optional(),
  account: z.string().optional(),
  month: z.string().optional().describe("YYYY-MM in which the clock was due, in the account's zone"),
  milestone: z.string().optional(),
  severity: z.string().optional(),
  met: z.number(),
  breached: z.number(),
  attainment: absent(z.number()).describe('met / (met + breached): 0 to 1; null where there is neither'),
});
export type AttainmentRow = z.infer<typeof attainmentShape>;

export const recomputedShape = z.object({
  cases: z.number().describe('that were looked at'),
  moved: z.array(z.object({ case: z.string(), milestone: z.string(), from: absent(time), to: absent(time) })).describe('null: paused'),
});
export type Recomputed = z.infer<typeof recomputedShape>;

const kind = z.enum(['ours', 'theirs']).describe('whose contact changes');
const party = z.string().describe("a handle, or a contact's id");

export const handoverShape = z.object({
  id: z.string(),
  account: z.string(),
  kind,
  status: z.enum(HANDOVER_STATUSES),
  roles: z.array(z.string()).describe('that pass; none where it is their contact'),
  from: party,
  fromName: z.string(),
  to: party,
  toName: z.string(),
  standIn: absent(z.string()).describe('who attends until the successor has accepted: a handle'),
  reason: z.object({ code: z.string(), title: text }),
  note: absent(z.string()).describe('a reason in words, and whatever else was said'),
  openedAt: time,
  due: time.describe('when it must be complete'),
  late: z.boolean().describe('it was not complete then'),
  steps: z.array(
    z.object({
      name: z.enum(STEPS),
      state: z.enum(['done', 'open', 'failed']),
      at: absent(time),
      code: absent(z.string()).describe('why it failed'),
    }),
  ),
  visit: absent(z.string()).describe('the task that presents progress and value'),
  warned: z.array(z.number()).describe('percent of its time at which people were warned'),
  endedAt: absent(time),
  offboarding: absent(z.string()).describe('the offboarding that it is a part of'),
  trouble,
  problem,
  at,
  zone: zoneOfAt,
});
export type Handover = z.infer<typeof handoverShape>;

export const foreseenChangeShape = z.object({
  dryRun: z.literal(true),
  account: z.string(),
  kind,
  becomes: z.enum(['opened', 'reassigned', 'taken-back']).describe('a new handover, or what becomes of the one under way'),
  handover: absent(z.string()).describe('the one under way'),
  roles: z.array(z.string()),
  from: party,
  fromName: z.string(),
  to: absent(party).describe('null: a contact who is not recorded yet'),
  toName: z.string(),
  standIn: absent(z.string()),
  tasks: z.array(z.object({ id: z.string(), title: text, due: time })).describe('that move'),
  cases: z.array(z.object({ id: z.string(), title: z.string() })).describe('that move'),
  visit: absent(z.object({ task: z.string(), due: time, who: absent(z.string()) })).describe(
    'that is planned, at the first hour at which `who`, a handle, is free; the handover is added to the id of the `task`',
  ),
  ownBackup: absent(z.object({ person: z.string(), proposal: absent(z.string()) })).describe(
    'who would be account manager and their own backup, and who could be the backup instead: handles',
  ),
  notified: z.array(z.object({ id: absent(z.string()), name: z.string() })).describe("the customer's people who get a mail"),
});
export type ForeseenChange = z.infer<typeof foreseenChangeShape>;

export const personShape = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  email: z.string(),
  language: z.enum(['en', 'zh-CN']),
  zone: z.string(),
  calendar: absent(z.string()),
  manager: absent(z.string()).describe('a handle'),
  state: z.enum(['active', 'left']),
  leftAt: absent(time).describe('since when they get no new work'),
  nextDigest: absent(time).describe('null: none is foreseen'),
  trouble,
});
export type Person = z.infer<typeof personShape>;

export const revivalShape = z.object({
  entity: z.string().describe('account/acme'),
  dryRun: z.boolean(),
  was: z
    .string()
    .describe('alive: there was nothing to do; forked: by a reset, the journal wins; gone, terminated, failed, …: how it had ended'),
  journalled: z.number().describe('events that the dead history held unwritten'),
  discarded: z.number().describe('events that contradict the journal'),
  sequence: z.number().describe('of the last event'),
  pending: z.array(z.object({ key: z.string(), type: z.string(), lane: z.string() })).describe('effects that are done once it lives again'),
});
export type Revival = z.infer<typeof revivalShape>;

export const absenceShape = z.object({
  id: z.string(),
  person: z.string().describe('a handle'),
  from: time,
  until: time.describe('the first moment at which they are back'),
  substitute: z.string().describe('a handle'),
  state: z.enum(['ahead', 'now', 'past']),
});
export type Absence = z.infer<typeof absenceShape>;

export const digestTaskShape = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string().describe("the account's"),
  title: text,
  due: time,
  state: z.string(),
  who: z.string().describe('who attends to it: a handle'),
});

export const digestShape = z.object({
  person: z.string().describe('a handle'),
  zone: z.string().describe("the person's"),
  at: time.describe('as of when'),
  since: time.describe('what has changed is told from then on'),
  standingInFor: z.array(z.object({ person: z.string(), until: time })).describe('whose work is theirs today'),
  overdue: z.array(digestTaskShape),
  escalated: z.array(digestTaskShape).describe('overdue work of others that has been escalated to them since the last digest'),
  today: z.array(digestTaskShape).describe('due before the next digest'),
  coming: z.array(digestTaskShape),
  cases: z.array(
    z.object({
      id: z.string(),
      account: z.string(),
      name: z.string(),
      title: absent(z.string()),
      owner: absent(z.string()),
      milestone: z.string(),
      breached: z.boolean(),
      due: time,
    }),
  ),
  handovers: z
    .array(
      z.object({
        id: z.string(),
        account: z.string(),
        name: z.string(),
        kind,
        status: z.enum(HANDOVER_STATUSES),
        from: party,
        fromName: z.string(),
        to: party,
        toName: z.string(),
        due: time,
        late: z.boolean(),
        open: z.array(z.enum(STEPS)),
      }),
    )
    .describe('under way, theirs; and those of their team that are late or refused'),
  changes: z.array(
    z.object({
      kind: z.string(),
      at: time,
      account: z.string(),
      name: z.string(),
      by: absent(z.string()).describe('a name'),
      about: absent(z.string()).describe('id of the task or the case, code of the stage or the level'),
      due: absent(time),
    }),
  ),
  team: absent(
    z.object({
      members: z.array(
        z.object({ person: z.string(), overdue: z.number(), today: z.number(), cases: z.number(), awayUntil: absent(time) }),
      ),
      overdue: z.array(digestTaskShape),
    }),
  ),
});
export type Digest = z.infer<typeof digestShape>;

export const contactShape = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  email: absent(z.string()),
  phone: absent(z.string()),
  level: z.enum(['executive', 'manager', 'operational']),
  role: absent(z.string()),
  language: z.enum(['en', 'zh-CN']),
  primary: z.boolean(),
  left: z.boolean().describe('somebody else has taken their place'),
});
export type Contact = z.infer<typeof contactShape>;

export const addedContactShape = contactShape.extend({
  insteadOf: absent(z.string()).describe('id of who was the primary contact until now, where this one takes that over'),
});
export type AddedContact = z.infer<typeof addedContactShape>;

export const mailShape = z.object({
  id: z.string(),
  messageId: z.string(),
  key: z.string(),
  to: z.string(),
  subject: z.string(),
  sentAt: absent(time),
  state: z.enum(['sending', 'sent', 'refused']),
  account: absent(z.string()),
  tasks: z.array(z.string()),
  case: absent(z.string()),
  handover: absent(z.string()),
  text: z.string(),
});
export type Mail = z.infer<typeof mailShape>;

export const wholeMailShape = mailShape.extend({ html: absent(z.string()), calendar: absent(z.string()).describe('its iCalendar part') });
export type WholeMail = z.infer<typeof wholeMailShape>;

export const effectShape = z.object({
  key: z.string(),
  entity: z.string(),
  type: z.string(),
  lane: z.string(),
  state: z.enum(['sending', 'waiting', 'done', 'failed', 'given-up']),
  attempts: z.number(),
  interrupted: z.number().describe('attempts that ended without a word; each may have been delivered all the same'),
  code: absent(z.string()).describe('why the last attempt failed'),
  firstAt: time,
  updatedAt: time,
});
export type EffectRecord = z.infer<typeof effectShape>;

export const ticketShape = z.object({
  id: z.string(),
  account: z.string(),
  task: absent(z.string()),
  case: absent(z.string()),
  subject: z.string(),
  state: z.enum(['open', 'taken', 'waiting', 'resolved']),
  owner: absent(z.string()).describe('a handle'),
  openedAt: time,
  resolvedAt: absent(time),
});
export type Ticket = z.infer<typeof ticketShape>;

export const ticketNewsShape = z.object({
  id: z.string().describe('TN-3'),
  system: z.string(),
  ticket: z.string().describe('as the system says it'),
  what: z.string().describe('taken, answered, stalled, resumed, resolved, reopened or deleted'),
  at: time.describe('when it happened'),
  case: absent(z.string()).describe('whom it is for; case and account are null where that could not be found out'),
  account: absent(z.string()),
  state: z
    .enum(['waiting', 'failed', 'behind', 'done', 'dropped'])
    .describe("waiting: tried again by itself; failed: tried again on a person's word; behind: an earlier one of its ticket comes first"),
  code: z.string().describe('why it could not be carried over'),
  attempts: z.number(),
  retryAt: absent(time),
  firstAt: time,
  updatedAt: time,
  droppedBy: absent(z.string()).describe('a handle'),
  reason: absent(z.string()),
});
export type TicketNews = z.infer<typeof ticketNewsShape>;

export const playbookShape = z.object({
  hash: z.string(),
  publishedAt: time,
  defaultZone: z.string().describe("IANA zone of what is of no account; the newest one's is the deployment's"),
});
export type PublishedPlaybook = z.infer<typeof playbookShape>;

export const whyShape = z.object({
  id: z.string(),
  account: z.string(),
  dates: z.array(
    z.object({
      task: z.string().describe("a task's id, or a clock's: C-12:response"),
      title: text,
      due: absent(time).describe('null: a clock that is paused'),
      state: z.string(),
      provisional: z.boolean(),
      because,
    }),
  ),
});
export type Why = z.infer<typeof whyShape>;

export const upgradePlanShape = z.object({
  alive: z.number().describe('accounts, cases, handovers and people that live'),
  behind: z.number().describe('those that live by older rules, or by other zone rules than are to be adopted'),
  zoneRules: z.object({
    recorded: absent(z.string()).describe('the version that due times were reckoned by, such as 2025b'),
    running: z.string().describe('that of this server'),
    adopting: absent(z.string()).describe('that of server and workers where it is another one'),
  }),
});
export type UpgradePlan = z.infer<typeof upgradePlanShape>;

export const upgradeStepShape = z.object({
  turned: z.number(),
  current: z.number(),
  failed: z.array(z.object({ entity: z.string(), code: z.string(), detail: z.string() })),
  next: absent(z.string()).describe('where the next step goes on after; null at the end'),
});
export type UpgradeStep = z.infer<typeof upgradeStepShape>;

export const upgradeEndShape = z.object({
  behind: z.array(z.string()).describe('entities that still live by older rules'),
  adopted: absent(z.string()).describe('zone rules that are in force from now on'),
  moved: z
    .array(
      z.object({
        entity: z.string(),
        what: z.string().describe('a task without its account, a clock of a case, digest, or stage: its end'),
        due: absent(time),
      }),
    )
    .describe('what zone rules moved, and when it is due now'),
});
export type UpgradeEnd = z.infer<typeof upgradeEndShape>;

export const checkShape = z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), remedy: z.string() });
export type Check = z.infer<typeof checkShape>;
/** What one check came to; a remedy where it went wrong. */
export type Finding = Pick<Check, 'ok' | 'detail'> & Partial<Pick<Check, 'remedy'>>;

export const rowShape = z.object({ line: z.number(), values: z.record(z.string(), z.string()) });
export type ImportRow = z.infer<typeof rowShape>;

const cellErrorShape = z.object({ column: z.string(), value: z.string(), reason: z.string() });

export const resultShape = z.object({
  line: z.number(),
  id: absent(z.string()),
  outcome: z.enum(['started', 'added', 'updated', 'unchanged', 'bad']),
  errors: z.array(cellErrorShape),
  late: z.number().optional().describe('of an account: touchpoints that fell due before its entry and are open at once'),
  skipped: z.number().optional().describe('of an account: touchpoints that fell due before its entry and are left out'),
});
export type RowResult = z.infer<typeof resultShape>;

export const importShape = z.object({
  results: z.array(resultShape),
  notices: z.array(z.string()),
  applied: z
    .boolean()
    .describe('false: a dry run, or bad lines and no `skipBad`, and the outcomes then say what would be; or every line turned out bad'),
});
export type ImportReport = z.infer<typeof importShape>;

const offboardingRole = z.enum(ROLES);
const ownBackups = z
  .array(z.object({ account: z.string(), person: z.string(), proposal: absent(z.string()) }))
  .describe('who would be, or is, account manager and their own backup, and who could be the backup instead: handles');

/** What would go to whom. */
export const offboardingPlanShape = z.object({
  person: z.string().describe('a handle'),
  accounts: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      to: z.string().describe('a handle'),
      roles: z.array(offboardingRole),
      tasks: z.array(z.string()).describe('that are theirs today'),
      cases: z.array(z.string()).describe('that they have taken'),
      handovers: z.array(z.string()).describe('in which they are the successor: reassigned'),
    }),
  ),
  reports: z.array(z.object({ person: z.string(), to: absent(z.string()) })).describe('whose manager they are, and who is then'),
  substitutes: z
    .array(z.object({ absence: z.string(), person: z.string(), to: absent(z.string()) }))
    .describe('for whom they were to stand in'),
  away: z.array(z.object({ person: z.string(), until: time })).describe('successors who are away today or will be'),
  ownBackups,
});
export type OffboardingPlan = z.infer<typeof offboardingPlanShape>;

export const offboardingShape = z.object({
  id: z.string(),
  person: z.string().describe('a handle'),
  state: z.enum(['running', 'stopped', 'failed', 'done']).describe('failed: some accounts were refused; mend them and resume'),
  reason: z.string(),
  by: absent(z.string()),
  startedAt: time,
  endedAt: absent(time),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  accepted: z.number().describe('handovers that the successor has accepted'),
  accounts: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      to: z.string(),
      roles: z.array(offboardingRole),
      state: z.enum(['open', 'done', 'failed']),
      code: absent(z.string()).describe('why it was refused'),
      handover: absent(z.string()),
      handoverStatus: absent(z.string()),
    }),
  ),
  ownBackups,
});
export type Offboarding = z.infer<typeof offboardingShape>;

export const verificationShape = z.object({
  checked: z.number().describe('entities whose journal was folded'),
  live: z.number().describe('workflows that were asked'),
  differences: z.array(z.object({ entity: z.string(), what: z.string() })),
});
export type Verification = z.infer<typeof verificationShape>;
