// What mails to our own people about a handover have in common.
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

/** A handover as it is told; names are resolved. */
export interface Occasion {
  /** `H-7`. */
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string; readonly zone: string };
  /** Codes of the roles of ours that pass; none where it is their contact. */
  readonly roles: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly standIn: string | undefined;
  /** Why: the playbook's title, and what was written. */
  readonly reason: Text | undefined;
  readonly note: string | undefined;
  readonly due: Instant;
  /** `who`: a name; absent where the reader makes it. */
  readonly visit: (Appointment & { readonly who?: string }) | undefined;
}

/** How a successor answers: with a click, else by a command. */
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

/** Why a handover is: the playbook's title, what was written, or both; nothing where neither is known. */
export const reasonLine = (
  { reason, note }: { readonly reason?: Text | undefined; readonly note?: string | undefined },
  label: string,
  language: Language,
): readonly [] | readonly [string] => {
  const parts = [reason?.[textKey(language)], note].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [stated(language, label, parts.join(' · '))];
};

/** When a visit is, for one of ours: a day where its hour is to be agreed on. `zone` is the account's. */
export const visitMoment = ({ due, minutes }: Appointment, reader: Reader, zone: string): string =>
  minutes === 0 ? written(reader.language, due, zone, 'day') : written(reader.language, due, reader.zone, 'longMoment');

interface HandoverMail {
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly because: string;
}

/** Composes a mail about a handover: its blocks, and below them where to look for more. `because`: why its reader gets it. */
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

/** How another successor is named. */
export const renaming = ({ account, roles }: Occasion, label: string): Action => ({
  label,
  line: `npx perennial contact change ${account.id} --ours --role ${roles.join(',')} --to HANDLE --reason "…"`,
});
