// The schema of a playbook file. Other code uses only its type (playbook.ts); workflows never load zod.
import { z } from 'zod';
import { ROLE_KINDS } from '../account/roles';
import { STATUSES } from '../account/types';
import { MILESTONES } from '../service-case/terms';
import { CASE_STATUSES, MILESTONE_STATES } from '../service-case/types';
import { remedy } from './remedy';
import { cases, promise, serviceLevel, severity } from './schema-service';
import {
  anchor,
  catchUp,
  date,
  duration,
  hour,
  id,
  LANGUAGES,
  levels,
  period,
  remind,
  requirement,
  roll,
  segments,
  stages,
  text,
  written,
} from './schema-values';

const ladderStep = z.strictObject({
  requirement,
  after: z
    .string()
    .regex(/^P[1-9]\d?D$/, remedy('iso-business-days'))
    .describe('Business days after the due day; the step is taken at opening time.'),
  notify: z
    .array(z.string())
    .min(1, remedy('name-a-role', { or: 'step' }))
    .describe('Roles of those who hear of it.'),
  by: z.enum(['digest', 'at-once']).exactOptional().describe('With the next digest (the default), or by a mail of its own.'),
});

const rank = z.int(remedy('whole-number')).min(1, remedy('at-least', { least: 1 }));

const titled = z.strictObject({ requirement, title: text });

const role = z.strictObject({
  requirement,
  rank: rank.describe('1 is shown first; each role has a number of its own.'),
  kind: z
    .enum(ROLE_KINDS)
    .exactOptional()
    .describe(
      'What it is to the rules. answers-for-the-account: exactly one role, which every account has; stands-in: for whoever answers; takes-cases: works on what customers report; oversees: hears of what nobody else settles; supports (the default): only what the playbook names it for.',
    ),
  announced: z.boolean().exactOptional().describe('Whether customers are told who has it; default: all but whoever oversees.'),
  title: text,
});

const level = z.strictObject({ requirement, rank: rank.describe('1 is the highest; each level has a number of its own.'), title: text });

const contactLevel = z.strictObject({
  requirement,
  rank: rank.describe('1 is the highest; each level has a number of its own.'),
  title: text.describe('What the level is called.'),
  person: text.exactOptional().describe('What one of them is called; default: as the level is.'),
});

const stage = z.strictObject({
  requirement,
  from: period.describe('Period since signing at which the stage begins.'),
  title: text,
  purpose: text,
});

const when = z.strictObject({
  anchor: anchor.describe(
    'What the dates are reckoned from: signing, promised-delivery, contract-end, won-back, handover, or done:TOUCHPOINT.',
  ),
  after: period.exactOptional().describe('The single date, or the start of the series, lies this long after the anchor.'),
  'business-days': z
    .int(remedy('whole-number'))
    .exactOptional()
    .describe("Business days of the account's calendar, counted after `after`."),
  latest: z
    .int(remedy('whole-number'))
    .min(1, remedy('at-least', { least: 1 }))
    .exactOptional()
    .describe(
      'Of a visit after a handover: where its hour is taken it is proposed for a later one, up to so many business days after the anchor.',
    ),
  every: period.exactOptional().describe('A series: one every so long.'),
  from: z
    .int(remedy('whole-number'))
    .min(0, remedy('at-least', { least: 0 }))
    .exactOptional()
    .describe('Number of the first of the series; default 1.'),
  times: z
    .int(remedy('whole-number'))
    .min(1, remedy('at-least', { least: 1 }))
    .exactOptional()
    .describe('How many there are; default: no end.'),
});

const touchpoint = z.strictObject({
  requirement,
  title: text.describe('What it is called, in a few words.'),
  purpose: text.describe('What to do and what a good outcome is; read in every reminder.'),
  owner: z.string().describe('Role of the person who owes it.'),
  stages: stages.describe('Live on dates in these stages; default: all.'),
  segments: segments.describe('Only for accounts of these segments; default: all.'),
  levels: levels.describe('Only for accounts of these service levels; default: all.'),
  when: when.describe('The nominal dates.'),
  roll: roll.exactOptional(),
  time: hour.exactOptional().describe("Due at this hour of the calendar's zone; default: closing time."),
  meeting: z
    .boolean()
    .exactOptional()
    .describe('A meeting: reminded by `defaults.meeting-remind`, and its owner is sent a calendar invitation.'),
  duration: duration.exactOptional().describe('How long a meeting takes; default: `defaults.meeting-duration`.'),
  remind: remind.exactOptional(),
  'catch-up': catchUp.exactOptional(),
  contractual: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether the contract promises it, so that an early promotion does not cancel it; default: where it is reckoned from a date of the contract.',
    ),
  ticket: z.boolean().exactOptional().describe('Whether a ticket is made in the ticketing system.'),
  outcomes: z.record(id, text).exactOptional().describe('What may come of it, by code.'),
});

