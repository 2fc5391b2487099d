// Entities without a server: commands, woken when due, with all of their events and effects kept. One class for every decider.
import { account } from '../../domain/account/account';
import type { Terms as AccountTerms } from '../../domain/account/terms';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState } from '../../domain/account/types';
import { type Decider, type Effect, type EventBase, fold, type Outcome } from '../../domain/decider/decider';
import type { Ruled } from '../../domain/decider/rules';
import { formatInstant, type Instant, parseInstant } from '../../domain/time/time';

const instantOf = (time: string | Instant): Instant => (typeof time === 'string' ? parseInstant(time) : time);

/** One entity of any kind. */
export class Life<State extends Ruled, Commands extends object, Event extends EventBase, Fx extends Effect, Terms> {
  state: State;
  readonly events: Event[] = [];
  readonly effects: Fx[] = [];

  constructor(
    protected readonly decider: Decider<State, Commands, Event, Fx, Terms>,
    public terms: Terms,
    public now: Instant,
  ) {
    this.state = decider.initial;
  }

  protected take(events: readonly Event[]): readonly Event[] {
    for (const event of events) {
      this.state = this.decider.evolve(this.state, event);
      this.events.push(event);
      this.effects.push(...this.decider.react(this.state, event));
    }
    return events;
  }

  command<Name extends keyof Commands>(name: Name, args = {} as Commands[Name]): readonly Event[] {
    // A command with terms is decided by those terms.
    const { terms = this.terms } = args as { readonly terms?: Terms };
    const events = this.take(this.decider.decide[name](this.state, args, this.now, terms));
    this.terms = terms;
    return events;
  }

  /** Time passes; each due instant is processed on time. */
  until(time: string | Instant): this {
    const end = instantOf(time);
    for (let next = this.decider.due(this.state); next !== undefined && next <= end; next = this.decider.due(this.state)) {
      const events = this.take(this.decider.tick(this.state, Math.max(next, this.now), this.terms));
      if (events.length === 0) throw new Error('time has nothing to say at its due time');
    }
    this.now = end;
    return this;
  }

  /** Time is processed only now, as after a long absence of the worker. */
  sleepUntil(time: string | Instant): this {
    this.now = instantOf(time);
    this.take(this.decider.tick(this.state, this.now, this.terms));
    return this;
  }

  settle(effect: Fx, outcome: Outcome): readonly Event[] {
    return this.take(this.decider.settle(this.state, effect, outcome, this.now));
  }

  /** The state folded from the journal, which is written as JSON and read again. */
  folded(): State {
    return fold(this.decider.evolve, this.decider.initial, JSON.parse(JSON.stringify(this.events)) as Event[]);
  }
}

/** An account with small terms. */
export class AccountLife extends Life<AccountState, AccountCommands, AccountEvent, AccountEffect, AccountTerms> {
  constructor(terms: AccountTerms, { now, ...facts }: Partial<AccountCommands['start']> & { readonly now: string }) {
    super(account, terms, parseInstant(now));
    this.command('start', { zone: 'Asia/Shanghai', level: 'gold', team: {}, rules: 1, terms, ...facts });
  }

  /** Time passes until `now`; then the command, and what it makes due at once. */
  commandAt<Name extends keyof AccountCommands>(name: Name, args: AccountCommands[Name], now: string): this {
    this.until(now).command(name, args);
    return this.until(now);
  }

  of<Type extends AccountEvent['type']>(type: Type): Extract<AccountEvent, { readonly type: Type }>[] {
    return this.events.filter((event): event is Extract<AccountEvent, { readonly type: Type }> => event.type === type);
  }

  /** Who was reminded of what, and when. */
  reminders(): string[] {
    return this.of('reminded').flatMap(({ at, to, tasks }) => tasks.map(({ task }) => `${formatInstant(at)} ${to} ${task}`));
  }

  /** Unfinished tasks. */
  open(): string[] {
    return Object.entries(this.state.tasks)
      .filter(([, { state }]) => state === 'planned' || state === 'open')
      .map(([key, { state }]) => `${key} ${state}`)
      .sort();
  }
}
