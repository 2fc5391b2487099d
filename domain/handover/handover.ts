// The handover: a decider. It must be complete within 24 hours of wall time, and is escalated where nobody acts (E2).

import { workingTeamOf } from '../account/roles';
import type { Decider, Outcome } from '../decider/decider';
import { standing, wakeUp } from '../decider/details';
import { raisingTo } from '../decider/raising';
import { nextWarning, notifiedOf, reachedBy } from '../decider/thresholds';
import { given } from '../given';
import { accountEntity } from '../ids';
import { formatInstant, type Instant } from '../time/time';
import { completed, decide } from './commands';
import { evolve, initial } from './evolve';
import { peopleOf, rolesOf } from './people';
import { shapes } from './shapes';
import type { HandoverCommands, HandoverEffect, HandoverEvent, HandoverInfo, HandoverState, HandoverTerms, Step, StepState } from './types';

/** Version of the rules in this folder. A change of behaviour that would break the replay of an old history raises it. */
const RULES = 1;

const isUnderWay = ({ status }: HandoverState): boolean => status === 'running' || status === 'refused';

const stepsOf = ({ steps }: HandoverState): readonly (readonly [Step, StepState])[] => Object.entries(steps) as [Step, StepState][];

/** The instant of the next threshold. */
const due = (state: HandoverState): Instant | undefined => (isUnderWay(state) ? nextWarning(state) : undefined);

/** The thresholds passed by `now`, in one notification to the playbook's recipients. */
function tick(state: HandoverState, now: Instant, terms: HandoverTerms): readonly HandoverEvent[] {
  if (!isUnderWay(state)) return [];
  const { thresholds, count } = reachedBy(state, terms, now);
  if (count === 0) return [];
  return [{ type: 'handoverWarned', at: now, thresholds, to: peopleOf(state, notifiedOf(terms, thresholds)) }];
}

const infoOf = (state: HandoverState): HandoverInfo[] => {
  const { succession, reason, note, openedAt, due: dueAt, visit } = state;
  if (succession === undefined) return [];
  return [
    {
      succession,
      reason,
      ...given({ note }),
      openedAt,
      due: dueAt,
      open: stepsOf(state).flatMap(([step, { at }]) => (at === undefined ? [step] : [])),
      ...given({ visit }),
    },
  ];
};

type Notification = Extract<HandoverEffect, { readonly to: string; readonly thresholds: readonly number[] }>;

function react(state: HandoverState, event: HandoverEvent): HandoverEffect[] {
  const { account, team } = state;
  const playbook = state.terms?.playbook ?? '';
  const notify = (type: Notification['type'], people: readonly string[], thresholds: readonly number[] = []): HandoverEffect[] =>
    infoOf(state).flatMap((handover) =>
      people.map((to) => ({ lane: `mail/${to}`, type, playbook, account, to, thresholds, handover }) as const),
    );
  const toCustomer = (type: 'notify-customer' | 'introduce', isBack = false): HandoverEffect[] =>
    infoOf(state).map((handover) => ({
      lane: 'customer',
      type,
      playbook,
      account,
      handover,
      team,
      ...(isBack ? { isBack: true as const } : {}),
    }));
  /** The mails of a named successor. */
  const mailsAboutSuccessor = (): HandoverEffect[] => {
    if (state.succession?.kind !== 'ours')
      return [...notify('introduce-to-team', peopleOf(state, workingTeamOf(rolesOf(state)))), ...toCustomer('introduce')];
    const briefed = state.offboarding === undefined ? notify('brief', [state.succession.to]) : [];
    return [...briefed, ...toCustomer('notify-customer')];
  };
  const ended = (withdrawn?: true): HandoverEffect[] => [
    {
      lane: 'account',
      type: 'send',
      to: accountEntity(account),
      command: 'endHandover',
      args: { handover: state.handover, to: state.succession?.to ?? '', ...(withdrawn && { withdrawn }) },
    },
  ];
  switch (event.type) {
    case 'handoverStarted':
    case 'handoverRedirected':
      return mailsAboutSuccessor();
    case 'revived': {
      const { succession, steps } = state;
      // The account counts an accepted handover as ended: it need not take it back.
      if (succession === undefined || (succession.kind === 'ours' && steps.accepted?.at !== undefined)) return [];
      const args = { handover: state.handover, succession };
      return [{ lane: 'account', type: 'send', to: accountEntity(account), command: 'regainHandover', args }];
    }
    case 'stepDone':
      return event.step === 'accepted' ? ended() : [];
    case 'handoverDone':
      return state.succession?.kind === 'ours' ? [] : ended();
    case 'handoverRefused':
      return notify('ask-successor', event.to);
    case 'handoverWarned':
      return notify('warn-handover', event.to, event.thresholds);
    case 'handoverWithdrawn':
      return [
        ...ended(true),
        ...(event.why === 'changed-back' && state.succession?.kind === 'ours' ? toCustomer('notify-customer', true) : []),
      ];
    default:
      return [];
  }
}

