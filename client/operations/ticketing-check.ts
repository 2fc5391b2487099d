// The doctor's check of the ticketing system: whether it answers, and whether cases' tickets reach it.

import type { Finding } from '../../api/operations';
import { idIn } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { cases, deliveries, type Store, ticketAside, ticketLinks, ticketSync } from '../../store';

const TICKET_EFFECTS: readonly string[] = ['open-case-ticket', 'note-case-ticket', 'move-ticket'];

/** Remedies by code. Other troubles pass once the system answers. */
const REMEDIES: Readonly<Record<string, string>> = {
  'wrong-token': 'Mend the token or the user of the ticketing system in the configuration.',
  'no-such-status': 'Map our states to statuses that exist there, in the configuration.',
  'no-such-ticket': 'It was deleted there: the case goes on without a ticket.',
  'no-such-system': 'Configure the ticketing system that the ticket is in.',
};
const SET_ASIDE = 'Look: `perennial ticket list --set-aside`; then `perennial ticket retry ID`, or `perennial ticket drop ID --reason …`.';
/** Attempts after which a waiting effect is reported. */
const PATIENCE = 3;
const OTHERWISE = 'See whether the system runs and can be reached; what waits is tried again by itself.';

/** Problems with reading its changes, and tickets that could not be made for cases that have not ended. */
export async function checkTicketing(store: Store): Promise<Finding> {
  const [syncs, failing, aside] = await Promise.all([ticketSync.list(store), failingEffects(store), setAside(store)]);
  const troubles = [
    ...syncs.flatMap(({ system, code, since }) =>
      code === null
        ? []
        : [
            {
              detail: `${system}: ${code} since ${formatInstant(since)}, its changes are not read`,
              remedy: REMEDIES[code] ?? OTHERWISE,
            },
          ],
    ),
    ...failing.map(({ code, detail }) => ({ detail, remedy: REMEDIES[code] ?? OTHERWISE })),
    ...aside,
  ];
  const systems = syncs.map(({ system }) => system).join(', ');
  if (troubles.length === 0)
    return { ok: true, detail: systems === '' ? 'no ticket of a case is stuck' : `changes are read from ${systems}` };
  return {
    ok: false,
    detail: troubles.map(({ detail }) => detail).join('; '),
    remedy: Array.from(new Set(troubles.map(({ remedy }) => remedy))).join(' '),
  };
}

/** Changes set aside that need a person, or have waited for long: by system and code. */
async function setAside(store: Store): Promise<readonly { readonly detail: string; readonly remedy: string }[]> {
  const open = await ticketAside.list(store);
  const stuck = open.filter(({ state, attempts }) => state === 'failed' || (state === 'waiting' && attempts >= PATIENCE));
  const groups = new Map<string, string[]>();
  for (const { system, code, id } of stuck) groups.set(`${system}: ${code}`, [...(groups.get(`${system}: ${code}`) ?? []), id]);
  const behind = open.filter(({ state }) => state === 'behind').length;
  return Array.from(groups, ([what, ids], index) => ({
    detail: `${what}, set aside: ${some(ids)}${index === 0 && behind > 0 ? ` (${behind} wait behind)` : ''}`,
    remedy: SET_ASIDE,
  }));
}

const some = (all: readonly string[]): string => `${all.slice(0, 3).join(', ')}${all.length > 3 ? ` and ${all.length - 3} more` : ''}`;

/** Failing effects by system and code: how many, and for which cases. */
async function failingEffects(store: Store): Promise<readonly { readonly code: string; readonly detail: string }[]> {
  const found = await deliveries.list(store, { states: ['sending', 'waiting', 'failed'], types: TICKET_EFFECTS });
  const ids = Array.from(new Set(found.flatMap(({ entity }) => idIn('case', entity) ?? [])));
  const alive = await cases.list(store, { ids, statuses: ['open', 'waiting', 'resolved'] });
  const caseOf = new Map(alive.map((one) => [one.id, one]));
  const links = await ticketLinks.byNames(
    store,
    alive.flatMap(({ ticket }) => ticket ?? []),
  );
  const groups = new Map<string, { readonly code: string; readonly system: string; readonly cases: Set<string> }>();
  for (const { entity, code } of found) {
    const one = caseOf.get(idIn('case', entity) ?? '');
    if (code === null || one === undefined) continue;
    const system = (one.ticket === null ? undefined : links.get(one.ticket)?.system) ?? 'ticketing';
    const group = groups.get(`${system} ${code}`) ?? { code, system, cases: new Set() };
    groups.set(`${system} ${code}`, { ...group, cases: group.cases.add(one.id) });
  }
  return Array.from(groups.values(), ({ code, system, cases: stuck }) => ({
    code,
    detail: `${system}: ${code}, tickets of ${some(Array.from(stuck))}`,
  }));
}
