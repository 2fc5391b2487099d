// Redmine, over its REST API. It has no webhooks, and silently drops what a user may not change, so changes are read back.
import { DomainError } from '../../domain/decider/decider';
import { dateOf, type Instant } from '../../domain/time/time';
import type { Ticketing } from './port';
import { type Issue, KEY_FIELD, keyIn, noSuchIssue, redmineApi } from './redmine-api';
import { redmineChanges } from './redmine-changes';
import type { RedmineConfig } from './redmine-configuration';

/** Longest subject in Redmine, in characters. */
const SUBJECT = 255;

/** Tickets are issues of one project, in its first tracker with that tracker's first status. */
export function redmine(config: RedmineConfig): Ticketing {
  const api = redmineApi(config);
  const dueDate = (due: Instant | undefined) => (due === undefined ? {} : { due_date: dateOf(due, config.zone ?? 'UTC') });
  const known = async (id: string, include?: 'journals'): Promise<Issue> => {
    const issue = await api.issue(id, include);
    if (!issue) throw noSuchIssue(id);
    return issue;
  };
  /**
   * A ticket that Redmine made without its key, because its tracker or workflow leaves the field out. It gets the key before any other ticket is
   * made.
   */
  let keyless: { readonly id: string; readonly key: string } | undefined;
  const mend = async (field: number): Promise<void> => {
    if (keyless === undefined) return;
    const { id, key } = keyless;
    if (await api.issue(id)) {
      await api.update(id, { custom_fields: [{ id: field, value: key }] });
      if (keyIn(await known(id), field) !== key)
        throw new DomainError('ticketing-refused', { why: 'redmine-tracker', issue: id, field: KEY_FIELD });
    }
    keyless = undefined;
  };

  return {
    system: 'redmine',

    async open({ key, about, subject, text, due }) {
      const { field } = await api.home();
      await mend(field);
      const [found] = (await api.issues({ key, limit: 1 })).issues;
      if (found) return { id: String(found.id), url: api.address(found.id) };
      const made = await api.create({
        subject: subject.slice(0, SUBJECT),
        description: [...(text === undefined ? [] : [text]), about].join('\n\n'),
        custom_fields: [{ id: field, value: key }],
        // Redmine's default is today, and it refuses a due date before the start.
        start_date: null,
        ...dueDate(due),
      });
      if (keyIn(made, field) !== key) {
        keyless = { id: String(made.id), key };
        await mend(field);
      }
      return { id: String(made.id), url: api.address(made.id) };
    },

    async move(id, to) {
      const [before, statuses] = await Promise.all([known(id), api.statuses()]);
      if (statuses.stateOf(before.status.id) === to) return;
      await api.update(id, { status_id: statuses.idOf(to) });
      // Another status than wanted: somebody else has moved it meanwhile. The old status: the workflow does not allow the move.
      const after = await known(id);
      if (after.status.id === before.status.id) throw new DomainError('no-such-status', { system: 'redmine-workflow', issue: id, to });
    },

    async note(id, { key, text, due }) {
      await api.home();
      const isWritten = async () =>
        (await known(id, 'journals')).journals.some(({ notes }) => notes?.trimEnd().split(/\r?\n/).at(-1) === key);
      if (await isWritten()) return;
      await api.update(id, { notes: `${text}\n\n${key}`, private_notes: true, ...dueDate(due) });
      if (!(await isWritten())) throw new DomainError('ticketing-refused', { why: 'redmine-note', issue: id });
    },

    async keyOf(id) {
      const { field } = await api.home();
      const issue = await api.issue(id);
      return issue && keyIn(issue, field);
    },

    changes: redmineChanges(api),

    async check() {
      const statuses = await api.statuses();
      for (const state of ['open', 'taken', 'waiting', 'resolved'] as const) statuses.idOf(state);
      await api.issues({ limit: 1 });
    },
  };
}
