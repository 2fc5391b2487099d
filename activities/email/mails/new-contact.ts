// The mail to our team about the customer's new contact.
import type { Appointment } from '../../../domain/account/types';
import type { Instant } from '../../../domain/time/time';
import type { contacts } from '../../../store';
import { written } from '../../../texts/formats/moments';
import { handoverWordsIn } from '../../../texts/mail/handovers';
import type { Composed } from '../compose/composed';
import { handoverMail, type Occasion, reasonLine, visitMoment } from '../compose/handovers';
import type { Reader } from '../compose/reader';

/** A contact of theirs; `stands`: the title of their level. */
type NewContact = Pick<contacts.Contact, 'name' | 'role' | 'phone' | 'email'> & { readonly stands: string };

/** Composes the mail about the new contact; `from` is empty where the former contact is not known. */
export const composeIntroduction = (reader: Reader, occasion: Occasion, contact: NewContact): Composed => {
  const words = handoverWordsIn(reader.language);
  const { introduce } = words;
  const { account, from, due, visit } = occasion;
  const { name, role, stands, phone, email } = contact;
  const moment = (at: Instant) => written(reader.language, at, reader.zone, 'dayAndTime');
  const when = (at: Appointment) => visitMoment(at, reader, account.zone);
  return handoverMail(reader, occasion, {
    subject: introduce.subject(account.name, name),
    blocks: [
      {
        heading: name,
        paragraphs: [
          [role, stands].filter((part) => part).join(' · '),
          from === '' ? introduce.nobodyKnown : introduce.instead(from),
          [phone, email].filter((part) => part).join(' · '),
        ].filter((line) => line !== ''),
        notes: reasonLine(occasion, introduce.reason, reader.language),
      },
      {
        paragraphs: [
          email ? introduce.what(name) : introduce.noAddress(name),
          ...(visit === undefined
            ? []
            : [visit.who === undefined ? introduce.visit(when(visit)) : introduce.othersVisit(visit.who, when(visit))]),
          introduce.due(moment(due)),
        ],
      },
    ],
    because: introduce.because,
  });
};
