// Ids: how each is made and taken apart. Nothing else knows what they look like; all of them are plain text.

/** `account/acme`: what an entity is called in the journal, in Temporal and by other entities. */
export const entityOf = (kind: string, id: string): string => `${kind}/${id}`;

export const accountEntity = (id: string): string => entityOf('account', id);
export const campaignEntity = (id: string): string => entityOf('campaign', id);
export const caseEntity = (id: string): string => entityOf('case', id);
export const handoverEntity = (id: string): string => entityOf('handover', id);
/** What an offboarding's commands are known by; its workflow is its campaign's. */
export const offboardingEntity = (id: string): string => entityOf('offboarding', id);
export const personEntity = (id: string): string => entityOf('person', id);

/** `account/acme` as kind and id; the kind is empty where the text names none. */
export function entityParts(entity: string): { readonly kind: string; readonly id: string } {
  const at = entity.indexOf('/');
  return { kind: entity.slice(0, Math.max(0, at)), id: entity.slice(at + 1) };
}

/** The id of an entity of this kind, or `undefined` where it is another kind of entity. */
export function idIn(wanted: string, entity: string): string | undefined {
  const { kind, id } = entityParts(entity);
  return kind === wanted ? id : undefined;
}

/** `account/acme/17/0`: the effect that the event of this number brings, by its place among those of the event. */
export const effectKey = (entity: string, sequence: number, index: number): string => `${entity}/${sequence}/${index}`;

/** `undefined` for a text that is no key of an effect. */
export function effectParts(key: string): { readonly entity: string; readonly sequence: number; readonly index: number } | undefined {
  const [, entity, sequence, index] = /^([^/]+\/.+)\/(\d+)\/(\d+)$/.exec(key) ?? [];
  return entity === undefined ? undefined : { entity, sequence: Number(sequence), index: Number(index) };
}

/** The anchor that is the date of one handover: `handover:H-7`. */
export const handoverAnchor = (handover: string): string => `handover:${handover}`;

/** The handover of an anchor `handover:H-7`, or `undefined` for another anchor. */
export const handoverOfAnchor = (anchor: string): string | undefined =>
  anchor.startsWith(handoverAnchor('')) ? anchor.slice(handoverAnchor('').length) : undefined;

/** What tells the tasks of an account apart. */
export interface TaskIdentity {
  readonly touchpoint: string;
  /** YYYY-MM-DD. */
  readonly nominal: string;
  /** The instance of its anchor, `handover:H-7`; absent where the anchor has but one. */
  readonly instance?: string;
}

/** `touchpoint:nominal`; `touchpoint:nominal:H-7` where it follows a handover, since that of another may be on the same day. */
export const taskKey = ({ touchpoint, nominal, instance }: TaskIdentity): string => `${touchpoint}:${nominal}${behind(instance)}`;

/** The name of a touchpoint's series, one for each handover: `progress-visit:H-7`. */
export const seriesKey = ({ touchpoint, instance }: Pick<TaskIdentity, 'touchpoint' | 'instance'>): string =>
  `${touchpoint}${behind(instance)}`;

const behind = (instance: string | undefined): string => (instance === undefined ? '' : `:${handoverOfAnchor(instance) ?? instance}`);

/** The touchpoint of a task, and the handover that it follows. */
export function taskKeyParts(key: string): { readonly touchpoint: string; readonly handover?: string } {
  const [touchpoint = '', , handover] = key.split(':');
  return { touchpoint, ...(handover === undefined ? {} : { handover }) };
}

/** `account:touchpoint:nominal`: a task as people name it. */
export const taskId = (account: string, key: string): string => `${account}:${key}`;

/** What people name may be `account:touchpoint` as well, the touchpoint's next task: `nominal` is absent then. */
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
    ...(touchpoint === undefined ? {} : { touchpoint }),
    ...(nominal === undefined ? {} : { nominal }),
  };
}

/** Whether it names a task, by its key or its id: no other id has a colon. */
export const isTask = (id: string): boolean => id.includes(':');

/** `C-12:response`: one clock of a case. */
export const milestoneId = (caseId: string, milestone: string): string => `${caseId}:${milestone}`;

/** The handover that follows one that ended while it was being reassigned: `H-7.2` follows `H-7`. */
export function nextHandover(id: string): string {
  const [first = id, count = '1'] = id.split('.');
  return `${first}.${Number(count) + 1}`;
}

/** What the store numbers, by what stands before the number. */
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

/** Of what kind the id is that the store gave: `case` for `C-12`; `undefined` for any other text. */
export const numberedAs = (text: string): Numbered | undefined => NUMBERED.find(({ id }) => id.test(text))?.kind;

/** The same where a text is written in other letters: `c-12` may be meant as `C-12`. */
export const resembles = (text: string): Numbered | undefined =>
  numberedAs(text) ?? numberedAs(text.toUpperCase()) ?? numberedAs(text.toLowerCase());
