// The history of an account, case or handover as a table.

import type { Happening } from '../api/values';
import { taskKey } from '../domain/ids';
import { when } from './moments';
import { table } from './table';

/** A table of events, with times in `zone` (IANA). */
export function historyTable(history: readonly Happening[], zone: string): string {
  const rows = history.map((one) => [String(one.sequence), when(one.at, zone), one.type, one.by ?? '', particulars(one.data, zone)]);
  return `${table(['#', 'at', 'what', 'by', 'with'], rows, [0])}\n\nTimes in ${zone}; --json has everything.`;
}

/** A succession in an event's data. */
interface Succession {
  readonly kind: string;
  readonly roles?: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly standIn?: string;
}

/** Fields that mean nothing to people. */
const HIDDEN = new Set([
  'rules',
  'warned',
  'reminded',
  'wantsTicket',
  'touchpoint',
  'nominal',
  'instance',
  'used',
  'meeting',
  'minutes',
  'sequence',
  'brings',
]);

/** An event's data on one line: the task first, instants as times, other objects left out. */
function particulars(data: Happening['data'], zone: string): string {
  const { touchpoint, nominal, instance } = data;
  const ofHandover = typeof instance === 'string' ? { instance } : {};
  const task = typeof touchpoint === 'string' && typeof nominal === 'string' ? [taskKey({ touchpoint, nominal, ...ofHandover })] : [];
  const others = Object.entries(data).flatMap(([name, value]) => {
    if (name === 'tasks' && Array.isArray(value)) return value.flatMap(stepped);
    if (name === 'warnings' && Array.isArray(value)) return value.map(warned);
    if (name === 'withdrawn' && Array.isArray(value)) return value.map(withdrawn);
    if (name === 'missed' && Array.isArray(value)) return value.map(missed);
    if (name === 'succession') return [successionText(value as Succession)];
    if (name === 'thresholds' && Array.isArray(value)) return [`${value.join(', ')} %`];
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')) return [`${name} ${value.join(' ')}`];
    if (HIDDEN.has(name) || value === false || value === null || typeof value === 'object') return [];
    if (value === true) return [name];
    return typeof value === 'number' || typeof value === 'string' ? [`${name} ${shown(value, zone)}`] : [];
  });
  return [...task, ...others].join(', ');
}

/** A value as text. Numbers in events are instants. */
const shown = (value: number | string, zone: string): string => (typeof value === 'number' ? when(new Date(value).toJSON(), zone) : value);

/** `weekly-sync:2026-01-22 step 2`: a task's escalation. */
const stepped = ({ task, step }: { readonly task: string; readonly step?: number }): string[] =>
  step === undefined ? [] : [`${task} step ${step}`];

/** `response 50, 75 %`: the thresholds that a clock passed. */
const warned = ({ milestone, thresholds }: { readonly milestone: string; readonly thresholds: readonly number[] }): string =>
  `${milestone} ${thresholds.join(', ')} %`;

/** `kickoff-meeting:2026-03-09 opened`: a missed occurrence and what happened to it. */
const missed = (one: { readonly touchpoint: string; readonly nominal: string; readonly catchUp: string }): string =>
  `${taskKey(one)} ${one.catchUp}`;

/** `response no longer late (level)`: a withdrawn breach. */
const withdrawn = ({ milestone, why }: { readonly milestone: string; readonly why: string }): string =>
  `${milestone} no longer late (${why})`;

/** `account-manager li.wei → wang.fang, chen.jie stands in`. */
const successionText = ({ kind, roles, from, to, standIn }: Succession): string =>
  `${kind === 'ours' ? (roles ?? []).join(' and ') : 'their contact'} ${from} → ${to}${standIn === undefined ? '' : `, ${standIn} stands in`}`;
