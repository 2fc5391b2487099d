// The common parts of mails to our own people about a handover.
import type { Appointment } from '../../../domain/account/types';
import type { Text } from '../../../domain/playbook/playbook';
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import { type Language, textKey } from '../../../texts/language';
import { type HandoverWords, handoverWordsIn } from '../../../texts/mail/handovers';
import { type Block, cardsOf } from './blocks';
import { type Composed, composed } from './composed';
import type { AnswerLinks } from './links';
import { type Action, stated } from './parts';
import { footerFor, type Reader } from './reader';

/** A handover for mails; names are resolved. */
export interface Occasion {
  /** `H-7`. */
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string; readonly zone: string };
  /** Codes of our roles that change hands; empty for a contact of the customer's. */
  readonly roles: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly standIn: string | undefined;
  /** The playbook's title of the reason, and the text that was written. */
  readonly reason: Text | undefined;
  readonly note: string | undefined;
  readonly due: Instant;
  /** `who`: the name of whoever makes it; absent where that is the reader. */
  readonly visit: (Appointment & { readonly who?: string }) | undefined;
}

/** The successor's ways to answer: links, or a command where there are none. */
export const answering = (id: string, links: AnswerLinks | undefined, { brief }: HandoverWords): Action[] =>
  links
    ? [
        { label: brief.accept, url: links.accept },
        { label: brief.refuse, url: links.refuse },
      ]
    : [
        { label: brief.acceptCommand, line: `npx perennial handover accept ${id}` },
        { label: brief.refuseCommand, line: `npx perennial handover refuse ${id} --reason "…"` },
      ];

/** The line with the reason: the playbook's title, the text that was written, or both; empty where neither is known. */
export const reasonLine = (
  { reason, note }: { readonly reason?: Text | undefined; readonly note?: string | undefined },
  label: string,
  language: Language,
): readonly [] | readonly [string] => {
  const parts = [reason?.[textKey(language)], note].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [stated(language, label, parts.join(' · '))];
};

/** A visit's time for one of ours; only its day where the hour is still to be agreed. `zone`: the account's. */
export const visitMoment = ({ due, minutes }: Appointment, reader: Reader, zone: string): string =>
  minutes === 0 ? written(reader.language, due, zone, 'day') : written(reader.language, due, reader.zone, 'longMoment');

interface HandoverMail {
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly because: string;
}

/** Composes a mail about a handover from its blocks, with the line to the overview. `because`: why the reader gets it. */
export const handoverMail = (reader: Reader, { id, account }: Occasion, { subject, blocks, because }: HandoverMail): Composed => {
  const words = handoverWordsIn(reader.language);
  return composed(reader.language, {
    subject,
    preview: blocks[0]?.paragraphs?.[0] ?? blocks[0]?.heading ?? subject,
    kicker: words.kicker(id),
    title: account.name,
    cards: cardsOf(reader.language, [
      ...blocks,
      {
        actions: [
          { label: words.warn.show, line: `npx perennial handover show ${id}` },
          { label: words.allAbout, line: `npx perennial account show ${account.id}` },
        ],
      },
    ]),
    footer: footerFor(reader, because),
  });
};

/** The command that names another successor. */
export const renaming = ({ account, roles }: Occasion, label: string): Action => ({
  label,
  line: `npx perennial contact change ${account.id} --ours --role ${roles.join(',')} --to HANDLE --reason "…"`,
});
