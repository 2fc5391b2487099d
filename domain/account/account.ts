// The account: a decider. Three years of it run in milliseconds, without a server.

import type { Decider } from '../decider/decider';
import { standing, wakeUp } from '../decider/details';
import { raisingTo } from '../decider/raising';
import { given } from '../given';
import { caseEntity, handoverEntity } from '../ids';
import { formatInstant } from '../time/time';
import { attributesOf } from './attributes';
import { decide, everythingCancelled } from './commands';
import { closedIn, evolve, initial, taskIn } from './evolve';
import { invitations, withInvitations } from './meetings';
import { ownerOf, rolesOf } from './owner';
import { due, replan, tick } from './planning';
import { shapes } from './shapes';
import { restarted } from './succession';
import type { Terms } from './terms';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState, CaseId, HandoverId, TaskInfo, TaskKey } from './types';

/** Version of the rules in this folder. A change of behaviour that would break the replay of an old history raises it. */
export const RULES = 1;

const infoOf = (state: AccountState, key: TaskKey): TaskInfo[] => {
  const task = taskIn(state, key);
  if (!task) return [];
  const { touchpoint, nominal, due: dueAt, stage, provisional } = task;
  return [{ task: key, touchpoint, nominal, due: dueAt, stage, provisional }];
};

/** The effect lane of one case: its effects run in order, the start first. */
const caseLane = (id: CaseId): string => caseEntity(id);

const handoverLane = (id: HandoverId): string => handoverEntity(id);

/** Sends an account's change to each of its open cases. */
const toCases = (state: AccountState, args: Readonly<Record<string, unknown>>): AccountEffect[] =>
  state.cases.map((id) => ({ lane: caseLane(id), type: 'send', to: caseEntity(id), command: 'amend', args }));

const toHandover = (id: HandoverId, command: string, args: Readonly<Record<string, unknown>>): AccountEffect => ({
  lane: handoverLane(id),
  type: 'send',
  to: handoverEntity(id),
  command,
  args,
});

/** Sends the changed team, and the new stand-in, to every other handover under way. */
const toOtherHandovers = ({ handovers, team }: AccountState, changed: HandoverId): AccountEffect[] =>
  Object.entries(handovers).flatMap(([id, succession]) => (id === changed ? [] : [toHandover(id, 'changeTeam', { team, succession })]));

const toHandovers = ({ handovers }: AccountState, command: string, args: Readonly<Record<string, unknown>>): AccountEffect[] =>
  Object.keys(handovers).map((id) => toHandover(id, command, args));

const ticketLane = (key: TaskKey): string => `ticket/${key}`;

