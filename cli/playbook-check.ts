// `perennial playbook check FILE`: whether a playbook can be used, and every fault in it.
import { contentHash } from '../domain/playbook/hash';
import { loadPlaybook, PlaybookError } from '../domain/playbook/load';
import type { Playbook } from '../domain/playbook/playbook';
import { faultInWords, faultLine } from '../texts/problems/playbook-faults';

/** The numbers of a playbook's parts. */
interface PlaybookCounts {
  readonly stages: number;
  readonly touchpoints: number;
  readonly promises: number;
  readonly calendars: number;
}

/** The answer with `--json`. `hash` and `counts` are present where the playbook has no fault. */
export interface PlaybookCheck {
  readonly ok: boolean;
  readonly file: string;
  readonly hash?: string;
  readonly counts?: PlaybookCounts;
  readonly problems: readonly ReturnType<typeof faultInWords>[];
}

/** Checks a file. A faulty or missing file is a result, not an error. */
export function checkPlaybookFile(file: string): PlaybookCheck {
  try {
    const playbook = loadPlaybook(file);
    return { ok: true, file, hash: contentHash(playbook), counts: count(playbook), problems: [] };
  } catch (error) {
    if (error instanceof PlaybookError) return { ok: false, file, problems: error.problems.map((one) => faultInWords(one)) };
    throw error;
  }
}

const count = ({ stages, touchpoints, promises = {}, calendars }: Playbook): PlaybookCounts => ({
  stages: Object.keys(stages).length,
  touchpoints: Object.keys(touchpoints).length,
  promises: Object.keys(promises).length,
  calendars: Object.keys(calendars).length,
});

/** The result for people: one line where there is no fault, otherwise one line for each. */
export function playbookCheckText({ file, hash, counts, problems }: PlaybookCheck): string {
  if (counts)
    return `${file}: in order. ${counts.stages} stages, ${counts.touchpoints} touchpoints, ${counts.promises} promises, ${counts.calendars} calendars; hash ${hash}`;
  return problems.map((one) => faultLine(one)).join('\n');
}
