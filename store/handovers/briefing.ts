// Gathers a successor's briefing from the store, with names for ids and titles in both languages for codes (E2).

import { upcoming } from '../../domain/account/preview';
import type { Appointment, PersonId } from '../../domain/account/types';
import type { HandoverInfo } from '../../domain/handover/types';
import { accountEntity, taskId, taskKey, taskKeyParts } from '../../domain/ids';
import { rolesOf } from '../../domain/playbook/codes';
import { type Playbook, type Text, touchpointTexts, type WordKind, words } from '../../domain/playbook/playbook';
import { type ZipperRow, zipperRows } from '../../domain/playbook/zipper';
import { firstLineOf } from '../../domain/service-case/first-line';
import { addDays, dateOf, type Instant, type PlainDate } from '../../domain/time/time';
import * as accounts from '../accounts/accounts';
import * as contracts from '../accounts/contracts';
import * as notes from '../accounts/notes';
import { takeover } from '../accounts/takeovers';
import * as tasks from '../accounts/tasks';
import * as cases from '../cases/cases';
import type { Store } from '../engine/store';
import * as journal from '../journal/journal';
import * as contacts from '../people/contacts';
import * as people from '../people/people';
import * as terms from '../terms/terms';

/** Days that the agenda covers. */
const AHEAD = 90;
/** Number of finished touchpoints in the briefing. */
const LAST_DONE = 5;
/** Events searched for them, since some tasks were reopened. */
const LOOKED_THROUGH = 40;
const LONGEST_REPORT = 120;

/** One of our people. An erased person is shown by id. */
export interface Colleague {
  readonly id: PersonId;
  readonly handle: string;
  readonly name: string;
  /** Empty where no address is known. */
  readonly email: string;
}

export interface AgendaItem {
  /** `account:touchpoint:nominal`. */
  readonly id: string;
  readonly title: Text;
  readonly due: Instant;
  readonly provisional: boolean;
}

export interface OpenTask {
  readonly id: string;
  readonly title: Text;
  readonly due: Instant;
  readonly overdue: boolean;
  /** The person who attends to it now. */
  readonly attendant: Colleague | undefined;
}

export interface OpenCase {
  readonly id: string;
  /** The report's first line. */
  readonly report: string | undefined;
  readonly severity: Text;
  readonly state: Text;
  /** When the first of its running clocks is due, or was. */
  readonly due: Instant | undefined;
  readonly owner: Colleague | undefined;
}

/** A finished touchpoint and its outcome: the playbook's title, a text, both or neither. */
export interface Done {
  readonly title: Text;
  readonly at: Instant;
  readonly by: Colleague | undefined;
  readonly outcome: Text | undefined;
  readonly note: string | undefined;
}

export interface Briefing {
  readonly account: { readonly id: string; readonly name: string; readonly zone: string };
  /** Codes beside the titles, for readers of JSON. */
  readonly status: Named;
  readonly stage: (Named & { readonly since: PlainDate | null }) | undefined;
  readonly level: Named;
  readonly segment: Named | undefined;
  readonly signedOn: PlainDate | null;
  readonly contract: contracts.Contract | undefined;
  /** Who hands over to whom, for a handover of ours. A contact of the customer's is in `theirs`. */
  readonly from: Colleague | undefined;
  readonly to: Colleague | undefined;
  readonly standIn: Colleague | undefined;
  readonly roles: readonly Named[];
  /** The reason: the playbook's title or a text; `undefined` where neither is known. */
  readonly reason: Text | undefined;
  readonly note: string | undefined;
  readonly openedAt: Instant;
  readonly due: Instant;
  /** The visit that presents progress and value. */
  readonly visit: (Appointment & { readonly id: string; readonly who: Colleague | undefined }) | undefined;
  /** Occurrences of the next 90 days, without open tasks. */
  readonly agenda: readonly AgendaItem[];
  readonly tasks: readonly OpenTask[];
  readonly cases: readonly OpenCase[];
  readonly ours: readonly { readonly role: Named; readonly person: Colleague }[];
  readonly theirs: readonly contacts.Contact[];
  /** Titles of the roles that answer for the account, and that oversee it. */
  readonly answers: Named;
  readonly oversees: Named | undefined;
  readonly zipper: readonly (Omit<ZipperRow<contacts.Contact>, 'level' | 'ours' | 'roles' | 'wanted'> & {
    readonly level: Named;
    readonly roles: readonly Named[];
    readonly wanted: readonly Named[];
    readonly ours: readonly Colleague[];
  })[];
  /** The newest first. */
  readonly lastDone: readonly Done[];
  readonly phase: (Named & { readonly since: Instant }) | undefined;
  /** Other assessments by a manager: `demand`, `industry`, `pain`, with codes. */
  readonly assessed: readonly { readonly name: string; readonly value: string; readonly since: Instant }[];
}

