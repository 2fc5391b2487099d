// The mail to a manager whose report's mail is refused for good: who, which tasks, what to do now.
import type { Instant } from '../../../domain/time/time';
import { generalWordsIn } from '../../../texts/mail/general';
import { unreachableWordsIn } from '../../../texts/mail/unreachable';
import { type Composed, card, composed, headedCard } from '../compose/composed';
import { doing, fact, sentence } from '../compose/parts';
import type { Reader } from '../compose/reader';
import { describedAll, type MailedTask, taskHead } from '../compose/tasks';

export interface Unreachable {
  readonly name: string;
  readonly address?: string;
}

/**
 * Composes the mail to `reader`, the manager of `about` or the person told instead. `code`: why the mail to `about` failed. `now` is the
 * deployment's time.
 */
export const composeManagerMail = (
  reader: Reader & { readonly isManager: boolean },
  about: Unreachable,
  /** Absent where a digest failed, which concerns all accounts. */
  account: { readonly id: string; readonly name: string } | undefined,
  tasks: readonly MailedTask[],
  code: string,
  now: Instant,
): Composed => {
  const { language } = reader;
  const general = generalWordsIn(language);
  const words = unreachableWordsIn(language);
  const { name, address } = about;
  const listed = describedAll(tasks, reader, now);
  const whatHappened = (): string => {
    if (!account) return words.digestRefused(name, address);
    if (!address) return words.noAddress(name, listed.length);
    return code === 'mail-refused' ? words.refused(name, address, listed.length) : words.undelivered(name, listed.length, code);
  };
  return composed(language, {
    subject: account ? words.refusedSubject(name, account.name) : words.digestRefusedSubject(name),
    preview: whatHappened(),
    kicker: account?.name ?? name,
    title: words.refusedTitle(name),
    opening: words.refusedTitle(name),
    cards: [
      card(
        sentence(whatHappened()),
        ...(account ? [sentence(words.whatNow(name))] : []),
        ...doing(language, [{ label: words.correct, line: 'npx perennial import people FILE.csv' }]),
      ),
      ...listed.map((task) =>
        headedCard(
          ...taskHead(task, reader),
          fact(language, general.stage, task.stage),
          ...doing(language, [{ label: words.reassign, line: `npx perennial task reassign ${task.id} --to HANDLE` }]),
        ),
      ),
    ],
    footer: [reader.isManager ? words.becauseManager(name) : words.becauseStandIn, general.zone(reader.zone)],
  });
};
