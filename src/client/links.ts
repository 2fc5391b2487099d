// Acting from a mail: a signed link says who may do what; looking at it does nothing.
import { standIn } from '../domain/absence';
import { DomainError } from '../domain/decider';
import { addDays, dateOf, formatInstant, toInstant } from '../domain/time';
import { absences, linkTokens, people, profiles, tasks as taskRows } from '../store';
import type { Connection } from './connection';
import { type Fields, oneOf, readFields } from './input';
import type { Task } from './shapes';
import { tasks } from './tasks';

/** Days from today until nine o'clock of which a task sleeps. */
export const SNOOZE_DAYS = ['1', '2', '3', '7', '14'] as const;

/** What a link offers, to be shown before anything is done. */
export interface Offer {
  readonly action: linkTokens.LinkAction;
  /** Whom the mail was for. */
  readonly person: people.Person;
  readonly task: Task;
  /** The account's name. */
  readonly account: string;
  /** ready; used: by this link before; closed: the task is no longer open; moved: it is with somebody else now. */
  readonly state: 'ready' | 'used' | 'closed' | 'moved';
  /** To whom it may be given. */
  readonly colleagues: readonly { readonly handle: string; readonly name: string }[];
}

export const links = (connection: Connection) => {
  const { store, now } = connection;

  const offered = async (token: string): Promise<{ link: linkTokens.Link; offer: Offer }> => {
    const link = await linkTokens.verify(store, token, now());
    const [person, row, away] = await Promise.all([
      people.byId(store, link.person),
      taskRows.get(store, link.task),
      absences.list(store, now()),
    ]);
    if (!person || !row) throw new DomainError('bad-link', 'What this link was about is not there any more.');
    const at = now();
    // Its owner's, or one's whom it has climbed to; and theirs who stand in for them.
    const whose = [...(row.owner === null ? [] : [row.owner]), ...row.climbs.flatMap((step) => (step.at <= at ? step.to : []))];
    const isTheirs = whose.some((id) => id === person.id || standIn(id, at, away) === person.id);
    const isOpen = row.state === 'open' || row.state === 'planned';
    const state = (await linkTokens.isUsed(store, link.id)) ? 'used' : !isOpen ? 'closed' : isTheirs ? 'ready' : 'moved';
    const [task, profile, everybody] = await Promise.all([
      tasks(connection).show(link.task),
      profiles.get(store, row.account),
      people.list(store),
    ]);
    const colleagues = everybody.filter(({ id }) => id !== row.owner).map(({ handle, name }) => ({ handle, name }));
    return { link, offer: { action: link.action, person, task, account: profile?.name ?? row.account, state, colleagues } };
  };

  return {
    /** What a link offers; nothing is done. Throws `bad-link`, `expired-link`. */
    look: async (token: string): Promise<Offer> => (await offered(token)).offer,

    /**
     * Does what a link offers, once: `outcome` says what came of a task, `days` how long it sleeps, `to` who does it now. Answers the offer as it
     * stood and the task after it; of a link that is not `ready` nothing but that. Throws `bad-link`, `expired-link`, `InvalidInput` and refusals.
     */
    async act(token: string, fields: Fields): Promise<Offer & { readonly after?: Task }> {
      const { link, offer } = await offered(token);
      if (offer.state !== 'ready') return offer;
      const { handle, zone } = offer.person;
      const statement = { by: handle, key: `link-${link.id}` };
      const after = await tasks(connection).act(link.task, link.action, fieldsFor(link.action, fields, zone), statement);
      await linkTokens.markUsed(store, link.id, now());
      return { ...offer, after };
    },
  };

  function fieldsFor(action: linkTokens.LinkAction, fields: Fields, zone: string): Fields {
    if (action === 'done') return { outcome: fields.outcome };
    if (action === 'reassign') return { to: fields.to };
    const days = readFields(fields, (row) => row.optional('days', oneOf(SNOOZE_DAYS)) ?? SNOOZE_DAYS[0]);
    return { until: formatInstant(toInstant(addDays(dateOf(now(), zone), Number(days)), '09:00', zone)) };
  }
};