export interface Named {
  readonly code: string;
  readonly title: Text;
}

/** A handover as effects carry it, and as its state has it. */
type CarriedHandover = Pick<HandoverInfo, 'succession' | 'reason' | 'note' | 'openedAt' | 'due' | 'visit'> & {
  readonly account: string;
  readonly handover: string;
};

const titled = (playbook: Playbook, kind: WordKind, code: string): Named => ({
  code,
  title: { en: words(playbook, kind, code, 'en'), zh: words(playbook, kind, code, 'zh') },
});

/**
 * Everything that a successor should know about an account at `now`; `undefined` where the store lacks the account. Read-only. Throws
 * `journal-behind`, and what the store throws.
 */
export async function briefingOf(store: Store, playbook: Playbook, carried: CarriedHandover, now: Instant): Promise<Briefing | undefined> {
  const { account: id } = carried;
  const [account, { succession, team, visit }] = await Promise.all([accounts.get(store, id), takeover(store, carried, now)]);
  if (!account) return undefined;
  const { state, name } = account;
  const [contract, theirs, open, openCases, done, agenda] = await Promise.all([
    contracts.get(store, id),
    contacts.list(store, { account: id }),
    tasks.list(store, { account: id, states: ['open'] }),
    cases.list(store, { account: id, statuses: ['open', 'waiting'] }),
    lastDone(store, id),
    agendaOf(store, state, now),
  ]);
  const zipper = zipperRows(playbook, state.team, theirs) ?? [];
  const ours = succession.kind === 'ours' ? succession : undefined;
  const [everybody, texts] = await Promise.all([
    people.byIds(store, [
      ...Object.values(team),
      ...[ours?.from, ours?.to, ours?.standIn, visit?.who].flatMap((person) => person ?? []),
      ...open.flatMap(({ attendant }) => attendant ?? []),
      ...openCases.flatMap(({ owner }) => owner ?? []),
      ...done.flatMap(({ by }) => by ?? []),
    ]),
    notes.byIds(
      store,
      [...openCases, ...done, { note: carried.note ?? null }].flatMap(({ note }) => note ?? []),
    ),
  ]);
  const colleague = (person: string | null | undefined): Colleague | undefined => {
    if (person === null || person === undefined) return undefined;
    const { handle, name: called, email } = everybody.get(person) ?? { handle: person, name: person, email: '' };
    return { id: person, handle, name: called, email };
  };
  const colleagues = (ids: readonly string[]): Colleague[] => ids.flatMap((person) => colleague(person) ?? []);
  const textIn = (note: string | null | undefined): string | undefined => texts.get(note ?? '')?.text.trim() || undefined;
  const role = (code: string): Named => titled(playbook, 'role', code);
  const { phase, ...assessed } = state.assessed;
  const reasons = playbook.handover?.reasons ?? {};
  const { answers, oversees } = rolesOf(playbook);
  return {
    answers: role(answers),
    oversees: oversees === undefined ? undefined : role(oversees),
    account: { id, name: name ?? id, zone: state.zone },
    status: titled(playbook, 'status', state.status ?? 'prospect'),
    stage: state.stage === undefined ? undefined : { ...titled(playbook, 'stage', state.stage), since: account.stageSince },
    level: titled(playbook, 'level', state.level),
    segment: state.segment === undefined ? undefined : titled(playbook, 'segment', state.segment),
    signedOn: account.signedOn,
    contract,
    from: colleague(ours?.from),
    to: colleague(ours?.to),
    standIn: colleague(ours?.standIn),
    roles: (ours?.roles ?? []).map(role),
    reason: Object.hasOwn(reasons, carried.reason) ? reasons[carried.reason]?.title : undefined,
    note: textIn(carried.note),
    openedAt: carried.openedAt,
    due: carried.due,
    visit: visit && { id: taskId(id, visit.task), due: visit.due, minutes: visit.minutes, who: colleague(visit.who) },
    agenda: agenda
      .filter(({ key }) => !open.some((task) => task.id === taskId(id, key)))
      .map(({ key, touchpoint, due, provisional }) => ({
        id: taskId(id, key),
        title: touchpointTexts(playbook, touchpoint).title,
        due,
        provisional,
      })),
    tasks: open.map((task) => ({
      id: task.id,
      title: touchpointTexts(playbook, task.touchpoint).title,
      due: task.due,
      overdue: task.due < now,
      attendant: colleague(task.attendant ?? task.owner),
    })),
    cases: openCases.map((one) => ({
      id: one.id,
      report: firstLineOf(textIn(one.note) ?? null, LONGEST_REPORT),
      severity: titled(playbook, 'severity', one.severity).title,
      state: titled(playbook, 'case-state', one.status ?? 'open').title,
      due: one.nextDue ?? undefined,
      owner: colleague(one.owner),
    })),
    ours: Object.entries(team).flatMap(([code, person]) => colleagues([person]).map((one) => ({ role: role(code), person: one }))),
    theirs,
    zipper: zipper.map((row) => ({
      ...row,
      level: titled(playbook, 'contact-level', row.level),
      roles: row.roles.map(role),
      wanted: row.wanted.map(role),
      ours: colleagues(row.ours),
    })),
    lastDone: done.map(({ at, by, note, touchpoint, outcome }) => {
      const { title, outcomes } = touchpointTexts(playbook, touchpoint);
      const worded = outcome === undefined || !Object.hasOwn(outcomes, outcome) ? undefined : outcomes[outcome];
      return { title, at, by: colleague(by), outcome: worded, note: textIn(note) };
    }),
    phase: phase && { ...titled(playbook, 'phase', phase.value), since: phase.at },
    assessed: Object.entries(assessed).map(([what, { value, at }]) => ({ name: what, value, since: at })),
  };
}

/** The occurrences of the coming days, by due time. */
async function agendaOf(store: Store, state: Parameters<typeof upcoming>[0], now: Instant) {
  const known = state.terms && (await terms.get(store, state.terms.id));
  if (!known || state.status === 'closed' || state.status === 'lost') return [];
  return upcoming(state, known, addDays(dateOf(now, state.zone), AHEAD)).map((occurrence) => ({
    ...occurrence,
    key: taskKey(occurrence),
  }));
}

/** The touchpoints that were done last, without reopened ones. */
async function lastDone(store: Store, account: string) {
  const happened = await journal.latest(store, accountEntity(account), ['taskDone', 'taskReopened'], LOOKED_THROUGH);
  const seen = new Set<string>();
  return happened
    .flatMap(({ type, at, by, note, data }) => {
      const { task = '', outcome } = data as { readonly task?: string; readonly outcome?: string };
      const isNews = !seen.has(task);
      seen.add(task);
      const touchpoint = taskKeyParts(task).touchpoint;
      return isNews && type === 'taskDone' ? [{ at, by, note, touchpoint, outcome }] : [];
    })
    .slice(0, LAST_DONE);
}