function react(state: AccountState, event: AccountEvent): AccountEffect[] {
  const playbook = state.terms?.playbook ?? '';
  switch (event.type) {
    case 'reminded': {
      const tasks = event.tasks.flatMap(({ task, remindAt, waits }) =>
        waits ? [] : infoOf(state, task).map((info) => ({ ...info, remindAt })),
      );
      if (tasks.length === 0) return [];
      return [{ lane: `mail/${event.to}`, type: 'remind', playbook, to: event.to, tasks }];
    }
    case 'escalated': {
      if (event.to === undefined) return [];
      const tasks = event.tasks.flatMap(({ task: key }) => {
        const task = taskIn(state, key);
        const owner = task && ownerOf(state, task);
        return infoOf(state, key).map((info) => (owner === undefined ? info : { ...info, owner }));
      });
      return [{ lane: `mail/${event.to}`, type: 'escalate', playbook, to: event.to, tasks }];
    }
    case 'meetingCalled':
    case 'meetingCalledOff': {
      const { to, sequence, minutes, due: dueAt } = event;
      return infoOf(state, event.task).map((info) => ({
        lane: `mail/${to}`,
        type: 'invite',
        playbook,
        to,
        method: event.type === 'meetingCalled' ? 'REQUEST' : 'CANCEL',
        sequence,
        minutes,
        zone: state.zone,
        ...(event.type === 'meetingCalled' && event.from !== undefined ? { from: event.from } : {}),
        ...(event.type === 'meetingCalledOff' && event.reassigned ? { reassigned: true } : {}),
        ...info,
        due: dueAt,
      }));
    }
    case 'reminderRefused': {
      const { oversees } = rolesOf(state);
      const otherwise = oversees === undefined ? undefined : state.team[oversees];
      if (event.code === 'given-up') return [];
      return [
        {
          lane: `mail/manager-of-${event.to}`,
          type: 'notify-manager',
          playbook,
          about: event.to,
          ...given({ otherwise }),
          code: event.code,
          tasks: event.tasks.flatMap((task) => infoOf(state, task)),
        },
      ];
    }
    case 'ticketRequested': {
      const task = state.tasks[event.task];
      const owner = task && ownerOf(state, task);
      return infoOf(state, event.task).map((info) => ({
        lane: ticketLane(event.task),
        type: 'open-ticket',
        playbook,
        ...info,
        ...given({ owner }),
      }));
    }
    case 'ticketOpened':
    case 'taskDone':
    case 'taskSkipped':
    case 'taskCancelled': {
      // The ticket's number may arrive after its task was closed: the ticket is closed now.
      const task = closedIn(state, event.task);
      if (!task?.ticket) return [];
      return [{ lane: ticketLane(event.task), type: 'move-ticket', ticket: task.ticket, to: 'resolved' }];
    }
    case 'taskReopened': {
      const ticket = state.tasks[event.task]?.ticket;
      return ticket === undefined ? [] : [{ lane: ticketLane(event.task), type: 'move-ticket', ticket, to: 'open' }];
    }
    case 'caseOpened': {
      const { stage, segment, level, team } = state;
      return [
        {
          lane: caseLane(event.case),
          type: 'start-case',
          case: event.case,
          terms: state.terms?.id ?? '',
          level,
          severity: event.severity,
          kind: event.kind,
          ...given({ stage, segment }),
          team,
          reportedAt: event.reportedAt,
          ...given({ note: event.note, by: event.by }),
        },
      ];
    }
    case 'handoverOpened': {
      const { handover, succession, reason, at, visit, offboarding, note, by } = event;
      return [
        {
          lane: handoverLane(handover),
          type: 'start-handover',
          handover,
          playbook,
          succession,
          reason,
          team: state.team,
          openedAt: at,
          ...given({ visit, offboarding, note, by }),
        },
        ...(succession.kind === 'ours'
          ? [
              ...toCases(state, { team: state.team, reassigned: { from: succession.from, to: succession.to } }),
              ...toOtherHandovers(state, handover),
            ]
          : []),
      ];
    }
    case 'handoverReassigned': {
      const { handover, succession, from, to, note, by } = event;
      const args = { succession, from, to, team: state.team, ...given({ note, by }) };
      // Cases belong to our people: a change of the customer's contact does not touch them.
      return [
        toHandover(handover, 'redirect', args),
        ...(succession.kind === 'ours'
          ? [...toCases(state, { team: state.team, reassigned: { from, to } }), ...toOtherHandovers(state, handover)]
          : []),
      ];
    }
    case 'accountClosed':
    case 'accountCancelled':
      return toHandovers(state, 'withdraw', {});
    case 'accountAmended': {
      const { level, segment, team } = event;
      if (level === undefined && segment === undefined && team === undefined) return [];
      const args = {
        ...given({ level, segment, team: team === undefined ? undefined : state.team, by: event.by }),
      };
      return [...toCases(state, args), ...(team === undefined ? [] : toHandovers(state, 'changeTeam', { team: state.team }))];
    }
    default:
      return [];
  }
}

export const account: Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms> = {
  rules: RULES,
  initial,
  shapes,
  ...withInvitations({ decide, tick }),
  evolve,
  raise: raisingTo(RULES, evolve, (draft, terms, now) => {
    if (draft.state.stage === undefined || draft.state.status === 'closed') return;
    replan(draft, terms, now);
    draft.add(...invitations(draft.state, now));
  }),
  due,
  react,
  settle(state, effect, outcome, now) {
    switch (effect.type) {
      case 'remind':
      case 'escalate':
        return outcome.ok
          ? []
          : [{ type: 'reminderRefused', at: now, to: effect.to, code: outcome.code, tasks: effect.tasks.map(({ task }) => task) }];
      case 'invite':
        return outcome.ok ? [] : [{ type: 'reminderRefused', at: now, to: effect.to, code: outcome.code, tasks: [effect.task] }];
      case 'open-ticket':
        return outcome.ok
          ? [{ type: 'ticketOpened', at: now, task: effect.task, ticket: outcome.value ?? '' }]
          : [{ type: 'ticketFailed', at: now, task: effect.task, code: outcome.code }];
      case 'start-case':
        return outcome.ok ? [] : [{ type: 'caseEnded', at: now, case: effect.case }];
      case 'start-handover':
        return outcome.ok ? [] : [{ type: 'handoverEnded', at: now, handover: effect.handover }];
      case 'send':
        return outcome.ok ? [] : restarted(state, effect, outcome.code, now);
      case 'notify-manager':
      case 'move-ticket':
        return [];
    }
  },
  cancel: (state, now) =>
    state.status === undefined || state.status === 'closed'
      ? []
      : [...everythingCancelled(state, now, 'cancelled-by-operator'), { type: 'accountCancelled', at: now }],
  isOver: (state) => state.status === 'closed',
  isChapterEnd: (event) => event.type === 'termsAdopted' || (event.type === 'stageEntered' && event.why !== 'start'),
  attributes: (state) => ({ PerennialKind: 'account', ...attributesOf(state) }),
  details(state) {
    const open = Object.entries(state.tasks);
    return [
      `${standing(state.status)}, stage **${state.stage ?? 'none'}** since ${state.stageSince ?? 'never'}, level ${state.level}`,
      wakeUp(due(state)),
      '',
      ...open
        .sort(([, a], [, b]) => a.due - b.due)
        .map(([key, task]) => `- ${key}: ${task.state}, due ${formatInstant(task.due)}, ${ownerOf(state, task) ?? task.role}`),
    ].join('\n');
  },
};
