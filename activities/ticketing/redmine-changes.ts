// What people changed in Redmine: read from the journals of recently updated issues.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';
import type { TicketChange, TicketChanges } from './port';
import type { Issue, Journal, RedmineApi, Statuses } from './redmine-api';

/** Redmine's times have whole seconds. */
const SECOND = 1_000;
/** Redmine's `>=` also finds issues updated up to a second earlier. */
const EARLY = SECOND;
/** Longest time in which a change may stay invisible because its transaction is open; later ones are missed. */
const OVERLAP = 10 * SECOND;
/** Redmine's largest page: one call reads at most this many issues. */
const PAGE = 100;
/** Requests at the same time. */
const ABREAST = 4;

const cursorSchema = z.object({
  /** For an issue that is not in `reported`, every journal from this instant on is new. */
  since: z.number(),
  /** Issues updated from this instant on are still to be read; later than `since` while catching up. */
  from: z.number(),
  /** When a change was last reported, by our clock. */
  at: z.number(),
  /** Issues already reported: id, time of update, last journal. */
  reported: z.array(z.tuple([z.number(), z.number(), z.number()])),
});
type Cursor = z.output<typeof cursorSchema>;

/**
 * `Ticketing.changes` for Redmine. One call reads at most `page` issues and returns their changes in order; across calls, the changes of each issue
 * are in order. Redmine keeps no trace of deletions.
 */
export function redmineChanges(api: RedmineApi, page = PAGE): (cursor: string | undefined) => Promise<TicketChanges> {
  /** Issues changed since the cursor, oldest first. */
  const news = async (cursor: Cursor): Promise<{ issues: Issue[]; upTo: Instant; more: boolean }> => {
    const reported = new Map(cursor.reported.map(([issue, updated]) => [issue, updated]));
    for (let offset = 0; ; offset += Math.ceil(page / 2)) {
      const answer = await api.issues({ since: cursor.from, sort: 'updated_on:asc', offset, limit: page });
      const issues = answer.issues.filter((issue) => reported.get(issue.id) !== issue.updated_on);
      const more = answer.issues.length >= answer.limit;
      if (issues.length > 0 || !more) return { issues, upTo: answer.issues.at(-1)?.updated_on ?? cursor.from, more };
      // More than one page was updated in one second. Pages overlap, because an issue updated meanwhile moves to the end and the others move up.
    }
  };

  const read = async (cursor: Cursor): Promise<{ changes: TicketChange[]; cursor: Cursor; more: boolean }> => {
    const { issues: found, upTo, more } = await news(cursor);
    if (found.length === 0) return { changes: [], cursor: settled(cursor), more: false };
    // An issue may change again within the second of its listing, which the list would not show: wait it out.
    await sleep(SECOND);
    const [{ user }, statuses] = await Promise.all([api.home(), api.statuses()]);
    const reported = new Map(cursor.reported.map((entry) => [entry[0], entry]));
    const changes: (TicketChange & { readonly journal: number })[] = [];
    for (let index = 0; index < found.length; index += ABREAST) {
      const lot = found.slice(index, index + ABREAST);
      const issues = await Promise.all(lot.map(({ id }) => api.issue(String(id), 'journals')));
      lot.forEach(({ id, updated_on }, place) => {
        const journals = issues[place]?.journals ?? [];
        const last = reported.get(id)?.[2];
        const unread = journals.filter((journal) => (last === undefined ? journal.created_on >= cursor.since : journal.id > last));
        for (const journal of unread.filter((one) => one.user?.id !== user))
          for (const what of happened(journal, statuses))
            changes.push({ id: `${journal.id}/${what}`, ticket: String(id), what, at: journal.created_on, journal: journal.id });
        reported.set(id, [id, updated_on, journals.at(-1)?.id ?? 0]);
      });
    }
    changes.sort((a, b) => a.at - b.at || a.journal - b.journal);
    const from = Math.max(cursor.from, upTo - OVERLAP);
    // Until everything since is read, reported issues are remembered: one of them may come again at the end.
    const next: Cursor = more
      ? { since: cursor.since, from, at: Date.now(), reported: [...reported.values()] }
      : { since: from, from, at: Date.now(), reported: [...reported.values()].filter(([, updated]) => updated >= from - EARLY) };
    return { changes: changes.map(({ journal: _, ...change }) => change), cursor: next, more };
  };

  const begin = async (): Promise<Cursor> => {
    const [newest] = (await api.issues({ sort: 'updated_on:desc', limit: 1 })).issues;
    const since = newest?.updated_on ?? 0;
    let cursor: Cursor = { since, from: since, at: Date.now(), reported: [] };
    for (let more = true; more; ) ({ cursor, more } = await read(cursor));
    return cursor;
  };

  return async (given) => {
    if (given === undefined) return { changes: [], cursor: JSON.stringify(await begin()), more: false };
    const { changes, cursor, more } = await read(parsed(given));
    return { changes, cursor: JSON.stringify(cursor), more };
  };
}

const parsed = (cursor: string): Cursor => {
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch {
    throw new DomainError('ticketing-refused', { why: 'redmine-cursor' });
  }
};

/** Forgets the reported issues once no late change can come, so that a busy second is not listed again at every reading. */
const settled = (cursor: Cursor): Cursor => {
  if (cursor.reported.length === 0 || Date.now() - cursor.at < OVERLAP) return cursor;
  const since = Math.max(...cursor.reported.map(([, updated]) => updated)) + SECOND;
  return { since, from: since + EARLY, at: cursor.at, reported: [] };
};

/** The changes in one journal, in the order in which they can be applied. */
function* happened(journal: Journal, statuses: Statuses): Generator<TicketChange['what']> {
  const changed = (name: string) => journal.details.find((detail) => detail.property === 'attr' && detail.name === name);
  const status = changed('status_id');
  const from = status && statuses.stateOf(Number(status.old_value));
  const to = status && statuses.stateOf(Number(status.new_value));
  const isAssigned = Boolean(changed('assigned_to_id')?.new_value);
  if (from === 'resolved' && to !== 'resolved') yield 'reopened';
  if (from === 'waiting' && to !== 'waiting' && to !== 'resolved') yield 'resumed';
  if (isAssigned || (from === 'open' && to === 'taken')) yield 'taken';
  if (journal.notes && !journal.private_notes) yield 'answered';
  if (to === 'waiting' && from !== 'waiting') yield 'stalled';
  if (to === 'resolved' && from !== 'resolved') yield 'resolved';
}
