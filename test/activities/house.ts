// A store in memory with two of our people, one account and the standard playbook; activities over a real mail server.

import { ApplicationFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import pino from 'pino';
import type { SMTPServerOptions } from 'smtp-server';
import { parse } from 'yaml';
import { type Activities, createActivities } from '../../activities/effects';
import { smtpTransport, type Transport } from '../../activities/email/send/transport';
import type { AnyEffect } from '../../activities/handler';
import type { Sender } from '../../activities/send';
import { embeddedTicketing } from '../../activities/ticketing/embedded';
import { registry, type Ticketings } from '../../activities/ticketing/registry';
import type { AccountEffect, TaskInfo } from '../../domain/account/types';
import type { Outcome } from '../../domain/decider/decider';
import type { DeploymentClock } from '../../domain/time/deployment-clock';
import { contacts, people, playbooks, profiles, type Store } from '../../store';
import { openMemoryStore } from '../support/memory-store';
import { ofFile } from '../support/of-file';
import { STANDARD } from '../support/playbook';
import { configured, type SmtpServer, smtpServer } from './email/smtp';

export const PLAYBOOK = 'sha-of-the-standard-playbook';

/** Thursday 15 January 2026, 09:00 in Shanghai. It stands still during a test. */
export const clock: DeploymentClock = { real: Date.now(), deployment: Date.parse('2026-01-15T01:00:00Z'), speed: 1e-6 };

/** Everything here that no history, log or outcome may contain. */
const SECRETS = [
  '李伟',
  '停机',
  'E-417',
  'li.wei@',
  '陈静',
  'chen.jing@',
  '华辰',
  '王芳',
  '138 0000',
  '进度同步',
  '@huachen.example',
  '@key.example',
];

/** The mail transport and other surroundings; each test may have its own. */
interface Surroundings {
  readonly mail: Transport;
  readonly ticketing: Ticketings;
  readonly send: Sender;
  readonly clock: DeploymentClock;
  /** The address of the API. */
  readonly linkBase: () => string | undefined;
}

/** There is no other entity. */
const nobody: Sender = { command: () => Promise.reject(new Error('nobody')), start: () => Promise.reject(new Error('nobody')) };

type Particulars = Partial<Omit<Parameters<typeof people.upsert>[1], 'handle' | 'name'>>;

/** Its mail server is the house's own. */
export interface House extends Pick<SmtpServer, 'port' | 'mails' | 'received'> {
  readonly store: Store;
  readonly liWei: string;
  readonly chenJing: string;
  /** What was logged. */
  readonly log: string[];
  /** Adds or rewrites one of ours, who reads Chinese in Shanghai unless something else is said; answers their id. */
  person(handle: string, name: string, particulars?: Particulars): Promise<string>;
  perform(key: string, effect: AnyEffect, other?: Partial<Surroundings>): Promise<Outcome>;
  journalAndPerform: Activities['journalAndPerform'];
  close(): Promise<void>;
}

const inActivity = <Asked extends unknown[], Answer>(activity: (...asked: Asked) => Promise<Answer>, ...asked: Asked): Promise<Answer> =>
  new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run<Asked, Answer, typeof activity>(activity, ...asked);

/** `options` of its mail server, which takes every mail by default. */
export const openHouse = async (options: SMTPServerOptions = {}): Promise<House> => {
  const [store, server] = await Promise.all([openMemoryStore(), smtpServer(options)]);
  await playbooks.publish(store, PLAYBOOK, 'source', parse(STANDARD) as object);
  const person: House['person'] = async (handle, name, particulars) => {
    const usual = { email: `${handle}@key.example`, language: 'zh-CN', zone: 'Asia/Shanghai' } as const;
    await people.upsert(store, { handle, name, ...usual, ...particulars });
    return (await people.byHandle(store, handle))?.id ?? '';
  };
  const chenJing = await person('chen.jing', '陈静', { manager: null });
  const liWei = await person('li.wei', '李伟', { manager: chenJing });
  await profiles.upsert(store, { account: 'acme', name: '华辰精密 <"A&C">' });
  await contacts.upsert(store, {
    account: 'acme',
    name: '王芳',
    email: 'wang.fang@huachen.example',
    phone: '+86 138 0000 1234',
    role: '信息部总监',
    level: 'manager',
    language: 'zh-CN',
    primary: true,
  });
  const smtp = smtpTransport(configured(server.port));
  const log: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const surroundings: Surroundings = {
    mail: smtp,
    ticketing: registry(embeddedTicketing(store, clock)),
    send: nobody,
    clock,
    linkBase: () => undefined,
  };
  return {
    ...server,
    store,
    liWei,
    chenJing,
    log,
    person,
    perform: (key, effect, other) =>
      inActivity(createActivities({ store, logger, ...surroundings, ...other }).perform, key, key.split('/').slice(0, 2).join('/'), effect),
    journalAndPerform: (...asked) => inActivity(createActivities({ store, logger, ...surroundings }).journalAndPerform, ...asked),
    async close() {
      smtp.close();
      await store.close();
      await server.close();
    },
  };
};

/** The house of a test file: opened before its first test, without mails before each, searched for secrets and closed after the last. */
export const houseOfFile = (options: SMTPServerOptions = {}): House => {
  const house = ofFile(() => openHouse(options));
  beforeEach(() => {
    house.mails.length = 0;
  });
  afterAll(() => expectNoSecret(house.log));
  return house;
};

export const weeklySync: TaskInfo = {
  task: 'weekly-sync:2026-01-22',
  touchpoint: 'weekly-sync',
  nominal: '2026-01-22',
  due: Date.parse('2026-01-22T10:00:00Z'),
  stage: 'onboarding',
  provisional: false,
};

export const renewal: TaskInfo = {
  task: 'renewal:2026-01-16',
  touchpoint: 'renewal',
  nominal: '2026-01-16',
  due: Date.parse('2026-01-16T10:00:00Z'),
  stage: 'value-symbiosis',
  provisional: true,
};

export const reminder = (to: string, tasks: readonly TaskInfo[] = [weeklySync]): AccountEffect => ({
  lane: `mail/${to}`,
  type: 'remind',
  playbook: PLAYBOOK,
  to,
  tasks: tasks.map((task) => ({ ...task, remindAt: [task.due - 86_400_000] })),
});

/** The failure of an activity that is to be retried, as Temporal keeps it. */
export const failureOf = async (attempt: Promise<unknown>): Promise<ApplicationFailure> => {
  const failure: unknown = await attempt.then(
    (outcome) => outcome,
    (error: unknown) => error,
  );
  if (!(failure instanceof ApplicationFailure)) throw new Error(`no failure but ${JSON.stringify(failure)}`);
  expect(failure.nonRetryable).toBe(false);
  expect(failure.message).toBe(failure.type);
  expect(failure.cause).toBeUndefined();
  expectNoSecret([failure.type, failure.details, failure.stack]);
  return failure;
};

export const expectNoSecret = (kept: unknown): void => {
  const text = JSON.stringify(kept);
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
};
