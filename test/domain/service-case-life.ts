// A case without a server: its clocks, and who was notified.
import { serviceCase } from '../../domain/service-case/service-case';
import type { MilestoneName, ServiceTerms } from '../../domain/service-case/terms';
import type { CaseCommands, CaseEffect, CaseEvent, CaseState } from '../../domain/service-case/types';
import { formatInstant, type Instant, parseInstant } from '../../domain/time/time';
import { Life } from '../support/life';
import { serviceTerms } from '../support/service-terms';

export const at = (text: string): Instant => parseInstant(text);

export class CaseLife extends Life<CaseState, CaseCommands, CaseEvent, CaseEffect, ServiceTerms> {
  constructor(reported: string, changes: Partial<CaseCommands['start']> = {}, terms: ServiceTerms = serviceTerms()) {
    super(serviceCase, terms, at(reported));
    this.command('start', {
      rules: serviceCase.rules,
      terms,
      case: 'C-1',
      account: 'acme',
      level: 'platinum',
      severity: 'high',
      kind: 'problem',
      stage: 'stable',
      team: { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3', 'executive-sponsor': 'p-4' },
      ...changes,
    });
  }

  due(name: MilestoneName): string | undefined {
    const due = this.state.milestones[name]?.due;
    return due === undefined ? undefined : formatInstant(due);
  }
  stands(name: MilestoneName): string | undefined {
    return this.state.milestones[name]?.state;
  }
  /** All warnings, as `2026-… response 50,75 to p-2`, also those inside other mails. */
  warnings(): string[] {
    const given = new Map<string, string[]>();
    for (const event of this.events) {
      if (event.type !== 'notified') continue;
      for (const { milestone, thresholds } of event.warnings) {
        const line = `${formatInstant(event.at)} ${milestone} ${thresholds.join()} to `;
        given.set(line, [...(given.get(line) ?? []), ...event.to]);
      }
    }
    return Array.from(given, ([line, to]) => `${line}${to.join()}`);
  }
  /** All mails, as `2026-… moved to p-2`. */
  mails(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'notified' ? event.to.map((to) => `${formatInstant(event.at)} ${event.about} to ${to}`) : [],
    );
  }
  types(): string[] {
    return this.events.map(({ type }) => type);
  }
}
