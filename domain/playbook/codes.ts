// The codes that a playbook defines, in order of rank. The order of keys in a file is not kept, so each code has a number.
import type { Role, RoleKind, Roles } from '../account/roles';
import { given } from '../given';
import type { Playbook } from './playbook';

const byRank = (entries: Readonly<Record<string, { readonly rank: number }>>): string[] =>
  Object.entries(entries)
    .sort(([, one], [, other]) => one.rank - other.rank)
    .map(([id]) => id);

type Codes<Section extends keyof Playbook> = Pick<Playbook, Section>;

/** The highest first. */
export const levelsOf = ({ levels }: Codes<'levels'>): readonly string[] => byRank(levels);

/** The highest first. */
export const contactLevelsOf = (playbook: Codes<'contact-levels'>): readonly string[] => byRank(playbook['contact-levels']);

export const segmentsOf = ({ segments = {} }: Codes<'segments'>): readonly string[] => Object.keys(segments).sort();

export const phasesOf = ({ phases = {} }: Codes<'phases'>): readonly string[] => Object.keys(phases).sort();

const USUAL: RoleKind = 'supports';

/** The roles by their kinds. */
export function rolesOf({ roles }: Codes<'roles'>): Roles {
  const all = byRank(roles);
  const kindOf = (role: Role): RoleKind => roles[role]?.kind ?? USUAL;
  const of = (kind: RoleKind): Role[] => all.filter((role) => kindOf(role) === kind);
  const [answers = ''] = of('answers-for-the-account');
  const [standsIn] = of('stands-in');
  const [oversees] = of('oversees');
  return {
    all,
    answers,
    ...given({ standsIn }),
    takesCases: of('takes-cases'),
    ...given({ oversees }),
    announced: all.filter((role) => roles[role]?.announced ?? kindOf(role) !== 'oversees'),
  };
}

/** The reason of an offboarding without one: the playbook's code of kind `leaves`, or plain words. */
export const leavingReason = ({ handover }: Codes<'handover'>): string =>
  Object.entries(handover?.reasons ?? {}).find(([, { kind }]) => kind === 'leaves')?.[0] ?? 'leaves us';
