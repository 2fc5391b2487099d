// An account and its handovers without a server: commands between them arrive at once, the test decides the outcomes of mails.

import { account } from '../../domain/account/account';
import { attendantOf, ownerOf } from '../../domain/account/owner';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState, HandoverId } from '../../domain/account/types';
import type { Outcome } from '../../domain/decider/decider';
import { handover } from '../../domain/handover/handover';
import type { HandoverCommands, HandoverEffect, HandoverEvent, HandoverState, HandoverTerms } from '../../domain/handover/types';
import { type Instant, parseInstant } from '../../domain/time/time';
import { Life } from '../support/life';
import { ROLES } from '../support/roles';
import { monthly, terms, touchpoint } from '../support/terms';

const HOUR = 3_600_000;
export const TEAM = {
  'account-manager': 'p-1',
  backup: 'p-2',
  technical: 'p-3',
  'sales-manager': 'p-4',
  'executive-sponsor': 'p-5',
} as const;
const visit = touchpoint('progress-visit', { anchor: 'handover', businessDays: 3, latest: 5 }, { remind: [5], time: '10:00', meeting: 60 });
export const TERMS = terms([monthly, touchpoint('usage-check', { anchor: 'signing', every: 'P1W' }, { owner: 'technical' }), visit], {
  handover: { standIn: ['backup', 'account-manager', 'sales-manager'] },
});
export const HANDOVER_TERMS: HandoverTerms = {
  id: 'ht-test',
  playbook: 'pb-test',
  roles: ROLES,
  within: 24 * HOUR,
  thresholds: [50, 75, 100],
  notify: { 50: ['successor', 'stand-in'], 75: ['successor', 'sales-manager'], 100: ['successor', 'sales-manager', 'executive-sponsor'] },
};

/** The outcome of a mail; by default it was sent. */
export type Post = (effect: HandoverEffect) => Outcome | undefined;

/** The terms of the account and its handovers. */
export interface World {
  readonly terms: Terms;
  readonly handover: HandoverTerms;
}

export class House extends Life<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms> {
  readonly handovers = new Map<HandoverId, HandoverState>();
  readonly notified: { readonly handover: HandoverId; readonly event: HandoverEvent }[] = [];
  readonly mails: { readonly handover: HandoverId; readonly effect: HandoverEffect }[] = [];

  constructor(
    now = '2026-01-05T02:00:00Z',
    private readonly post: Post = () => ({ ok: true }),
    first: Partial<AccountCommands['start']> = {},
    private readonly world: World = { terms: TERMS, handover: HANDOVER_TERMS },
  ) {
    super(account, world.terms, parseInstant(now));
    this.command('start', {
      zone: 'Asia/Shanghai',
      level: 'gold',
      team: TEAM,
      rules: 1,
      terms: world.terms,
      signedOn: '2026-01-05',
      ...first,
    });
  }

  /** Processes time for all of them, up to `now`. */
  at(now: string | Instant): this {
    const until = typeof now === 'string' ? parseInstant(now) : now;
    for (;;) {
      const wakes = [account.due(this.state), ...Array.from(this.handovers.values(), handover.due)].filter((due) => due !== undefined);
      const next = Math.min(...wakes, until);
      this.now = Math.max(this.now, next);
      this.sleepUntil(this.now);
      for (const id of this.handovers.keys()) this.takeOf(id, (state) => handover.tick(state, this.now, this.world.handover));
      if (next >= until && !wakes.some((wake) => wake < until)) return this;
    }
  }

  /** Hands our `roles` over to `to`. */
  change(to: string, id: HandoverId, roles: readonly string[] = [this.world.terms.roles.answers], from?: string) {
    const before = from ?? this.state.team[roles[0] ?? ''] ?? '';
    return this.command('openHandover', { kind: 'ours', roles, from: before, to, handover: id, reason: 'left' });
  }

