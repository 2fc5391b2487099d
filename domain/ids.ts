// Ids: how each is composed and taken apart. No other file knows their form. All of them are plain text.
import { given } from './given';

/** `account/acme`: an entity's name in the journal, in Temporal, and for other entities. */
export const entityOf = (kind: string, id: string): string => `${kind}/${id}`;

export const accountEntity = (id: string): string => entityOf('account', id);
export const campaignEntity = (id: string): string => entityOf('campaign', id);
export const caseEntity = (id: string): string => entityOf('case', id);
export const handoverEntity = (id: string): string => entityOf('handover', id);
/** The name that an offboarding's commands are recorded under. Its workflow is a campaign's. */
export const offboardingEntity = (id: string): string => entityOf('offboarding', id);
export const personEntity = (id: string): string => entityOf('person', id);

/** `account/acme` as kind and id. The kind is empty where the text has no slash. */
export function entityParts(entity: string): { readonly kind: string; readonly id: string } {
  const at = entity.indexOf('/');
  return { kind: entity.slice(0, Math.max(0, at)), id: entity.slice(at + 1) };
}

/** The id of an entity of the kind `wanted`; `undefined` for another kind. */
export function idIn(wanted: string, entity: string): string | undefined {
  const { kind, id } = entityParts(entity);
  return kind === wanted ? id : undefined;
}

/** `account/acme/17/0`: an effect, by the number of its event and its place among the event's effects. */
export const effectKey = (entity: string, sequence: number, index: number): string => `${entity}/${sequence}/${index}`;

/** Entity, sequence and index of an effect's key; `undefined` for any other text. */
export function effectParts(key: string): { readonly entity: string; readonly sequence: number; readonly index: number } | undefined {
  const [, entity, sequence, index] = /^([^/]+\/.+)\/(\d+)\/(\d+)$/.exec(key) ?? [];
  return entity === undefined ? undefined : { entity, sequence: Number(sequence), index: Number(index) };
}

/** The anchor of one handover's date: `handover:H-7`. */
export const handoverAnchor = (handover: string): string => `handover:${handover}`;

/** The handover of an anchor such as `handover:H-7`; `undefined` for other anchors. */
export const handoverOfAnchor = (anchor: string): string | undefined =>
  anchor.startsWith(handoverAnchor('')) ? anchor.slice(handoverAnchor('').length) : undefined;

/** The fields that identify a task within its account. */
export interface TaskIdentity {
  readonly touchpoint: string;
  /** YYYY-MM-DD. */
  readonly nominal: string;
  /** The instance of the anchor, such as `handover:H-7`; absent where the anchor has only one. */
  readonly instance?: string;
}

/** `touchpoint:nominal`, or `touchpoint:nominal:H-7` for a task that follows a handover: two handovers may have the same date. */
export const taskKey = ({ touchpoint, nominal, instance }: TaskIdentity): string => `${touchpoint}:${nominal}${behind(instance)}`;

/** The key of a touchpoint's series; one for each handover where it follows handovers: `progress-visit:H-7`. */
export const seriesKey = ({ touchpoint, instance }: Pick<TaskIdentity, 'touchpoint' | 'instance'>): string =>
  `${touchpoint}${behind(instance)}`;

const behind = (instance: string | undefined): string => (instance === undefined ? '' : `:${handoverOfAnchor(instance) ?? instance}`);

/** The touchpoint of a task, and the handover that it follows. */
export function taskKeyParts(key: string): { readonly touchpoint: string; readonly handover?: string } {
  const [touchpoint = '', , handover] = key.split(':');
  return { touchpoint, ...given({ handover }) };
}

/** `account:touchpoint:nominal`: a task's id for people. */
export const taskId = (account: string, key: string): string => `${account}:${key}`;

/** The parts of a task's id. `account:touchpoint` means the touchpoint's next task: `nominal` is absent then. */
export function taskIdParts(id: string): {
  readonly account: string;
  readonly key: string;
  readonly touchpoint?: string;
  readonly nominal?: string;
} {
  const [account = '', touchpoint, nominal] = id.split(':');
  return {
    account,
    key: id.slice(account.length + 1),
    ...given({ touchpoint, nominal }),
  };
}

/** Whether the text is a task's key or id: no other id contains a colon. */
export const isTask = (id: string): boolean => id.includes(':');

/** `C-12:response`: one clock of a case. */
export const milestoneId = (caseId: string, milestone: string): string => `${caseId}:${milestone}`;

/** The id of the handover that replaces one which ended before its reassignment: `H-7.2` follows `H-7`. */
export function nextHandover(id: string): string {
  const [first = id, count = '1'] = id.split('.');
  return `${first}.${Number(count) + 1}`;
}

/** The prefix of each kind of id that the store numbers. */
export const PREFIXES = {
  absence: 'ab',
  campaign: 'CA',
  case: 'C',
  contact: 'c',
  handover: 'H',
  mail: 'm',
  note: 'n',
  offboarding: 'OB',
  person: 'p',
  staged: 's',
  ticket: 'T',
  'ticket-news': 'TN',
} as const;
export type Numbered = keyof typeof PREFIXES;

const NUMBERED = Object.entries(PREFIXES).map(([kind, prefix]) => ({
  kind: kind as Numbered,
  id: new RegExp(`^${prefix}-\\d+(\\.\\d+)?$`),
}));

/** The kind of an id that the store numbered: `case` for `C-12`; `undefined` for any other text. */
export const numberedAs = (text: string): Numbered | undefined => NUMBERED.find(({ id }) => id.test(text))?.kind;

/** The same, whatever the case of the letters: `c-12` may be meant as `C-12`. */
export const resembles = (text: string): Numbered | undefined =>
  numberedAs(text) ?? numberedAs(text.toUpperCase()) ?? numberedAs(text.toLowerCase());
