// The part of Redmine's REST API that we use. Answers are checked strictly, because Redmine silently ignores what it does not allow.

import { z } from 'zod';
import { DomainError } from '../../domain/decider/decider';
import type { Problems } from '../../domain/problems/problems';
import type { Instant } from '../../domain/time/time';
import { type Answer, request } from './http';
import type { TicketState } from './port';
import { type RedmineConfig, STATUSES } from './redmine-configuration';

/** The custom field of an issue that holds our key. */
export const KEY_FIELD = 'ExternalId';

/** The rights that our user needs. Without the last one, customers could read our notes. */
const RIGHTS = ['view_issues', 'add_issues', 'edit_issues', 'add_issue_notes', 'set_notes_private'];

const instant = z.string().transform((text) => Date.parse(text));
const named = z.object({ id: z.number(), name: z.string() });
const journal = z.object({
  id: z.number(),
  user: z.object({ id: z.number() }).optional(),
  notes: z.string().nullish(),
  private_notes: z.boolean().nullish(),
  created_on: instant,
  details: z
    .array(z.object({ property: z.string(), name: z.string(), old_value: z.unknown(), new_value: z.unknown() }).partial())
    .default([]),
});
const issue = z.object({
  id: z.number(),
  status: z.object({ id: z.number() }),
  updated_on: instant,
  custom_fields: z.array(z.object({ id: z.number(), value: z.unknown() })).default([]),
  journals: z.array(journal).default([]),
});
const project = z.object({ id: z.number(), issue_custom_fields: z.array(named).default([]) });
const user = z.object({
  id: z.number(),
  admin: z.boolean().optional(),
  memberships: z.array(z.object({ project: z.object({ id: z.number() }), roles: z.array(z.object({ id: z.number() })) })).default([]),
});

export type Journal = z.output<typeof journal>;
export type Issue = z.output<typeof issue>;

/** Redmine's numbers of our user and of our key field. */
interface Home {
  readonly user: number;
  readonly field: number;
}

/** Redmine's statuses and ours. */
export interface Statuses {
  /** Throws `DomainError('no-such-status')`. */
  idOf(state: TicketState): number;
  stateOf(status: number): TicketState;
}

const refused = (why: Problems['ticketing-refused']) => new DomainError('ticketing-refused', why);

const read = <T>(schema: z.ZodType<T>, answer: Answer | undefined): T => {
  const parsed = schema.safeParse(answer?.body);
  if (!parsed.success) throw new DomainError('ticketing-failed', { system: 'redmine' });
  return parsed.data;
};

/** Asks once and remembers the answer; a failed question is asked again. */
const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let known: Promise<T> | undefined;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
};

export type RedmineApi = ReturnType<typeof redmineApi>;

