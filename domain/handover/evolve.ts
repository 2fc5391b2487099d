// What each event does to a handover's state.
import { reassigned } from '../account/evolve';
import { onceEach, unknownEvent } from '../decider/decider';
import { raised } from '../decider/rules';
import { given } from '../given';
import type { HandoverEvent, HandoverState, Step, StepState } from './types';

export const initial: HandoverState = {
  rules: 0,
  status: undefined,
  handover: '',
  account: '',
  succession: undefined,
  reason: '',
  team: {},
  openedAt: 0,
  due: 0,
  warnAt: [],
  warned: 0,
  steps: {},
};

/** The steps that begin again with another successor. */
const REPEATED: readonly Step[] = ['briefed', 'notified', 'accepted', 'recorded', 'introduced', 'introduction'];

const withStep = (state: HandoverState, step: Step, change: StepState): HandoverState =>
  state.steps[step] === undefined ? state : { ...state, steps: { ...state.steps, [step]: change } };

function evolved(state: HandoverState, event: HandoverEvent): HandoverState {
  switch (event.type) {
    case 'handoverStarted': {
      const { rules, terms, handover, account, succession, reason, note, team, offboarding, visit, openedAt, due, warnAt, steps } = event;
      return {
        ...initial,
        status: 'running',
        rules,
        terms,
        handover,
        account,
        succession,
        reason,
        ...given({ note }),
        team,
        ...given({ offboarding, visit }),
        openedAt,
        due,
        warnAt,
        steps: Object.fromEntries(steps.map((step) => [step, {}])),
      };
    }
    case 'rulesRaised':
      return raised(state, event);
    case 'stepDone':
      return withStep(state, event.step, { at: event.at });
    case 'stepFailed':
      return withStep(state, event.step, { code: event.code });
    case 'handoverRefused':
      return { ...state, status: 'refused' };
    case 'handoverRedirected': {
      if (state.succession === undefined) return state;
      const steps = Object.fromEntries(
        Object.entries(state.steps).map(([step, stands]) => [step, REPEATED.includes(step as Step) ? {} : stands]),
      );
      return { ...state, status: 'running', succession: reassigned(state.succession, event.to), team: event.team, steps };
    }
    case 'teamChanged':
      return { ...state, team: event.team, ...(event.succession && { succession: event.succession }) };
    case 'handoverWarned':
      return { ...state, warned: state.warned + event.thresholds.length };
    case 'handoverDone':
      return { ...state, status: 'done', endedAt: event.at };
    case 'handoverWithdrawn':
      return { ...state, status: 'withdrawn', endedAt: event.at };
    case 'mailRefused':
    case 'revived':
      return state;
    default:
      return unknownEvent(state, event);
  }
}

export const evolve = onceEach(evolved);
