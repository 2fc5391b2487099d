// What somebody higher up is told of overdue work that has been escalated to them: what, since when, whose it is, what to do.

import type { Instant } from '../../../domain/time/time';
import { escalationWordsIn } from '../../../texts/mail/escalations';
import { type Words, wordsIn } from '../../../texts/mail/words';
import { button, card, command, type Html, html, note, page, paragraph } from '../compose/layout';
import {
  type Composed,
  contactCard,
  contactLines,
  described,
  facts,
  labelled,
  type MailedContact,
  type MailedTask,
  type Reader,
  textPart,
  whyTheirs,
} from './reminder';

/** An overdue task, with who owes it as far as that is known. */
export interface EscalatedTask extends MailedTask {
  readonly owner?: { readonly name: string; readonly email: string };
}

/** Composes the mail about overdue tasks of one account, the longest overdue first. `now` is the deployment's time. */
export const composeEscalation = (
  reader: Reader,
  account: { readonly id: string; readonly name: string },
  tasks: readonly EscalatedTask[],
  contact: MailedContact | undefined,
  now: Instant,
): Composed => {
  const general = wordsIn(reader.language);
  const words = escalationWordsIn(reader.language);
  const listed = tasks
    .map((task) => ({ ...described(task, reader, now), ...(task.owner && { owner: task.owner }) }))
    .sort((a, b) => a.due - b.due);
  const [first] = listed;
  if (!first) throw new RangeError('somebody is told of something');
  const subject = words.subject(account.name, first.title, first.near, listed.length - 1);
  const footer = [whyTheirs(reader, words.because), general.zone(reader.zone)];
  const owes = (task: EscalatedTask): string => (task.owner ? words.owes : words.nobody);
  const reassign = (id: string): string => `npx perennial task reassign ${id} --to HANDLE`;
  const acting = (task: (typeof listed)[number]): Html =>
    task.links
      ? html`<p style="margin:16px 0 4px">${button(task.links.reassign, general.reassignButton, 'first')}${button(task.links.done, general.doneButton)}</p>`
      : command(general.reassignButton, reassign(task.id));
  return {
    subject,
    text: textPart(
      [
        `${account.name} · ${words.kicker(listed.length)}`,
        ...listed.map((task) =>
          [
            task.title,
            `${general.due}${general.separator}${task.when} · ${task.near}`,
            ...(task.owner ? [`${words.owner}${general.separator}${reachedAt(task.owner)}`] : []),
            owes(task),
            ...(task.purpose ? [task.purpose] : []),
            '',
            ...(task.links
              ? [labelled(general.reassignButton, general, task.links.reassign), labelled(general.doneButton, general, task.links.done)]
              : [labelled(general.reassignButton, general, reassign(task.id))]),
          ].join('\n'),
        ),
        ...(contact ? [contactLines(contact, general)] : []),
      ],
      footer,
    ),
    html: page({
      language: reader.language,
      subject,
      preview: [first.near, ...(first.owner ? [first.owner.name] : [])].join(' · '),
      kicker: words.kicker(listed.length),
      title: account.name,
      body: [
        ...listed.map((task) =>
          card(
            ...facts(task),
            ...(task.owner ? [ownerLine(task.owner, words.owner, general)] : []),
            paragraph(owes(task)),
            ...(task.purpose ? [note(task.purpose)] : []),
            acting(task),
          ),
        ),
        ...(contact ? [contactCard(contact, general)] : []),
      ],
      footer,
    }),
  };
};

type Owner = NonNullable<EscalatedTask['owner']>;

const reachedAt = ({ name, email }: Owner): string => (email === '' ? name : `${name} <${email}>`);

const ownerLine = ({ name, email }: Owner, label: string, { separator }: Words): Html =>
  html`<p class="ink" style="margin:8px 0 0;color:#2b333b;font-size:15px;line-height:23px">${label}${separator}<strong>${name}</strong>${email === '' ? '' : html`&ensp;<a href="mailto:${email}" style="color:#0f5c4e;text-decoration:none">${email}</a>`}</p>`;