export function redmineApi(config: RedmineConfig) {
  const base = new URL(config.url.endsWith('/') ? config.url : `${config.url}/`);

  /** `undefined` for 404. */
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer | undefined> => {
    const answer = await request(new URL(path, base), {
      method,
      headers: { 'x-redmine-api-key': config.key, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(config.patience !== undefined && { patience: config.patience }),
    });
    if (answer.status === 404) return undefined;
    if (answer.status >= 300) throw refused({ why: 'redmine-answer', status: answer.status, method });
    return answer;
  };

  const home = once(async (): Promise<Home> => {
    const place = await call('GET', `projects/${encodeURIComponent(config.project)}.json?include=issue_custom_fields`);
    if (!place) throw refused({ why: 'redmine-project', project: config.project });
    const { id, issue_custom_fields: fields } = read(z.object({ project }), place).project;
    const field = config.field ?? fields.find(({ name }) => name === KEY_FIELD)?.id;
    if (field === undefined) throw refused({ why: 'redmine-no-field', project: config.project, field: KEY_FIELD });

    const me = read(z.object({ user }), await call('GET', 'users/current.json?include=memberships')).user;
    const roles = me.memberships.filter((membership) => membership.project.id === id).flatMap((membership) => membership.roles);
    const rights = await Promise.all(
      roles.map(async (role) => {
        const answer = await call('GET', `roles/${role.id}.json`);
        return read(z.object({ role: z.object({ permissions: z.array(z.string()) }) }), answer).role.permissions;
      }),
    );
    const missing = me.admin ? [] : RIGHTS.filter((right) => !rights.flat().includes(right));
    if (missing.length > 0) throw refused({ why: 'redmine-rights', project: config.project, missing });
    return { user: me.id, field };
  });

  return {
    home,

    async statuses(): Promise<Statuses> {
      const known = read(
        z.object({ issue_statuses: z.array(named.extend({ is_closed: z.boolean().nullish() })) }),
        await call('GET', 'issue_statuses.json'),
      ).issue_statuses;
      const names = { ...STATUSES, ...config.statuses };
      return {
        idOf(state) {
          const status = known.find(({ name }) => name === names[state]);
          if (!status) throw new DomainError('no-such-status', { system: 'redmine', status: names[state], state });
          return status.id;
        },
        stateOf(id) {
          const status = known.find((one) => one.id === id);
          if (!status) return 'open';
          if (status.is_closed || status.name === names.resolved) return 'resolved';
          return status.name === names.waiting ? 'waiting' : status.name === names.taken ? 'taken' : 'open';
        },
      };
    },

    /** `undefined` where it is gone. `journals`: those visible to our user, oldest first. */
    async issue(id: string, include: 'journals' | 'nothing' = 'nothing'): Promise<Issue | undefined> {
      const answer = await call('GET', `issues/${encodeURIComponent(id)}.json${include === 'journals' ? '?include=journals' : ''}`);
      if (!answer) return undefined;
      const found = read(z.object({ issue }), answer).issue;
      // Redmine's order depends on a setting of the user.
      return { ...found, journals: [...found.journals].sort((a, b) => a.id - b.id) };
    },

    /** At most 100 issues with a key, of every status. `limit` in the answer is the page size that Redmine used. */
    async issues(filter: {
      readonly key?: string;
      readonly since?: Instant;
      readonly sort?: string;
      readonly offset?: number;
      readonly limit: number;
    }) {
      const { field } = await home();
      const query = new URLSearchParams({
        project_id: config.project,
        status_id: '*',
        [`cf_${field}`]: filter.key === undefined ? '*' : `=${filter.key}`,
        ...(filter.since !== undefined && { updated_on: `>=${new Date(filter.since).toISOString().slice(0, 19)}Z` }),
        ...(filter.sort !== undefined && { sort: filter.sort }),
        offset: String(filter.offset ?? 0),
        limit: String(filter.limit),
      });
      const answer = read(z.object({ issues: z.array(issue), limit: z.number() }), await call('GET', `issues.json?${query.toString()}`));
      // Redmine ignores a filter on a field that is not `used as a filter`, and returns all issues: check.
      if (answer.issues.some((one) => !holds(one, field, filter.key))) throw refused({ why: 'redmine-no-filter', field: KEY_FIELD });
      return answer;
    },

    async create(fields: Readonly<Record<string, unknown>>): Promise<Issue> {
      const answer = await call('POST', 'issues.json', { issue: { project_id: config.project, ...fields } });
      if (!answer) throw refused({ why: 'redmine-project', project: config.project });
      return read(z.object({ issue }), answer).issue;
    },

    /** Throws `DomainError('no-such-ticket')`. Redmine may silently leave out fields: read back. */
    async update(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
      if (!(await call('PUT', `issues/${encodeURIComponent(id)}.json`, { issue: fields }))) throw noSuchIssue(id);
    },

    /** The page for people. */
    address: (id: number): string => new URL(`issues/${id}`, base).href,
  };
}

export const noSuchIssue = (id: string) => new DomainError('no-such-ticket', { system: 'redmine', ticket: id });

/** Our key in an issue; `undefined` where it has none. */
export const keyIn = (found: Issue, field: number): string | undefined => {
  const value = found.custom_fields.find(({ id }) => id === field)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const holds = (found: Issue, field: number, key: string | undefined): boolean => {
  const held = keyIn(found, field);
  return key === undefined ? held !== undefined : held === key;
};
