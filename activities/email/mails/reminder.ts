// The reminder: each task with due time, purpose, contact and actions.
import type { Instant } from '../../../domain/time/time';
import { written, writtenDate } from '../../../texts/formats/moments';
import { generalWordsIn } from '../../../texts/mail/general';
import { reminderWordsIn } from '../../../texts/mail/reminders';
import { type Card, type Composed, composed, headedCard } from '../compose/composed';
import { contactCards, type MailedContact } from '../compose/contact';
import { type Action, doing, fact, rule, sentence, small } from '../compose/parts';
import { footerFor, type Reader } from '../compose/reader';
import { describedAll, type MailedTask, taskHead } from '../compose/tasks';

/** The actions on a task: links, or commands where there are none. */
const acting = ({ id, links }: MailedTask, { language }: Reader): Action[] => {
  const { doneButton, snoozeButton, reassignButton } = generalWordsIn(language);
  const words = reminderWordsIn(language);
  return links
    ? [
        { label: doneButton, url: links.done },
        { label: snoozeButton, url: links.snooze },
        { label: reassignButton, url: links.reassign },
      ]
    : [
        { label: words.done, line: `npx perennial task done ${id} --outcome "…"` },
        { label: words.snooze, line: `npx perennial task snooze ${id} --until 1d` },
      ];
};

const taskCard = (task: ReturnType<typeof describedAll<MailedTask>>[number], reader: Reader): Card => {
  const { language } = reader;
  const general = generalWordsIn(language);
  const words = reminderWordsIn(language);
  const reasons = task.because.length > 0 ? task.because : [words.nominal(writtenDate(language, task.nominal))];
  return headedCard(
    ...taskHead(task, reader),
    ...(task.purpose ? [sentence(task.purpose)] : []),
    rule,
    fact(language, general.stage, task.stage),
    fact(language, words.why, reasons.join(general.and)),
    ...(task.provisional ? [small(words.provisional)] : []),
    ...doing(language, acting(task, reader)),
  );
};

/** Composes a reminder of one account's tasks, the most urgent first. `now` is the deployment's time. */
export const composeReminder = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  tasks: readonly MailedTask[],
  contact: MailedContact | undefined,
  now: Instant,
): Composed => {
  const { language } = reader;
  const words = reminderWordsIn(language);
  const listed = describedAll(tasks, reader, now);
  const [first] = listed;
  if (!first) throw new RangeError('a reminder is about something');
  return composed(language, {
    subject: words.subject(account.name, first.title, written(language, first.due, reader.zone, 'day'), listed.length - 1),
    preview: `${first.when} · ${first.near}`,
    kicker: words.heading(listed.length),
    title: account.name,
    opening: account.name,
    cards: [...listed.map((task) => taskCard(task, reader)), ...contactCards(language, contact)],
    overview: { label: generalWordsIn(language).allAbout, line: `npx perennial account show ${account.id}` },
    footer: footerFor(reader, words.becauseYours(listed.length)),
  });
};
