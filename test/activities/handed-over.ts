// An account that has lived for months under the standard playbook and is then handed over: events, rows and effects come from the deciders.
import { account as accounts } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEvent, AccountState } from '../../domain/account/types';
import type { Decider, Effect } from '../../domain/decider/decider';
import type { Ruled } from '../../domain/decider/rules';
import { handover as handovers } from '../../domain/handover/handover';
import type { HandoverCommands, HandoverEffect, HandoverEvent, HandoverState, HandoverTerms } from '../../domain/handover/types';
import { effectKey } from '../../domain/ids';
import { compileTerms } from '../../domain/playbook/compile';
import { compileHandover } from '../../domain/playbook/compile-handover';
import { compileService } from '../../domain/playbook/compile-service';
import { contentHash } from '../../domain/playbook/hash';
import { loadPlaybook } from '../../domain/playbook/load';
import { serviceCase } from '../../domain/service-case/service-case';
import { contacts, contracts, journal, notes, playbooks, type Store, terms as storedTerms } from '../../store';
import type { JournalEvent } from '../../store/folds/read-model';
import { Life } from '../support/life';
import { clock, type House } from './house';

export const now = clock.deployment;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const playbook = loadPlaybook('playbooks/key-account.yaml');
const terms = compileTerms(playbook, { calendarId: 'china', fromYear: 2025 });

/** One entity: its decisions are journalled once it is recorded, and its effects are kept under their keys. */
class RecordedLife<State extends Ruled, Commands extends object, Event extends JournalEvent, Fx extends Effect, T> extends Life<
  State,
  Commands,
  Event,
  Fx,
  T
> {
  readonly errands: { readonly key: string; readonly effect: Fx }[] = [];
  private written = 0;

  constructor(
    private readonly store: Store,
    private readonly entity: string,
    decider: Decider<State, Commands, Event, Fx, T>,
    terms: T,
  ) {
    super(decider, terms, now);
  }

  /** The errands of a command. */
  say<Name extends keyof Commands>(name: Name, args: Commands[Name], at = now) {
    this.now = at;
    return this.following(() => this.command(name, args));
  }

  tick(at: number) {
    return this.following(() => this.sleepUntil(at));
  }

  due(): number | undefined {
    return this.decider.due(this.state);
  }

  private following(live: () => unknown) {
    const before = this.errands.length;
    live();
    return this.errands.slice(before);
  }

  protected override take(events: readonly Event[]): readonly Event[] {
    for (const event of events) {
      const before = this.effects.length;
      super.take([event]);
      for (const [index, effect] of this.effects.slice(before).entries())
        this.errands.push({ key: effectKey(this.entity, this.events.length, index), effect });
    }
    return events;
  }

  async record() {
    const from = this.written;
    this.written = this.events.length;
    await journal.append(this.store, this.entity, from + 1, this.events.slice(from));
  }
}

type AccountLife = RecordedLife<AccountState, AccountCommands, AccountEvent, ReturnType<typeof accounts.react>[number], Terms>;
export type HandoverLife = RecordedLife<HandoverState, HandoverCommands, HandoverEvent, HandoverEffect, HandoverTerms>;

export interface HandedOver {
  readonly account: AccountLife;
  /** Person ids by handle. */
  readonly ids: Readonly<Record<string, string>>;
  note(text: string): Promise<string>;
  /** A handover of ours: the effects of its mails. */
  ours(id: string, to: string, more?: Partial<AccountCommands['openHandover']>): Promise<HandoverLife>;
  /** A handover of theirs, by contact ids. */
  theirs(id: string, from: string, to: string): Promise<HandoverLife>;
  /** Performs effects; returns the outcomes by type. */
  perform(effects: HandoverLife['errands'], other?: Parameters<House['perform']>[2]): Promise<Record<string, unknown>>;
}

