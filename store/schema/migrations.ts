// The store's schema, as a list of steps. A released step is never changed: add a new one.
import { type Kysely, type Migration, type MigrationProvider, sql } from 'kysely';

const step = (...statements: readonly string[]): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});

/** A column for short ids such as `p-4`, numbered by a sequence. */
const numbered = (prefix: string, sequence: string) => `id text primary key default '${prefix}-' || nextval('${sequence}')`;

const STEPS: Readonly<Record<string, Migration>> = {
  '0001-account': step(
    `create sequence person_number`,
    `create sequence contact_number`,
    `create sequence note_number`,
    `create sequence mail_number`,
    `create sequence ticket_number`,

    `create table person (
      ${numbered('p', 'person_number')},
      handle text not null unique, name text not null, email text not null, language text not null, zone text not null,
      calendar text, manager text references person (id) on delete set null)`,
    `create table contact (
      ${numbered('c', 'contact_number')},
      account text not null, name text not null, email text, phone text, level text not null, role text,
      language text not null, "primary" boolean not null)`,
    `create unique index contact_identity on contact (account, coalesce(email, name))`,
    `create table profile (account text primary key, name text not null, calendar text)`,
    `create table contract (
      account text primary key, annual_fee numeric, currency text, signed_on text, promised_delivery_on text, ends_on text)`,
    `create table note (${numbered('n', 'note_number')}, text text not null, by text, at bigint not null)`,

    `create table playbook (
      hash text primary key, position bigint generated always as identity, source text not null, parsed jsonb not null,
      published_at bigint not null)`,
    `create table terms (id text primary key, playbook text not null, terms jsonb not null)`,
    `create table deployment (
      id integer primary key check (id = 1), real bigint not null, deployment bigint not null, speed double precision not null)`,

    `create table entity (id text primary key, kind text not null, state text not null, sequence bigint not null default 0)`,
    `create table journal (
      entity text not null references entity (id), sequence bigint not null, at bigint not null, type text not null,
      by text, note text, data jsonb not null, primary key (entity, sequence))`,

    `create table account (
      id text primary key, sequence bigint not null, status text, stage text, stage_since text, signed_on text, zone text not null,
      level text not null, segment text, next_due bigint, open_tasks integer not null, team jsonb not null, state jsonb not null)`,
    `create index account_stage on account (stage, status)`,
    `create index account_status on account (status)`,
    `create table task (
      id text primary key, account text not null, touchpoint text not null, nominal text not null, due bigint not null,
      remind_at jsonb not null, owner text, role text not null, state text not null, snoozed_until bigint, stage text not null,
      provisional boolean not null, because jsonb not null, ticket text, closed_at bigint)`,
    `create index task_owner on task (owner, state, due)`,
    `create index task_state on task (state, due)`,
    `create index task_account on task (account, due)`,

    `create table delivery (
      key text primary key, entity text not null, type text not null, lane text not null, effect jsonb not null, state text not null,
      attempts integer not null, interrupted integer not null default 0, lease_until bigint, code text, outcome jsonb, by text,
      first_at bigint not null, updated_at bigint not null)`,
    `create index delivery_state on delivery (state, updated_at)`,
    `create index delivery_entity on delivery (entity)`,
    // Erasing a person deletes their mails. The delivery, which holds only ids, still says that a mail was sent.
    `create table mail (
      ${numbered('m', 'mail_number')},
      key text not null unique references delivery (key), message_id text not null, in_reply_to text, account text,
      person text references person (id) on delete cascade, to_address text not null, subject text not null, text text not null,
      html text, reminders jsonb not null, state text not null, sent_at bigint)`,
    `create index mail_message on mail (message_id)`,
    `create index mail_account on mail (account)`,
    `create index mail_person on mail (person)`,
    `create table mailbox (
      id bigint primary key generated always as identity, message_id text, recipients jsonb not null, subject text not null,
      received_at bigint not null, raw text not null)`,
    `create index mailbox_message on mailbox (message_id)`,
    `create table ticket (
      ${numbered('T', 'ticket_number')},
      key text not null unique, account text not null, about text not null, subject text not null, text text, due bigint,
      state text not null, owner text, notes jsonb not null default '[]', opened_at bigint not null, resolved_at bigint)`,
    `create index ticket_account on ticket (account, state)`,
  ),

  '0002-service-case': step(
    `create sequence case_number`,
    `create table case_opening (key text primary key, id text not null unique default 'C-' || nextval('case_number'))`,
    `create table service_terms (id text primary key, playbook text not null, terms jsonb not null)`,

    `create table service_case (
      id text primary key, sequence bigint not null, account text not null, status text, level text not null, severity text not null,
      kind text not null, stage text, segment text, owner text, reported_at bigint not null, resolved_at bigint, closes_at bigint,
      next_due bigint, note text, ticket text, state jsonb not null)`,
    `create index service_case_account on service_case (account, status)`,
    `create index service_case_due on service_case (status, next_due)`,
    `create table milestone (
      id text primary key, "case" text not null, name text not null, state text not null, account text not null, level text not null,
      severity text not null, rule text not null, target text not null, start bigint not null, due bigint, met_at bigint, used bigint)`,
    `create index milestone_case on milestone ("case")`,
    `create index milestone_state on milestone (state, due)`,

    `create table ticket_link (ticket text primary key, system text not null, id text not null, key text not null, url text)`,
    `create index ticket_link_key on ticket_link (key)`,
    `create table ticket_sync (
      system text primary key, cursor text, checked_at bigint not null, code text, since bigint not null)`,
    `create table ticket_inbox (
      number bigint primary key generated always as identity, id text not null unique, ticket text not null, what text not null,
      at bigint not null)`,
  ),

  '0003-absence': step(
    `create sequence absence_number`,
    `create table absence (
      ${numbered('ab', 'absence_number')},
      person text not null references person (id) on delete cascade, "from" bigint not null, until bigint not null,
      substitute text not null references person (id) on delete cascade)`,
    `create index absence_until on absence (until)`,
  ),

  '0004-links': step(
    `create table link_key (number integer primary key generated always as identity, secret text not null, at bigint not null)`,
    `create table link_use (id text primary key, at bigint not null)`,
  ),

  '0005-handover': step(
    `alter table task add column attendant text`,
    `update task set attendant = owner`,
    `create index task_attendant on task (attendant, state, due)`,
    `update account set state = state || '{"handovers": {}}'`,

    `create sequence handover_number`,
    `create table handover_opening (key text primary key, id text not null unique default 'H-' || nextval('handover_number'))`,
    `create table handover (
      id text primary key, sequence bigint not null, account text not null, kind text not null, status text, roles jsonb not null,
      predecessor text not null, successor text not null, stand_in text, offboarding text, opened_at bigint not null, due bigint not null,
      accepted_at bigint, ended_at bigint, state jsonb not null)`,
    `create index handover_account on handover (account, status)`,
    `create index handover_status on handover (status, due)`,
    `create index handover_successor on handover (successor, status)`,
    // A contact who has left is kept.
    `alter table contact add column left_at bigint`,
    // A mail may go to a contact and is erased with them. One effect may send several mails, so each has its own key below the effect's.
    `alter table mail drop constraint mail_key_fkey`,
    `alter table mail add column contact text references contact (id) on delete cascade`,
    `create index mail_contact on mail (contact)`,
  ),

  '0006-person': step(
    `alter table person add column left_at bigint`,
    `create table person_life (
      id text primary key, sequence bigint not null, status text, next bigint, last bigint, state jsonb not null)`,
    // Every digest asks for recent changes.
    `create index journal_at on journal (at)`,
    `create index mail_person_sent on mail (person, sent_at)`,
  ),

  '0007-ladder': step(`alter table task add column escalations jsonb not null default '[]'`, `alter table mail add column calendar text`),

  '0008-offboarding': step(
    `create sequence offboarding_number`,
    `create table offboarding (
      ${numbered('OB', 'offboarding_number')},
      key text not null unique, person text not null, successors jsonb not null, reason text not null, note text, by text,
      at bigint not null, stopped boolean not null default false, ended_at bigint)`,
    `create index offboarding_person on offboarding (person)`,
    `create table offboarding_item (
      offboarding text not null references offboarding (id), account text not null, successor text not null, belongings jsonb not null,
      state text not null, code text, handover text, primary key (offboarding, account))`,
  ),

  '0010-staged': step(
    `create sequence staged_number`,
    `create table staged (id text primary key, keep_until bigint not null, content jsonb not null)`,
    `create index staged_until on staged (keep_until)`,
  ),

  '0011-one-start': step(`alter table entity add column opening text, add column command text, add column claimed_at bigint`),

  '0012-command-key': step(
    `create table command_key (
      key text primary key, content text not null, command text not null unique, at bigint not null, status integer, answer text)`,
    `create index command_key_at on command_key (at)`,
  ),

  '0013-one-primary': step(
    // Of several primary contacts the one recorded first stays primary.
    `update contact set "primary" = false where "primary" and left_at is null and exists (select from contact first
      where first.account = contact.account and first."primary" and first.left_at is null
      and (length(first.id), first.id) < (length(contact.id), contact.id))`,
    `create unique index contact_primary on contact (account) where "primary" and left_at is null`,
  ),

  '0015-one-offboarding': step(
    // Of two offboardings of a person the first one continues.
    `update offboarding set ended_at = at where ended_at is null and exists (select from offboarding first
      where first.person = offboarding.person and first.ended_at is null and (first.at, first.id) < (offboarding.at, offboarding.id))`,
    `create unique index offboarding_under_way on offboarding (person) where ended_at is null`,
  ),

  '0016-visits': step(
    `alter table task add column meeting integer`,
    `update task set meeting = (account.state -> 'tasks' -> substr(task.id, length(account.id) + 2) ->> 'meeting')::integer
      from account where account.id = task.account and task.state in ('planned', 'open')`,
    `create index task_meeting on task (attendant, due) where meeting > 0`,
    // An hour proposed for a visit, used until its task exists.
    `create table visit_hour (
      handover text primary key, account text not null, person text not null, due bigint not null, minutes integer not null, at bigint not null)`,
    `create index visit_hour_person on visit_hour (person)`,
  ),

  '0020-zone-rules': step(`create table zone_rules (number integer primary key, version text not null, at bigint not null)`),

  '0030-ticket-aside': step(
    `create sequence ticket_aside_number`,
    `create table ticket_aside (
      ${numbered('TN', 'ticket_aside_number')},
      number bigint generated always as identity, system text not null, item text not null, ticket text not null, what text not null,
      at bigint not null, entity text, state text not null, code text not null, attempts integer not null, retry_at bigint,
      first_at bigint not null, updated_at bigint not null, by text, note text, unique (system, item))`,
    `create index ticket_aside_open on ticket_aside (system, ticket, number) where state in ('waiting', 'failed', 'behind')`,
  ),

  '0040-operator': step(
    `create table lease (name text primary key, holder text not null, until bigint not null, mark bigint)`,
    `create table trouble (
      entity text not null, why text not null, code text not null, run text not null, since bigint not null, seen_at bigint not null,
      notified boolean not null default false, primary key (entity, why))`,
  ),

  '0050-campaigns': step(
    `create sequence campaign_number`,
    `create table campaign_opening (${numbered('CA', 'campaign_number')}, key text not null unique)`,
    `create table campaign (
      id text primary key, sequence integer not null, work text, status text, started_at bigint, ended_at bigint, state jsonb not null)`,
    `create table campaign_item (
      campaign text not null, entity text not null, state text not null, code text, primary key (campaign, entity))`,
    `alter table offboarding drop column stopped`,
  ),
};

export const migrations: MigrationProvider = { getMigrations: () => Promise.resolve(STEPS) };
