// The briefing about an offboarding: one mail a successor, however many accounts.

import type { Appointment } from '../../../domain/account/types';
import type { Text } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import { textKey } from '../../../texts/language';
import { offboardingWordsIn } from '../../../texts/mail/offboardings';
import { type Block, cardsOf } from '../compose/blocks';
import { type Composed, composed } from '../compose/composed';
import { visitMoment } from '../compose/handovers';
import { footerFor, type Reader } from '../compose/reader';

/** One account that changes hands. */
export interface ReassignedAccount {
  readonly name: string;
  /** `H-7`; absent where only tasks or cases change hands. */
  readonly handover?: string;
  readonly roles: readonly Text[];
  readonly tasks: number;
  readonly overdue: number;
  readonly cases: number;
  readonly nextDue?: Instant;
  /** The visit. `who`: a name, absent where the reader makes it; `zone`: the account's. */
  readonly visit?: Appointment & { readonly who?: string; readonly zone: string };
}

const SHOWN = 60;

/**
 * Composes the mail about the offboarding `id`, `OB-3`, of `from`. `handle` is the reader's; `due`: when the first handover must be accepted;
 * `accept`: the link that accepts.
 */
export const composeOffboarding = (
  reader: Reader,
  {
    id,
    from,
    handle,
    due,
    accept,
  }: { readonly id: string; readonly from: string; readonly handle: string; readonly due?: Instant; readonly accept?: string },
  accounts: readonly ReassignedAccount[],
): Composed => {
  const words = offboardingWordsIn(reader.language);
  const key = textKey(reader.language);
  const urgent = accounts.toSorted(
    (a, b) => b.overdue - a.overdue || (a.nextDue ?? Number.POSITIVE_INFINITY) - (b.nextDue ?? Number.POSITIVE_INFINITY),
  );
  const answer: Block = {
    paragraphs: [...(due === undefined ? [] : [words.answerBy(written(reader.language, due, reader.zone, 'longMoment'))]), words.notified],
    actions: [
      accept === undefined
        ? { label: words.acceptCommand, line: `npx perennial offboarding accept ${id} --as ${handle}` }
        : { label: words.accept, url: accept },
      { label: words.one, line: 'npx perennial handover refuse H-… --reason "…"' },
    ],
  };
  return composed(reader.language, {
    subject: words.subject(accounts.length, from),
    preview: words.notified,
    kicker: words.kicker(id),
    title: words.subject(accounts.length, from),
    cards: cardsOf(reader.language, [
      answer,
      {
        label: words.accounts,
        rows: urgent.slice(0, SHOWN).map(({ name, handover, roles, tasks, overdue, cases, nextDue, visit }) => ({
          what: name,
          ...(nextDue === undefined ? {} : { when: written(reader.language, nextDue, reader.zone, 'day') }),
          ...(overdue > 0 ? { mark: { tone: 'late' as const, text: words.overdue } } : {}),
          notes: [
            [
              ...(handover === undefined ? [] : [handover]),
              ...(roles.length > 0 ? [roles.map((role) => role[key]).join(words.list)] : []),
              ...(tasks > 0 ? [words.tasks(tasks, overdue)] : []),
              ...(cases > 0 ? [words.cases(cases)] : []),
            ].join(' · '),
            ...(visit === undefined ? [] : [words.visit(visitMoment(visit, reader, visit.zone), visit.who)]),
          ],
        })),
        ...(urgent.length > SHOWN ? { notes: [words.more(urgent.length - SHOWN)] } : {}),
        actions: [{ label: words.show, line: `npx perennial offboarding show ${id}` }],
      },
    ]),
    footer: footerFor(reader, words.because),
  });
};