/** The step that each kind of mail completes. */
const STEP_OF: Readonly<Partial<Record<HandoverEffect['type'], Step>>> = {
  brief: 'briefed',
  'notify-customer': 'notified',
  'introduce-to-team': 'introduced',
  introduce: 'introduction',
};

export const handover: Decider<HandoverState, HandoverCommands, HandoverEvent, HandoverEffect, HandoverTerms> = {
  rules: RULES,
  initial,
  shapes,
  decide,
  evolve,
  /** Its deadlines are wall time, which zone rules do not change. */
  raise: raisingTo(RULES, evolve),
  due,
  tick,
  react,
  settle(state, effect, outcome, now) {
    if (effect.type === 'send') return effect.command === 'regainHandover' ? notRegained(state, outcome, now) : [];
    const step = STEP_OF[effect.type];
    if (step === undefined || !isUnderWay(state)) return failed(effect, outcome, now);
    // A mail about an earlier successor completes no step.
    if ('handover' in effect && effect.handover.succession.to !== state.succession?.to) return [];
    if (state.steps[step] === undefined || state.steps[step]?.at !== undefined) return [];
    return outcome.ok ? completed(state, step, now) : [{ type: 'stepFailed', at: now, step, code: outcome.code }];
  },
  cancel: (state, now) => (isUnderWay(state) ? [{ type: 'handoverWithdrawn', at: now, why: 'cancelled-by-operator' }] : []),
  isOver: (state) => state.status === 'done' || state.status === 'withdrawn',
  isChapterEnd: () => false,
  attributes: (state) => ({
    PerennialKind: 'handover',
    PerennialAccount: state.account,
    PerennialStatus: state.status ?? 'none',
  }),
  details(state) {
    const { succession } = state;
    return [
      `${standing(state.status)}, ${state.account}, ${succession?.kind === 'ours' ? succession.roles.join(', ') : 'their contact'}: ${succession?.from ?? ''} → ${succession?.to ?? ''}`,
      `complete by ${formatInstant(state.due)}; ${wakeUp(due(state))}`,
      '',
      ...stepsOf(state).map(([step, { at, code }]) => `- ${step}: ${at === undefined ? (code ?? 'open') : formatInstant(at)}`),
    ].join('\n');
  },
};

/** Withdraws a revived handover that its account refuses to take back. */
const notRegained = (state: HandoverState, outcome: Outcome, now: Instant): HandoverEvent[] =>
  outcome.ok || outcome.code === 'given-up' || !isUnderWay(state)
    ? []
    : [{ type: 'handoverWithdrawn', at: now, why: outcome.code === 'not-theirs' ? 'team-changed' : 'account-ended' }];

/** Records a mail to one of ours that was refused for good. */
const failed = (effect: HandoverEffect, outcome: Outcome, now: Instant): HandoverEvent[] =>
  !outcome.ok && 'thresholds' in effect ? [{ type: 'mailRefused', at: now, to: effect.to, code: outcome.code }] : [];