const handover = z.strictObject({
  requirement,
  within: z
    .string()
    .regex(/^PT[1-9]\d{0,3}H$/, remedy('whole-hours'))
    .describe('Wall time in which a handover is complete.'),
  'stand-in': z
    .array(z.string())
    .describe('Who attends until the successor has accepted: the first of these roles that somebody else has.'),
  notify: z
    .record(z.string().regex(/^([1-9]\d?|100)$/, remedy('used-up')), z.array(z.string()).min(1, remedy('name-a-role', { or: 'entry' })))
    .describe('Who is notified when so many percent of the time are used up and the handover is not complete.'),
  reasons: z
    .record(
      id,
      z.strictObject({
        title: text,
        kind: z.enum(['leaves']).describe('leaves: the reason of an offboarding that names none.').exactOptional(),
      }),
    )
    .describe('Why somebody is succeeded, by code.'),
});

const digest = z.strictObject({
  jitter: z
    .string()
    .regex(/^PT(?=\d)([0-2]H)?(\d{1,2}M)?$/, remedy('up-to-two-hours'))
    .describe('Digests go within this time after the opening of the working day, each person at a moment of their own.'),
  coming: z
    .string()
    .regex(/^P[1-9]\d?D$/, remedy('business-days'))
    .describe('How many business days ahead a digest looks.'),
});

const daysBack = z.string().regex(/^P\d{1,3}D$/, remedy('whole-days', { example: 'P30D' }));

const lateEntry = z.strictObject({
  'signed-within': daysBack
    .exactOptional()
    .describe('Accounts signed at most so long before their entry are late ones; others start quietly. Default P90D.'),
  'due-within': daysBack
    .exactOptional()
    .describe(
      'What fell due at most so long before the entry is planned as late, by its catch-up rule; the rest is skipped. Default P30D.',
    ),
});

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, remedy('hour-or-midnight'));
const openHours = z.array(z.tuple([clock, clock], remedy('interval'))).describe('Intervals [open, close).');

/** The same object as in `perennial clock`, hence its camelCase; `holidays` may also name China's. */
const calendar = z.strictObject({
  timeZone: z.string(),
  week: z.strictObject({
    mon: openHours.exactOptional(),
    tue: openHours.exactOptional(),
    wed: openHours.exactOptional(),
    thu: openHours.exactOptional(),
    fri: openHours.exactOptional(),
    sat: openHours.exactOptional(),
    sun: openHours.exactOptional(),
  }),
  holidays: z.union([z.array(date), z.strictObject({ from: z.literal('china') })], remedy('holidays')).exactOptional(),
  recurringHolidays: z
    .array(z.string().regex(/^\d{2}-\d{2}$/, remedy('month-and-day')))
    .exactOptional()
    .describe('MM-DD, every year.'),
  shifts: z.record(date, openHours).exactOptional().describe('Dates with hours of their own; they beat holidays.'),
  publishedUntil: date.exactOptional().describe('Later dates are provisional: their holidays are not published yet.'),
});

