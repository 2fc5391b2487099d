// Actions from a mail: a signed link says who may do what. Opening it changes nothing.

import type { Handover } from '../../api/handovers';
import type { Task } from '../../api/tasks';
import { DomainError } from '../../domain/decider/decider';
import { entityParts, idIn } from '../../domain/ids';
import { standIn } from '../../domain/person/absence';
import type { Text } from '../../domain/playbook/playbook';
import { addDays, dateOf, formatInstant, toInstant } from '../../domain/time/time';
import {
  absences,
  handovers as handoverRows,
  linkTokens,
  offboardings as offboardingRows,
  people,
  profiles,
  tasks as taskRows,
} from '../../store';
import { partiesOf } from '../accounts/handover-view';
import { tasks } from '../accounts/tasks';
import { handovers } from '../handovers/handovers';
import { awaited, offboardings } from '../handovers/offboardings';
import type { Connection } from '../temporal/connection';
import { type Fields, oneOf, readFields } from '../temporal/input';
import { roleTitle } from '../temporal/texts';

/** The days that a task can be snoozed for; it wakes at nine o'clock. */
export const SNOOZE_DAYS = ['1', '2', '3', '7', '14'] as const;

interface Offered {
  /** The person who got the mail. */
  readonly person: people.Person;
  /** The account's name. */
  readonly account: string;
  /** used: this link was used before; closed: nothing is left to do; moved: somebody else has it now. */
  readonly state: 'ready' | 'used' | 'closed' | 'moved';
}

export interface TaskOffer extends Offered {
  readonly action: linkTokens.TaskLinkAction;
  readonly task: Task;
  /** The people who can take over the task. */
  readonly colleagues: readonly { readonly handle: string; readonly name: string }[];
}

export interface HandoverOffer extends Offered {
  readonly action: linkTokens.HandoverLinkAction;
  readonly handover: Handover;
  /** Titles of the roles that change hands. */
  readonly roles: readonly Text[];
  /** Name of the stand-in until the successor has accepted; null where there is none. */
  readonly standIn: string | null;
}

/** Everything that a leaving person hands over to the reader. */
export interface OffboardingOffer extends Offered {
  readonly action: 'accept';
  /** The number of handovers that await an answer. */
  readonly waiting: number;
  /** Name of the person who leaves. */
  readonly from: string;
  readonly offboarding: string;
}

/** What a link offers. It is shown before anything is done. */
export type Offer = TaskOffer | HandoverOffer | OffboardingOffer;

/** The result of pressing its button. */
export interface Answered {
  /** The offer as it was before. */
  readonly offer: Offer;
  readonly isDone: boolean;
  /** Handle of the task's owner afterwards. */
  readonly owner: string | null;
}