  changeTheirs(from: string, to: string, id: HandoverId) {
    return this.command('openHandover', { kind: 'theirs', from, to, handover: id, reason: 'left' });
  }

  ask<Name extends keyof HandoverCommands>(id: HandoverId, name: Name, args: HandoverCommands[Name]): void {
    this.takeOf(id, (state) => handover.decide[name](state, args, this.now, this.world.handover));
  }

  /** An operator cancels a handover. */
  cancel(id: HandoverId): void {
    this.takeOf(id, (state) => handover.cancel(state, this.now));
  }

  /** An operator cancels the account. */
  cancelAll(): void {
    this.take(account.cancel(this.state, this.now));
  }

  of(id: HandoverId): HandoverState {
    return this.handovers.get(id) ?? handover.initial;
  }

  /** The steps of a handover, such as `briefed done`. */
  steps(id: HandoverId): string[] {
    return Object.entries(this.of(id).steps).map(([step, { at, code }]) => `${step} ${at === undefined ? (code ?? 'open') : 'done'}`);
  }

  warned(id: HandoverId): { readonly thresholds: readonly number[]; readonly to: readonly string[]; readonly at: Instant }[] {
    return this.notified.flatMap(({ handover: of, event }) =>
      of === id && event.type === 'handoverWarned' ? [{ thresholds: event.thresholds, to: event.to, at: event.at }] : [],
    );
  }

  mailed(id: HandoverId, type: HandoverEffect['type']): HandoverEffect[] {
    return this.mails.flatMap(({ handover: of, effect }) => (of === id && effect.type === type ? [effect] : []));
  }

  /** Owners and attendants of tasks: `data-review:2026-02-05 p-9 by p-2`. */
  work(): string[] {
    return Object.entries(this.state.tasks)
      .map(([key, task]) => `${key} ${ownerOf(this.state, task) ?? ''} by ${attendantOf(this.state, task) ?? ''}`)
      .sort();
  }

  protected override take(events: readonly AccountEvent[]): readonly AccountEvent[] {
    for (const event of events) {
      const before = this.effects.length;
      super.take([event]);
      for (const effect of this.effects.slice(before)) this.deliver(effect);
    }
    return events;
  }

  private deliver(effect: AccountEffect): void {
    if (effect.type === 'start-handover') {
      const { lane: _, type: __, playbook: ___, openedAt, ...opened } = effect;
      const first = { ...opened, account: 'acme', at: openedAt, rules: handover.rules, terms: this.world.handover };
      this.handovers.set(effect.handover, handover.initial);
      this.takeOf(effect.handover, (state) => handover.decide.start(state, first, this.now, this.world.handover));
    }
    if (effect.type === 'send' && effect.to.startsWith('handover/')) {
      const id = effect.to.slice('handover/'.length);
      const name = effect.command as 'redirect' | 'changeTeam' | 'withdraw';
      // An ended handover refuses; the sender gets a code.
      if (handover.isOver(this.of(id))) this.settle(effect, { ok: false, code: 'entity-not-running' });
      else this.takeOf(id, (state) => handover.decide[name](state, effect.args as never, this.now, this.world.handover));
    }
  }

  private takeOf(id: HandoverId, decide: (state: HandoverState) => readonly HandoverEvent[]): void {
    const effects: HandoverEffect[] = [];
    const apply = (events: readonly HandoverEvent[]): void => {
      for (const event of events) {
        const state = handover.evolve(this.of(id), event);
        this.handovers.set(id, state);
        this.notified.push({ handover: id, event });
        effects.push(...handover.react(state, event));
      }
    };
    apply(decide(this.of(id)));
    for (let effect = effects.shift(); effect; effect = effects.shift()) {
      if (effect.type === 'send') {
        this.command('endHandover', effect.args as unknown as AccountCommands['endHandover']);
      } else {
        this.mails.push({ handover: id, effect });
        const outcome = this.post(effect);
        if (outcome) apply(handover.settle(this.of(id), effect, outcome, this.now));
      }
    }
  }
}
