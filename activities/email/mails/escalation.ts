// The mail about overdue work escalated to its reader: what, since when, who owns it, what to do.
import type { Instant } from '../../../domain/time/time';
import { escalationWordsIn } from '../../../texts/mail/escalations';
import { generalWordsIn } from '../../../texts/mail/general';
import { type Composed, composed, headedCard } from '../compose/composed';
import { contactCards, type MailedContact } from '../compose/contact';
import { html } from '../compose/layout';
import { type Action, doing, type Part, sentence, small, stated } from '../compose/parts';
import { footerFor, type Reader } from '../compose/reader';
import { describedAll, type MailedTask, taskHead } from '../compose/tasks';

/** An overdue task with its owner, where known. */
export interface EscalatedTask extends MailedTask {
  readonly owner?: { readonly name: string; readonly email: string };
}

const acting = ({ id, links }: EscalatedTask, { language }: Reader): Action[] => {
  const { reassignButton, doneButton } = generalWordsIn(language);
  return links
    ? [
        { label: reassignButton, url: links.reassign },
        { label: doneButton, url: links.done },
      ]
    : [{ label: reassignButton, line: `npx perennial task reassign ${id} --to HANDLE` }];
};

/** The line with the owner; none where nobody owns it. */
const ownerLine = ({ owner }: EscalatedTask, { language }: Reader): Part[] => {
  if (owner === undefined) return [];
  const { name, email } = owner;
  const label = escalationWordsIn(language).owner;
  return [
    {
      html: [
        html`<p class="ink" style="margin:8px 0 0;color:#2b333b;font-size:15px;line-height:23px">${stated(language, label, '')}<strong>${name}</strong>${email === '' ? '' : html`&ensp;<a href="mailto:${email}" style="color:#0f5c4e;text-decoration:none">${email}</a>`}</p>`,
      ],
      text: [stated(language, label, email === '' ? name : `${name} <${email}>`)],
    },
  ];
};

/** Composes the mail about one account's overdue tasks, the longest overdue first. `now` is the deployment's time. */
export const composeEscalation = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  tasks: readonly EscalatedTask[],
  contact: MailedContact | undefined,
  now: Instant,
): Composed => {
  const { language } = reader;
  const words = escalationWordsIn(language);
  const listed = describedAll(tasks, reader, now);
  const [first] = listed;
  if (!first) throw new RangeError('somebody is told of something');
  return composed(language, {
    subject: words.subject(account.name, first.title, first.near, listed.length - 1),
    preview: [first.near, ...(first.owner ? [first.owner.name] : [])].join(' · '),
    kicker: words.kicker(listed.length),
    title: account.name,
    cards: [
      ...listed.map((task) =>
        headedCard(
          ...taskHead(task, reader),
          ...ownerLine(task, reader),
          sentence(task.owner ? words.owes : words.nobody),
          ...(task.purpose ? [small(task.purpose)] : []),
          ...doing(language, acting(task, reader)),
        ),
      ),
      ...contactCards(language, contact),
    ],
    footer: footerFor(reader, words.because),
  });
};
