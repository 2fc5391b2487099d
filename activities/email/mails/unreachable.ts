// What a manager is told when mail to one of their people is refused for good: who, about which tasks, and what to do now.

import type { Instant } from '../../../domain/time/time';
import { wordsIn } from '../../../texts/mail/words';
import { card, command, html, note, page, paragraph } from '../compose/layout';
import { type Composed, described, facts, labelled, type MailedTask, type Reader, textPart } from './reminder';

export interface Unreachable {
  readonly name: string;
  readonly address?: string;
}

/**
 * Composes the mail to `reader`, the manager of `about` or whoever stands in for one. `code` is what the reminder ended with;
 * `now` is the deployment's time.
 */
export const composeManagerMail = (
  reader: Reader & { readonly isManager: boolean },
  about: Unreachable,
  /** Absent where their digest did not arrive: that is about all their accounts. */
  account: { readonly id: string; readonly name: string } | undefined,
  tasks: readonly MailedTask[],
  code: string,
  now: Instant,
): Composed => {
  const words = wordsIn(reader.language);
  const listed = tasks.map((task) => described(task, reader, now)).sort((a, b) => a.due - b.due);
  const subject = account ? words.refusedSubject(about.name, account.name) : words.digestRefusedSubject(about.name);
  const what = !account
    ? words.digestRefused(about.name, about.address)
    : !about.address
      ? words.noAddress(about.name, listed.length)
      : code === 'mail-refused'
        ? words.refused(about.name, about.address, listed.length)
        : words.undelivered(about.name, listed.length, code);
  const correct = 'npx perennial import people FILE.csv';
  const reassign = (task: string) => `npx perennial task reassign ${task} --to HANDLE`;
  const footer = [reader.isManager ? words.becauseManager(about.name) : words.becauseStandIn, words.zone(reader.zone)];
  return {
    subject,
    text: textPart(
      [
        words.refusedTitle(about.name),
        what,
        ...(account ? [words.whatNow(about.name)] : []),
        ...listed.map((task) =>
          [
            task.title,
            `${words.due}${words.separator}${task.when} · ${task.near}`,
            `${words.stage}${words.separator}${task.stage}`,
            labelled(words.reassign, words, reassign(task.id)),
          ].join('\n'),
        ),
        labelled(words.correct, words, correct),
      ],
      footer,
    ),
    html: page({
      language: reader.language,
      subject,
      preview: what,
      kicker: account?.name ?? about.name,
      title: words.refusedTitle(about.name),
      body: [
        card(
          html`<div style="margin-top:-10px">${paragraph(what)}${account ? [paragraph(words.whatNow(about.name))] : []}</div>`,
          command(words.correct, correct),
        ),
        ...listed.map((task) =>
          card(...facts(task), note(html`${words.stage}${words.separator}${task.stage}`), command(words.reassign, reassign(task.id))),
        ),
      ],
      footer,
    }),
  };
};
