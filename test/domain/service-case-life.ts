// A case without a server: commands, time, and their events.
import { fold } from '../../domain/decider/decider';
import { serviceCase } from '../../domain/service-case/service-case';
import type { MilestoneName, ServiceTerms } from '../../domain/service-case/terms';
import type { CaseCommands, CaseEffect, CaseEvent, CaseState } from '../../domain/service-case/types';
import { formatInstant, type Instant, parseInstant } from '../../domain/time/time';
import { serviceTerms } from '../support/service-terms';

export const at = (text: string): Instant => parseInstant(text);

type Start = CaseCommands['start'];

export class Life {
  state: CaseState = serviceCase.initial;
  readonly events: CaseEvent[] = [];
  readonly effects: CaseEffect[] = [];
  now: Instant;

  constructor(
    reported: string,
    changes: Partial<Start> = {},
    public terms: ServiceTerms = serviceTerms(),
  ) {
    this.now = at(reported);
    this.take(
      serviceCase.decide.start(
        this.state,
        {
          rules: serviceCase.rules,
          terms: this.terms,
          case: 'C-1',
          account: 'acme',
          level: 'platinum',
          severity: 'high',
          kind: 'problem',
          stage: 'stable',
          team: { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3', 'executive-sponsor': 'p-4' },
          ...changes,
        },
        this.now,
        this.terms,
      ),
    );
  }

  private take(events: readonly CaseEvent[]): readonly CaseEvent[] {
    for (const event of events) {
      this.state = serviceCase.evolve(this.state, event);
      this.events.push(event);
      this.effects.push(...serviceCase.react(this.state, event));
    }
    return events;
  }

  /** Time passes; each due instant is processed on time. */
  until(time: string | Instant): this {
    const end = typeof time === 'string' ? at(time) : time;
    for (let next = serviceCase.due(this.state); next !== undefined && next <= end; next = serviceCase.due(this.state)) {
      const events = this.take(serviceCase.tick(this.state, Math.max(next, this.now), this.terms));
      if (events.length === 0) throw new Error('time has nothing to say at its due time');
    }
    this.now = end;
    return this;
  }

  /** Time is processed only now, as after a long absence of the worker. */
  sleepUntil(time: string): this {
    this.now = at(time);
    this.take(serviceCase.tick(this.state, this.now, this.terms));
    return this;
  }

  command<Name extends keyof Omit<CaseCommands, 'start'>>(
    name: Name,
    args: CaseCommands[Name] = {} as CaseCommands[Name],
  ): readonly CaseEvent[] {
    const terms = (args as { terms?: ServiceTerms }).terms ?? this.terms;
    const events = this.take(serviceCase.decide[name](this.state, args, this.now, terms));
    this.terms = terms;
    return events;
  }

  due(name: MilestoneName): string | undefined {
    const due = this.state.milestones[name]?.due;
    return due === undefined ? undefined : formatInstant(due);
  }
  stands(name: MilestoneName): string | undefined {
    return this.state.milestones[name]?.state;
  }
  /** All warnings, as `2026-… response 50,75 to p-2`, also those inside other mails. */
  warnings(): string[] {
    const given = new Map<string, string[]>();
    for (const event of this.events) {
      if (event.type !== 'notified') continue;
      for (const { milestone, thresholds } of event.warnings) {
        const line = `${formatInstant(event.at)} ${milestone} ${thresholds.join()} to `;
        given.set(line, [...(given.get(line) ?? []), ...event.to]);
      }
    }
    return Array.from(given, ([line, to]) => `${line}${to.join()}`);
  }
  /** All mails, as `2026-… moved to p-2`. */
  mails(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'notified' ? event.to.map((to) => `${formatInstant(event.at)} ${event.about} to ${to}`) : [],
    );
  }
  types(): string[] {
    return this.events.map(({ type }) => type);
  }
}

export const folded = (events: readonly CaseEvent[]): CaseState => fold(serviceCase.evolve, serviceCase.initial, events);