/** The schema of a playbook file. check.ts has the rules between its parts. */
export const playbookSchema = z
  .strictObject({
    playbook: id.describe('The id of this playbook.'),
    title: text,
    languages: z
      .array(z.enum(LANGUAGES))
      .min(1, remedy('language'))
      .exactOptional()
      .describe(
        'The languages that its texts are written in; default: both. Readers of another language get the texts in the one there is.',
      ),
    roles: z.record(id, role).describe('What people of ours may be to an account.'),
    levels: z.record(id, level).describe('Service levels.'),
    'default-level': z.string().describe('The service level of an account that names none.'),
    segments: z
      .record(id, titled)
      .exactOptional()
      .describe('What an account may be worth, for touchpoints and promises that hold for some only.'),
    phases: z
      .record(id, titled)
      .exactOptional()
      .describe("Where a relationship may stand in a manager's judgement, recorded beside the stage."),
    'contact-levels': z.record(id, contactLevel).describe("Where the customer's people stand."),
    defaults: z.strictObject({
      roll,
      'catch-up': catchUp,
      remind,
      'meeting-remind': remind,
      'meeting-duration': duration.exactOptional().describe('How long a meeting takes that does not say; default PT1H.'),
    }),
    stages: z.record(id, stage).describe('In order of time since signing.'),
    words: z
      .strictObject({
        statuses: z.record(z.enum(STATUSES), text),
        'case-states': z.record(z.enum(CASE_STATUSES), text).exactOptional(),
        milestones: z.record(z.enum(MILESTONES), text).exactOptional(),
        'milestone-states': z.record(z.enum(MILESTONE_STATES), text).exactOptional(),
      })
      .describe('Titles of the codes that every playbook has: what the code itself tells apart.'),
    touchpoints: z.record(id, touchpoint),
    ladder: z
      .array(ladderStep)
      .exactOptional()
      .describe('Who hears of work that is overdue, step by step, each once; its owner sees it in every digest.'),
    severities: z.record(id, severity).exactOptional().describe('How bad it is, with the targets that hold for every service level.'),
    'case-kinds': z
      .record(id, z.strictObject({ requirement, title: text }))
      .exactOptional()
      .describe('What a customer may report.'),
    'service-levels': z
      .record(z.string(), serviceLevel)
      .exactOptional()
      .describe('When cases of an account of this level are taken in, and how soon what is owed.'),
    cases: cases.exactOptional(),
    digest: digest
      .exactOptional()
      .describe('One mail each working morning instead of a mail for each reminder; left out: each reminder is a mail of its own.'),
    zipper: z
      .record(z.string(), z.array(z.string()))
      .exactOptional()
      .describe("Which of our roles speak with whom of theirs, by their people's level; gaps are shown."),
    'late-entry': lateEntry.exactOptional().describe('What becomes of work that fell due between the signing and the entry of an account.'),
    handover: handover.exactOptional().describe('How an account passes to a successor, on either side.'),
    promises: z.record(id, promise).exactOptional().describe('What is promised each time a customer reports something.'),
    'default-zone': z.string(),
    'default-calendar': z.string(),
    zones: z.record(z.string(), z.string()).describe('The calendar of an account that names none, by its time zone.'),
    calendars: z.record(id, calendar),
  })
  .describe('A Perennial playbook: what is due to a customer, when, and by whom.');

export type CheckedPlaybook = z.infer<typeof playbookSchema>;

/** The JSON Schema of a playbook file, for editors. */
export const playbookJsonSchema = (): object => z.toJSONSchema(playbookSchema, { io: 'input', target: 'draft-7' });

/** The keys allowed at `path` of a playbook; empty where any key is. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let at: z.ZodType | undefined = playbookSchema;
  for (const step of path) at = at && member(bare(at), step);
  const found = at && bare(at);
  if (found instanceof z.ZodObject) return Object.keys(found.shape);
  const key = found instanceof z.ZodRecord ? found.keyType : undefined;
  return key instanceof z.ZodEnum ? key.options.map(String) : [];
}

/** The schema inside optional and transformed ones. */
function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional) return bare(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? bare(schema.def.in as z.ZodType) : schema;
}

/** Every text in `data`, with its place. */
export function textsIn(
  data: unknown,
  schema: z.ZodType = playbookSchema,
  path: readonly PropertyKey[] = [],
): { readonly path: readonly PropertyKey[]; readonly languages: readonly string[] }[] {
  if (typeof data !== 'object' || data === null) return [];
  const here = bare(schema);
  if (here === written) return [{ path, languages: Object.keys(data) }];
  return Object.entries(data).flatMap(([key, value]: [string, unknown]) => {
    const part = member(here, key);
    return part ? textsIn(value, part, [...path, Array.isArray(data) ? Number(key) : key]) : [];
  });
}

function member(schema: z.ZodType, step: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, z.ZodType | undefined>)[step];
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}
