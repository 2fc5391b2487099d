// Cases as JSON.

import type { Case } from '../../api/cases';
import { caseEntity } from '../../domain/ids';
import { type Language, type Playbook, type Text, titlesIn, words } from '../../domain/playbook/playbook';
import { usedAt } from '../../domain/service-case/clocks';
import { firstLineOf } from '../../domain/service-case/first-line';
import type { ServiceTerms } from '../../domain/service-case/terms';
import { MILESTONES, type MilestoneName } from '../../domain/service-case/terms';
import type { CaseState } from '../../domain/service-case/types';
import { formatInstant, type Instant } from '../../domain/time/time';
import { type cases, deliveries, notes, ticketLinks } from '../../store';
import { explainAll } from '../../texts/because';
import { timeOf } from '../accounts/account-view';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { orBare } from '../temporal/showable';
import { playbookOf } from '../temporal/texts';
import { troublesBy } from '../temporal/trouble';
import { serviceTermsOf } from './case-terms';

const LONGEST_TITLE = 80;

/** Cases as JSON, in the order of the rows. */
export async function caseViews(connection: Connection, rows: readonly cases.Case[], language: Language): Promise<Case[]> {
  const { store } = connection;
  const of = (name: 'note' | 'ticket') => rows.flatMap((row) => row[name] ?? []);
  const [people, texts, links, troubles, ownTroubles] = await Promise.all([
    directory(store),
    notes.byIds(store, of('note')),
    ticketLinks.byNames(store, of('ticket')),
    troublesOf(connection, rows),
    troublesBy(
      store,
      rows.map(({ id }) => caseEntity(id)),
    ),
  ]);
  return Promise.all(
    rows.map(async (row): Promise<Case> => {
      const { id, state, ticket } = row;
      const text = (row.note === null ? undefined : texts.get(row.note)?.text) ?? null;
      const clocks = await clocksOf(connection, row, language);
      return {
        id,
        account: row.account,
        zone: row.zone,
        title: firstLineOf(text, LONGEST_TITLE) ?? `${row.kind}, ${row.severity}`,
        text,
        level: row.level,
        severity: row.severity,
        kind: row.kind,
        state: row.status ?? 'open',
        stage: row.stage,
        segment: row.segment,
        owner: people.handle(row.owner),
        reportedAt: formatInstant(row.reportedAt),
        resolvedAt: timeOf(row.resolvedAt),
        closesAt: timeOf(row.closesAt),
        ...clocks,
        ticket: ticket === null ? null : ticketOf(ticket, links.get(ticket)),
        trouble: [...(ownTroubles.get(caseEntity(id)) ?? []), ...lostTicket(state), ...(troubles.get(caseEntity(id)) ?? [])],
      };
    }),
  );
}

/** The clocks; where they cannot be computed, none, with the code of the reason. */
async function clocksOf(
  { store, now }: Connection,
  { id, state, zone }: cases.Case,
  language: Language,
): Promise<Pick<Case, 'milestones' | 'problem'>> {
  const [terms, playbook] = await Promise.all([
    state.terms && serviceTermsOf(store, state.terms.id),
    state.terms && playbookOf(store, state.terms.playbook),
  ]);
  return orBare(id, () => ({ milestones: milestonesOf(state, zone, language, now(), terms, playbook) }), { milestones: [] });
}

const milestonesOf = (
  state: CaseState,
  zone: string,
  language: Language,
  now: Instant,
  terms: ServiceTerms | undefined,
  playbook: Playbook | undefined,
): Case['milestones'] =>
  MILESTONES.flatMap((name) => {
    const milestone = state.milestones[name];
    if (!milestone) return [];
    const used = usedBy(state, name, now, terms);
    return {
      name,
      title: milestoneTitle(name, playbook),
      state: milestone.state,
      target: milestone.target,
      rule: milestone.rule,
      startedAt: formatInstant(milestone.start),
      due: timeOf(milestone.due),
      usedSeconds: used === undefined ? null : Math.round(used / 1000),
      paused: milestone.state === 'paused',
      metAt: timeOf(milestone.metAt),
      because: explainAll(milestone.because, language, playbook && titlesIn(playbook, language), zone),
    };
  });

const milestoneTitle = (name: MilestoneName, playbook: Playbook | undefined): Text =>
  playbook ? { en: words(playbook, 'milestone', name, 'en'), zh: words(playbook, 'milestone', name, 'zh') } : { en: name, zh: name };

/** Milliseconds used: until it was met, or until now. Cancelled clocks count none. */
function usedBy(state: CaseState, name: MilestoneName, now: Instant, terms: ServiceTerms | undefined): number | undefined {
  const milestone = state.milestones[name];
  if (milestone?.used !== undefined) return milestone.used;
  if (milestone === undefined || milestone.state === 'cancelled' || terms === undefined) return undefined;
  const isOver = state.status === 'resolved' || state.status === 'closed';
  return usedAt(state, name, isOver ? Math.min(state.resolvedAt ?? now, now) : now, terms);
}

const ticketOf = (ticket: string, link: ticketLinks.TicketLink | undefined): Case['ticket'] => {
  if (link) return { system: link.system, id: link.id, url: link.url };
  const [system, id] = ticket.includes('/') ? ticket.split('/', 2) : ['embedded', ticket];
  return { system: system ?? '', id: id ?? '', url: null };
};

/** The ticket was deleted in its system. Nobody there told us why. */
const lostTicket = ({ ticketLostAt: lost }: CaseState): Case['trouble'] =>
  lost === undefined ? [] : [{ type: 'ticket', code: 'ticket-deleted', attempts: 0, since: formatInstant(lost) }];

/** Effects of these cases that wait or failed for good, by entity. */
async function troublesOf({ store }: Connection, rows: readonly cases.Case[]): Promise<ReadonlyMap<string, Case['trouble']>> {
  const found = await deliveries.list(store, {
    states: ['sending', 'waiting', 'failed'],
    entities: rows.map(({ id }) => caseEntity(id)),
  });
  const troubles = new Map<string, Case['trouble']>();
  for (const { entity, type, code, attempts, firstAt } of found) {
    // A first attempt under way is no trouble.
    if (code === null) continue;
    const trouble = { type, code, attempts, since: formatInstant(firstAt) };
    troubles.set(entity, [...(troubles.get(entity) ?? []), trouble]);
  }
  return troubles;
}
