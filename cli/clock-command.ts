// perennial clock: NDJSON in and out, for any calendar. clock.ts does the work.
import type { Command } from 'commander';
import { clock } from './clock';
import { described } from './command';

const REQUEST =
  '{"id":"a","calendar":{"timeZone":"Asia/Shanghai","week":{"mon":[["09:00","12:00"],["13:00","18:00"]]}},"from":"2026-01-09T08:30:00Z","target":"PT4H"}';

export function clockCommand(command: Command): void {
  described(
    command,
    'Due and elapsed times for any calendar: one JSON request a line in, one answer a line out.',
    `echo '${REQUEST}' | perennial clock`,
  )
    .addHelpText(
      'after',
      `
A request has "calendar" (as in the playbook), "from", and either "target" (PT24H, P1D) or "to"; optional are
"count" ("window": only open time counts, or "wall": wall time once the window is open) and "pauses" ([["…Z","…Z"], ["…Z",null]]).
A bad line is answered with an error, and the next ones go on.`,
    )
    .action(() => clock(process.stdin, process.stdout));
}
