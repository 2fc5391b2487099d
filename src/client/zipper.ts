// The zipper: who of ours speaks with whom of theirs, level by level, and where somebody is missing (E1).
import type { Team } from '../domain/account/types';
import type { Playbook } from '../domain/playbook/playbook';
import type { contacts } from '../store';
import type { Directory } from './directory';
import type { Account } from './shapes';

const LEVELS = ['executive', 'manager', 'operational'] as const;

/** One row a level, as the playbook pairs our roles with their levels; `undefined` where it pairs none. A person with two roles counts once. */
export function zipperOf(
  { zipper }: Pick<Playbook, 'zipper'>,
  team: Team,
  theirs: readonly Pick<contacts.Contact, 'name' | 'level'>[],
  people: Directory,
): Account['zipper'] {
  if (!zipper) return undefined;
  return LEVELS.map((level) => {
    const ours = Array.from(new Set(zipper[level].flatMap((role) => team[role] ?? [])), (id) => people.handle(id));
    const names = theirs.filter((contact) => contact.level === level).map(({ name }) => name);
    const gap = ours.length === 0 ? (names.length === 0 ? 'both' : 'ours') : names.length === 0 ? 'theirs' : null;
    return { level, ours, theirs: names, gap };
  });
}
