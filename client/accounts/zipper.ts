// The zipper as JSON: handles and names.

import type { Account } from '../../api/accounts';
import type { Team } from '../../domain/account/types';
import { zipperRows } from '../../domain/playbook/zipper';
import type { contacts } from '../../store';
import type { Directory } from '../temporal/directory';

/** One row for each level; `undefined` where the playbook has no zipper. */
export const zipperOf = (
  playbook: Parameters<typeof zipperRows>[0],
  team: Team,
  contacts: readonly Pick<contacts.Contact, 'name' | 'level'>[],
  people: Directory,
): Account['zipper'] =>
  zipperRows(playbook, team, contacts)?.map(({ level, ours, theirs, wanted, gap }) => ({
    level,
    ours: ours.map((id) => people.handle(id)),
    theirs: theirs.map(({ name }) => name),
    wanted: [...wanted],
    gap,
  }));