export const links = (connection: Connection) => {
  const { store, now } = connection;

  const taskOffer = async ({ id, subject, person: reader }: linkTokens.Link, action: linkTokens.TaskLinkAction): Promise<TaskOffer> => {
    const [person, row, away] = await Promise.all([people.byId(store, reader), taskRows.get(store, subject), absences.list(store, now())]);
    if (!person || !row) throw new DomainError('bad-link', { why: 'gone' });
    const at = now();
    // The link works for the task's owner, whoever attends to it, and everybody it was escalated to; also for their stand-ins.
    const whose = [row.owner, row.attendant, ...row.escalations.flatMap((step) => (step.at <= at ? step.to : []))];
    const isTheirs = whose.some((one) => one !== null && (one === person.id || standIn(one, at, away) === person.id));
    const isOpen = row.state === 'open' || row.state === 'planned';
    const state = (await linkTokens.isUsed(store, id)) ? 'used' : !isOpen ? 'closed' : isTheirs ? 'ready' : 'moved';
    const [task, account, everybody] = await Promise.all([tasks(connection).show(subject), nameOf(row.account), people.list(store)]);
    const colleagues = everybody.filter((one) => one.id !== row.owner && one.leftAt === null).map(({ handle, name }) => ({ handle, name }));
    return { action, person, task, account, state, colleagues };
  };

  const handoverOffer = async (link: linkTokens.Link, action: linkTokens.HandoverLinkAction): Promise<HandoverOffer> => {
    const id = idIn('handover', link.subject);
    const [person, row] = await Promise.all([people.byId(store, link.person), id === undefined ? undefined : handoverRows.get(store, id)]);
    if (!person || !row) throw new DomainError('bad-link', { why: 'gone' });
    const awaitsAnswer = row.status === 'running' && row.kind === 'ours' && row.acceptedAt === null;
    const isUnderWay = row.endedAt === null;
    const isTheirs = row.successor === person.id;
    const isUsed = await linkTokens.isUsed(store, link.id);
    const state = isUsed ? 'used' : isUnderWay && !isTheirs ? 'moved' : awaitsAnswer ? 'ready' : 'closed';
    const [handover, account, parties, roles] = await Promise.all([
      handovers(connection).show(row.id),
      nameOf(row.account),
      partiesOf(store, row.standIn === null ? [] : [row.standIn]),
      Promise.all(row.roles.map((role) => roleTitle(store, row.state.terms?.playbook, role))),
    ]);
    return { action, person, handover, account, state, roles, standIn: row.standIn === null ? null : parties.name(row.standIn) };
  };

  const offboardingOffer = async (link: linkTokens.Link): Promise<OffboardingOffer> => {
    const id = entityParts(link.subject).id;
    const [person, offboarding] = await Promise.all([people.byId(store, link.person), offboardingRows.get(store, id)]);
    if (!person || !offboarding) throw new DomainError('bad-link', { why: 'gone' });
    const [waiting, gone, isUsed] = await Promise.all([
      awaited(connection, id, person.id),
      people.byId(store, offboarding.person),
      linkTokens.isUsed(store, link.id),
    ]);
    const state = isUsed ? 'used' : waiting.length > 0 ? 'ready' : 'closed';
    return {
      action: 'accept',
      person,
      account: '',
      state,
      waiting: waiting.length,
      from: gone?.name ?? offboarding.person,
      offboarding: id,
    };
  };

  const nameOf = async (account: string): Promise<string> => (await profiles.get(store, account))?.name ?? account;

  const offered = async (token: string): Promise<{ link: linkTokens.Link; offer: Offer }> => {
    const link = await linkTokens.verify(store, token, now());
    const { action } = link;
    const isAnswer = action === 'accept' || action === 'refuse';
    if (!isAnswer) return { link, offer: await taskOffer(link, action) };
    return { link, offer: await (idIn('offboarding', link.subject) !== undefined ? offboardingOffer(link) : handoverOffer(link, action)) };
  };

  return {
    /** What a link offers. Changes nothing. Throws `bad-link`, `expired-link`. */
    look: async (token: string): Promise<Offer> => (await offered(token)).offer,

    /**
     * Does what a link offers, once. `outcome`: a done task's outcome; `days`: how long to snooze; `to`: the new assignee; `reason`: why a handover
     * is refused. Does nothing for a link that is not `ready`, and for a refusal without a reason. Throws `bad-link`, `expired-link`,
     * `InvalidInput` and refusals.
     */
    async act(token: string, fields: Fields): Promise<Answered> {
      const { link, offer } = await offered(token);
      const reason = fields.reason?.trim();
      if (offer.state !== 'ready' || (offer.action === 'refuse' && !reason)) return { offer, isDone: false, owner: null };
      const statement = { by: offer.person.handle, key: `link-${link.id}` };
      const owner =
        'task' in offer
          ? (await tasks(connection).act(offer.task.id, offer.action, fieldsFor(offer.action, fields, offer.person.zone), statement)).owner
          : null;
      if ('handover' in offer)
        await handovers(connection).act(
          offer.handover.id,
          offer.action,
          {},
          offer.action === 'refuse' ? { ...statement, reason } : statement,
        );
      if ('offboarding' in offer) await offboardings(connection).accept(offer.offboarding, statement);
      await linkTokens.markUsed(store, link.id, now());
      return { offer, isDone: true, owner };
    },
  };

  function fieldsFor(action: linkTokens.TaskLinkAction, fields: Fields, zone: string): Fields {
    if (action === 'done') return { outcome: fields.outcome };
    if (action === 'reassign') return { to: fields.to };
    const days = readFields(fields, (row) => row.optional('days', oneOf(SNOOZE_DAYS)) ?? SNOOZE_DAYS[0]);
    return { until: formatInstant(toInstant(addDays(dateOf(now(), zone), Number(days)), '09:00', zone)) };
  }
};
