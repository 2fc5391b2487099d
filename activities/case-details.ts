// A service case in words: the playbook's titles for its codes, and report and names from the store.

import { type Playbook, titlesIn, words } from '../domain/playbook/playbook';
import { firstLineOf } from '../domain/service-case/first-line';
import type { MilestoneName } from '../domain/service-case/terms';
import type { CaseInfo, MilestoneState } from '../domain/service-case/types';
import type { Instant } from '../domain/time/time';
import { notes, people, type Store } from '../store';
import { durationWords } from '../texts/formats/durations';
import { type Language, textKey } from '../texts/language';
import { targetTitle } from '../texts/promises';

export interface ClockDetails {
  readonly milestone: MilestoneName;
  readonly title: string;
  readonly state: MilestoneState;
  /** The title of the rule that set the target. */
  readonly promise: string;
  /** `8 h`. */
  readonly target: string;
  /** Absent while paused. */
  readonly due?: Instant;
}

export interface CaseDetails {
  /** The report; absent where none was written, or where it has been erased. */
  readonly report?: string;
  readonly level: string;
  readonly severity: string;
  readonly kind: string;
  readonly reportedAt: Instant;
  readonly owner?: { readonly id: string; readonly name: string };
  /** All clocks except cancelled ones. */
  readonly clocks: readonly ClockDetails[];
}

/** The case in the reader's language. */
export const caseDetails = async (store: Store, playbook: Playbook, info: CaseInfo, language: Language): Promise<CaseDetails> => {
  const [note, owner] = await Promise.all([
    info.note === undefined ? undefined : notes.get(store, info.note),
    info.owner === undefined ? undefined : people.byId(store, info.owner),
  ]);
  const key = textKey(language);
  return {
    ...(note && { report: note.text.trim() }),
    level: words(playbook, 'level', info.level, key),
    severity: words(playbook, 'severity', info.severity, key),
    kind: words(playbook, 'kind', info.kind, key),
    reportedAt: info.reportedAt,
    // An erased person is shown by id.
    ...(info.owner !== undefined && { owner: { id: info.owner, name: owner?.name ?? info.owner } }),
    clocks: info.clocks
      .filter(({ state }) => state !== 'cancelled')
      .map(({ milestone, state, rule, target, due }) => ({
        milestone,
        title: words(playbook, 'milestone', milestone, key),
        state,
        promise: targetTitle(rule, titlesIn(playbook, key), key),
        target: durationWords(target)[key],
        ...(due !== undefined && { due }),
      })),
  };
};

const LINE = 80;

/** The report's first line, cut to fit a subject; without a report, the case's kind and severity. */
export const firstLine = ({ report, kind, severity }: CaseDetails, most = LINE): string =>
  firstLineOf(report, most) ?? `${kind} · ${severity}`;
