// An account with small terms, without a server: commands in order, woken when due, with all of its events kept.
import { account } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { formatInstant, parseInstant } from '../../domain/time/time';

export class Life {
  state: AccountState = account.initial;
  readonly events: AccountEvent[] = [];
  readonly effects: AccountEffect[] = [];
  private reached: number;

  constructor(
    private terms: Terms,
    { now, ...facts }: Partial<AccountCommands['start']> & { readonly now: string },
  ) {
    this.reached = parseInstant(now);
    const first = { zone: 'Asia/Shanghai', level: 'gold', team: {}, rules: 1, terms, ...facts } as const;
    this.take(account.decide.start(this.state, first, this.reached, terms));
  }

  private take(events: readonly AccountEvent[]): void {
    for (const event of events) {
      this.state = account.evolve(this.state, event);
      this.effects.push(...account.react(this.state, event));
    }
    this.events.push(...events);
  }

  command<Name extends keyof AccountCommands>(name: Name, args: AccountCommands[Name], now: string): this {
    this.pass(now);
    // A command with terms is decided by those terms.
    const adopted = args as { readonly terms?: Terms };
    this.terms = adopted.terms ?? this.terms;
    this.take(account.decide[name](this.state, args, parseInstant(now), this.terms));
    return this.pass(now);
  }

  /** Lets time pass until `now`, waking at each due instant. */
  pass(now: string): this {
    const until = parseInstant(now);
    for (let due = account.due(this.state); due !== undefined && due <= until; due = account.due(this.state)) {
      this.reached = Math.max(this.reached, due);
      this.take(account.tick(this.state, this.reached, this.terms));
    }
    this.reached = until;
    return this;
  }

  /** Processes everything until `now` at once, as if nothing had woken it. */
  oversleep(now: string): this {
    this.reached = parseInstant(now);
    this.take(account.tick(this.state, this.reached, this.terms));
    return this;
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

  /** The state folded from the journal. */
  folded(): AccountState {
    return fold(account.evolve, account.initial, JSON.parse(JSON.stringify(this.events)) as AccountEvent[]);
  }
}