/** An account signed in June 2025, with 李伟 as its manager since. On 15 January 2026 some work is overdue and a case is open. `id`: the account's. */
export const accountOf = async (house: House, id = 'acme'): Promise<HandedOver> => {
  const { store } = house;
  const hash = contentHash(playbook);
  await playbooks.publish(store, hash, 'source', playbook);
  await storedTerms.put(store, terms);
  const ids = {
    'li.wei': house.liWei,
    'chen.jing': house.chenJing,
    'sun.hao': await house.person('sun.hao', '孙浩'),
    'marta.berg': await house.person('marta.berg', 'Marta Berg', { language: 'en', zone: 'Europe/Berlin' }),
    'tom.reyes': await house.person('tom.reyes', 'Tom Reyes', { language: 'en', zone: 'America/New_York' }),
  };
  const contact = { account: id, primary: false, language: 'en' } as const;
  await contacts.upsert(store, {
    ...contact,
    name: '王芳',
    email: 'wang.fang@huachen.example',
    phone: '+86 138 0000 1234',
    level: 'manager',
    role: '信息部总监',
    language: 'zh-CN',
  });
  await contacts.upsert(store, {
    ...contact,
    name: 'Anna Lindqvist',
    email: 'anna@huachen.example',
    level: 'manager',
    role: 'Head of purchasing',
    primary: true,
  });
  await contacts.upsert(store, {
    ...contact,
    name: 'Guo Lei',
    email: 'guo.lei@huachen.example',
    level: 'operational',
    role: 'Plant engineer',
  });
  await contracts.upsert(store, {
    account: 'acme',
    annualFee: '1200000.00',
    currency: 'CNY',
    signedOn: '2025-06-10',
    endsOn: '2027-06-09',
  });

  const caseId = id === 'acme' ? 'C-12' : `C-${id}`;
  const account: AccountLife = new RecordedLife(store, `account/${id}`, accounts, terms);
  const begin = Date.parse('2025-11-10T01:00:00Z');
  account.say(
    'start',
    {
      rules: accounts.rules,
      terms,
      zone: 'Asia/Shanghai',
      level: 'gold',
      segment: 'core-value',
      signedOn: '2025-06-10',
      contractEndsOn: '2027-06-09',
      team: {
        'account-manager': ids['li.wei'],
        backup: ids['chen.jing'],
        technical: ids['tom.reyes'],
        'sales-manager': ids['chen.jing'],
      },
    },
    begin,
  );
  const note = (text: string) => notes.add(store, { text, by: ids['li.wei'], at: now });
  const outcomes: Readonly<Record<string, object>> = {
    'usage-review': { note: await note('三条产线已全部上线，对方希望加装能耗模块。') },
    'data-review': { outcome: 'usage-falling', note: await note('二号线停机一周。') },
  };
  // Work due by Christmas is done on time; later work is left open.
  for (let at = account.due(); at !== undefined && at <= now; at = account.due()) {
    account.tick(at);
    for (const [task, { due, touchpoint }] of Object.entries(account.state.tasks))
      if (due <= at && due < Date.parse('2025-12-25T00:00:00Z'))
        account.say('completeTask', { task, by: ids['li.wei'], ...(outcomes[touchpoint] ?? {}) }, at);
  }
  account.tick(now);
  account.say('assess', { phase: 'growth', demand: 'growing', pain: 'known', by: ids['li.wei'] }, now - 30 * DAY);
  account.say('openCase', { case: caseId, severity: 'high', kind: 'problem', at: now - 2 * HOUR });
  const service = compileService(playbook, { calendarId: 'china', fromYear: 2025 });
  await account.record();
  const reported = new RecordedLife(store, `case/${caseId}`, serviceCase, service);
  reported.say(
    'start',
    {
      rules: serviceCase.rules,
      terms: service,
      case: caseId,
      account: id,
      level: 'gold',
      severity: 'high',
      kind: 'problem',
      stage: 'stable',
      team: account.state.team,
      note: await note('三号生产线停机：升级后控制器无响应。'),
      at: now - 2 * HOUR,
    },
    now - 2 * HOUR,
  );

  await reported.record();

  const lives: HandoverLife[] = [];
  const begun = async (handover: string, args: Omit<AccountCommands['openHandover'], 'handover'>): Promise<HandoverLife> => {
    const caused = account.say('openHandover', { ...args, handover } as AccountCommands['openHandover']);
    const opened = caused.flatMap(({ effect }) => (effect.type === 'start-handover' ? [effect] : []))[0];
    if (!opened) throw new Error('nothing was opened');
    const { lane: _, type: __, playbook: ___, openedAt, ...first } = opened;
    const rules = compileHandover(playbook);
    const life: HandoverLife = new RecordedLife(store, `handover/${handover}`, handovers, rules);
    lives.push(life);
    life.say('start', { ...first, account: id, at: openedAt, rules: handovers.rules, terms: rules });
    await account.record();
    return life;
  };
  return {
    account,
    ids,
    note,
    ours: (handover, to, more = {}) => {
      const from = account.state.team['account-manager'] ?? '';
      const change = { kind: 'ours', roles: ['account-manager'], from, to: ids[to as keyof typeof ids], reason: 'left' } as const;
      return begun(handover, { ...change, ...more });
    },
    theirs: (handover, from, to) => begun(handover, { kind: 'theirs', from, to, reason: 'transferred' }),
    async perform(effects, other) {
      for (const life of lives) await life.record();
      const outcomes: [string, unknown][] = [];
      for (const { key, effect } of effects)
        if (effect.type !== 'send') outcomes.push([effect.type, await house.perform(key, effect, other)]);
      return Object.fromEntries(outcomes);
    },
  };
};
