// A reported service case, as effects carry it.
import type { CaseEffect, CaseInfo } from '../../domain/service-case/types';
import { notes, type Store } from '../../store';
import { clock, PLAYBOOK } from './house';

export const now = clock.deployment;
const MINUTE = 60_000;
export const minutes = (count: number): number => now + count * MINUTE;

/** Reported 45 minutes ago; it is 09:00 in Shanghai. */
export const REPORT = '三号生产线停机：升级后控制器无响应。\n两块面板均报 E-417。';

/** `owner` is a person id. */
export const reported = async (store: Store, owner: string | undefined, changes: Partial<CaseInfo> = {}): Promise<CaseInfo> => ({
  level: 'platinum',
  severity: 'critical',
  kind: 'problem',
  reportedAt: minutes(-45),
  note: await notes.add(store, { text: REPORT, at: now }),
  ...(owner === undefined ? {} : { owner }),
  clocks: [
    { milestone: 'response', state: 'running', rule: 'promise/green-channel', target: 'PT1H', due: minutes(15) },
    { milestone: 'diagnosis', state: 'met', rule: 'severity/critical', target: 'PT2H', due: minutes(75) },
    { milestone: 'on-site', state: 'paused', rule: 'level/platinum', target: 'PT8H' },
    { milestone: 'resolution', state: 'running', rule: 'severity/critical', target: 'PT24H', due: minutes(23 * 60 + 15) },
  ],
  ...changes,
});

type NotifyCase = Extract<CaseEffect, { readonly type: 'notify-case' }>;

export const notifyCase = (to: string, info: CaseInfo, changes: Partial<NotifyCase> = {}): NotifyCase => ({
  lane: `mail/${to}`,
  type: 'notify-case',
  playbook: PLAYBOOK,
  account: 'acme',
  to,
  about: 'opened',
  warnings: [],
  case: info,
  ...changes,
});
