// Is the company's ticketing system there, and do the cases' tickets go out to it?
import { formatInstant } from '../domain/time';
import { cases, deliveries, type Store, ticketLinks, ticketSync } from '../store';
import { caseIn } from '../store/case-fold';
import type { Finding } from './shapes';

const TICKET_EFFECTS: readonly string[] = ['open-case-ticket', 'note-case-ticket', 'move-ticket'];

/** What can be done about a code; others mend themselves once the system answers. */
const REMEDIES: Readonly<Record<string, string>> = {
  'wrong-token': 'Mend the token or the user of the ticketing system in the configuration.',
  'no-such-status': 'Map our states to statuses that exist there, in the configuration.',
  'no-such-ticket': 'It was deleted there: the case goes on without a ticket.',
  'no-such-system': 'Configure the ticketing system that the ticket is in.',
};
const OTHERWISE = 'See whether the system runs and can be reached; what waits is tried again by itself.';

/** What reading its changes stumbles over, and what could not be made there for cases that have not ended. */
export async function checkTicketing(store: Store): Promise<Finding> {
  const [syncs, failing] = await Promise.all([ticketSync.list(store), failingEffects(store)]);
  const troubles = [
    ...syncs.flatMap(({ system, code, since }) =>
      code === null ? [] : [{ code, detail: `${system}: ${code} since ${formatInstant(since)}, its changes are not read` }],
    ),
    ...failing,
  ];
  const systems = syncs.map(({ system }) => system).join(', ');
  if (troubles.length === 0)
    return { ok: true, detail: systems === '' ? 'no ticket of a case is stuck' : `changes are read from ${systems}` };
  return {
    ok: false,
    detail: troubles.map(({ detail }) => detail).join('; '),
    remedy: Array.from(new Set(troubles.map(({ code }) => REMEDIES[code] ?? OTHERWISE))).join(' '),
  };
}

/** By system and code: how many, and of which cases. */
async function failingEffects(store: Store): Promise<readonly { readonly code: string; readonly detail: string }[]> {
  const found = await deliveries.list(store, { states: ['sending', 'waiting', 'failed'], types: TICKET_EFFECTS });
  const ids = Array.from(new Set(found.flatMap(({ entity }) => caseIn(entity) ?? [])));
  const alive = await cases.list(store, { ids, statuses: ['open', 'waiting', 'resolved'] });
  const caseOf = new Map(alive.map((one) => [one.id, one]));
  const links = await ticketLinks.byNames(
    store,
    alive.flatMap(({ ticket }) => ticket ?? []),
  );
  const groups = new Map<string, { readonly code: string; readonly system: string; readonly cases: Set<string> }>();
  for (const { entity, code } of found) {
    const one = caseOf.get(caseIn(entity) ?? '');
    if (code === null || one === undefined) continue;
    const system = (one.ticket === null ? undefined : links.get(one.ticket)?.system) ?? 'ticketing';
    const group = groups.get(`${system} ${code}`) ?? { code, system, cases: new Set() };
    groups.set(`${system} ${code}`, { ...group, cases: group.cases.add(one.id) });
  }
  return Array.from(groups.values(), ({ code, system, cases: stuck }) => ({
    code,
    detail: `${system}: ${code}, tickets of ${Array.from(stuck).slice(0, 3).join(', ')}${stuck.size > 3 ? ` and ${stuck.size - 3} more` : ''}`,
  }));
}
