// A digest on a terminal: what it would contain now.

import type { Digest, DigestTask } from '../api/people';
import { when } from './moments';
import { paint, table } from './table';

/** The digest's sections that are not empty, with times in the person's zone. */
export function digestPage(digest: Digest): string {
  const { zone, person } = digest;
  const tasks = (list: readonly DigestTask[]): string[][] =>
    list.map(({ id, title, name, due, who }) => [when(due, zone), title.en, name, who === person ? '' : who, id]);
  const number = (count: number): string => (count === 0 ? '-' : String(count));
  const sections: readonly (readonly [title: string, rows: readonly string[][]])[] = [
    ['Overdue', tasks(digest.overdue)],
    ['Escalated to them', tasks(digest.escalated)],
    [
      'Cases near breach',
      digest.cases.map(({ id, name, title, milestone, breached, due, owner }) => [
        when(due, zone),
        `${milestone}${breached ? paint('red', ' breached') : ''}`,
        name,
        owner ?? '',
        `${id} ${title ?? ''}`.trim(),
      ]),
    ],
    ['Due today', tasks(digest.today)],
    [
      'Handovers',
      digest.handovers.map(({ id, name, status, fromName, toName, due, late, open }) => [
        `${when(due, zone)}${late ? paint('red', ' late') : ''}`,
        `${fromName} → ${toName}`,
        name,
        status === 'refused' ? paint('yellow', 'refused') : `open: ${open.join(', ')}`,
        id,
      ]),
    ],
    [
      'Team: overdue, due today, cases near breach',
      (digest.team?.members ?? []).map(({ person: who, overdue, today, cases, awayUntil }) => [
        who,
        number(overdue),
        number(today),
        number(cases),
        awayUntil === null ? '' : `away until ${when(awayUntil, zone)}`,
      ]),
    ],
    ['Overdue in the team', tasks(digest.team?.overdue ?? [])],
    ['Coming', tasks(digest.coming)],
    [
      'Changed',
      digest.changes.map(({ at, kind, name, about, by }) => [when(at, zone), kind.replace('-', ' '), name, about ?? '', by ?? '']),
    ],
  ];
  const shown = sections.filter(([, rows]) => rows.length > 0);
  return [
    `${paint('bold', `Digest of ${person}`)}, as of ${when(digest.at, zone)} in ${zone}`,
    ...digest.standingInFor.map((one) => `Stands in for ${one.person} until ${when(one.until, zone)}.`),
    ...(shown.length === 0
      ? ['Nothing to say: no mail would go.']
      : shown.map(([title, rows]) => `${paint('bold', title)}\n${table([], rows)}`)),
  ].join('\n\n');
}
