// The JSON that scripts may rely on. Times are ISO 8601 UTC with `Z`, dates `YYYY-MM-DD`; what is absent is null.
import { z } from 'zod';
import { MILESTONES } from '../domain/playbook/service-terms';
import { CASE_STATUSES, MILESTONE_STATES } from '../domain/service-case/types';

const absent = <T extends z.ZodType>(shape: T) => shape.nullable();
const time = z.string().describe('ISO 8601 UTC');
const day = z.string().describe('YYYY-MM-DD');
const text = z.object({ en: z.string(), zh: z.string() });
const because = z.array(z.string()).describe('why, in sentences');

export const occurrenceShape = z.object({
  id: z.string().describe('account:touchpoint:nominal'),
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

export const missedShape = z.object({
  touchpoint: z.string(),
  title: text,
  nominal: day,
  due: time,
  catchUp: z.enum(['opened', 'skipped']),
});

export const accountShape = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  stage: absent(z.string()),
  stageSince: absent(day),
  stageUntil: absent(time).describe('when time next moves the stage'),
  signedOn: absent(day),
  zone: z.string(),
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
        gap: absent(z.enum(['ours', 'theirs', 'both'])).describe('on whose side nobody is'),
      }),
    )
    .optional()
    .describe('of one account: who speaks with whom'),
  missed: z.array(missedShape).optional().describe('after `resume`: what fell due meanwhile'),
});
export type Account = z.infer<typeof accountShape>;

export const taskShape = z.object({
  id: z.string(),
  account: z.string(),
  touchpoint: z.string(),
  title: text,
  nominal: day,
  due: time,
  remindAt: z.array(time),
  owner: absent(z.string()).describe('a handle'),
  standIn: absent(z.string()).describe('who has it today in place of an owner who is away: a handle'),
  role: z.string(),
  state: z.enum(['planned', 'open', 'done', 'skipped', 'cancelled']),
  snoozedUntil: absent(time),
  closedAt: absent(time),
  stage: z.string(),
  provisional: z.boolean(),
  ticket: absent(z.string()),
  climbed: z.number().describe('how many steps up the ladder it has gone while it was overdue'),
  climbedTo: z.array(z.string()).describe('handles of those whom it has climbed to'),
  because,
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
  trouble: z
    .array(z.object({ type: z.string(), code: z.string(), attempts: z.number(), since: time }))
    .describe('what should have gone out and waits, or failed for good'),
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

export const personShape = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  email: z.string(),
  language: z.enum(['en', 'zh-CN']),
  zone: z.string(),
  calendar: absent(z.string()),
  manager: absent(z.string()).describe('a handle'),
});
export type Person = z.infer<typeof personShape>;

export const absenceShape = z.object({
  id: z.string(),
  person: z.string().describe('a handle'),
  from: time,
  until: time.describe('the first moment at which they are back'),
  substitute: z.string().describe('a handle'),
  state: z.enum(['ahead', 'now', 'past']),
});
export type Absence = z.infer<typeof absenceShape>;

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
});
export type Contact = z.infer<typeof contactShape>;

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

export const playbookShape = z.object({ hash: z.string(), publishedAt: time });
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
});
export type RowResult = z.infer<typeof resultShape>;

export const importShape = z.object({
  results: z.array(resultShape),
  notices: z.array(z.string()),
  applied: z.boolean().describe('false: a dry run, or bad lines and no `skipBad`; the outcomes then say what would be'),
});
export type ImportReport = z.infer<typeof importShape>;

export const verificationShape = z.object({
  checked: z.number(),
  differences: z.array(z.object({ entity: z.string(), what: z.string() })),
});
export type Verification = z.infer<typeof verificationShape>;
