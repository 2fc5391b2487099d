// Cases whose tickets are in Redmine.
import { redmine } from '../../../activities/ticketing/redmine';
import type { Redmine } from '../../support/redmine';
import type { Tracker } from './both-ways';

export const redmineTracker = async (server: Redmine): Promise<Tracker> => {
  const { seed, url } = server;
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'x-redmine-api-key': seed.colleague.key, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return method === 'GET' ? ((await answer.json()) as ReturnType<typeof JSON.parse>) : undefined;
  };
  const { issue_statuses } = await call('GET', '/issue_statuses.json');
  const names = { open: 'New', taken: 'In Progress', waiting: 'Feedback', resolved: 'Resolved' } as const;
  const goingOn = { 'going on': 'In Progress' } as const;
  const statusId = (name: string): number => issue_statuses.find((status: { name: string }) => status.name === name).id;
  const states = Object.fromEntries(Object.entries(names).map(([state, name]) => [name, state]));
  return {
    system: 'redmine',
    ticketing: redmine({ url, key: seed.us, project: 'cases' }),
    move: async (ticket, to) =>
      void (await call('PUT', `/issues/${ticket}.json`, { issue: { status_id: statusId({ ...names, ...goingOn }[to]) } })),
    async look(ticket) {
      const { issue } = await call('GET', `/issues/${ticket}.json`);
      return { state: states[issue.status.name] ?? issue.status.name, subject: issue.subject };
    },
    happenings: async (ticket) => (await call('GET', `/issues/${ticket}.json?include=journals`)).issue.journals.length,
    crash: () => server.crash(),
    restart: () => server.restart(),
  };
};
