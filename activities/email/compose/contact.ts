// The customer's contact to talk to.
import type { Language } from '../../../texts/language';
import { generalWordsIn } from '../../../texts/mail/general';
import { type Card, card } from './composed';
import { html, note } from './layout';
import { labelled } from './parts';

export interface MailedContact {
  readonly name: string;
  readonly role?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** The contact as lines of text. */
export const contactLines = (language: Language, { name, role, phone, email }: MailedContact): string =>
  labelled(language, generalWordsIn(language).contact, ...[name, role, phone, email].filter((line) => line !== undefined));

/** The contact's card; none where no contact is known. */
export const contactCards = (language: Language, contact: MailedContact | undefined): Card[] => {
  if (contact === undefined) return [];
  const { name, role, phone, email } = contact;
  const link = (scheme: string, address: string, text: string) =>
    html`<a href="${scheme}:${address}" style="color:#0f5c4e;text-decoration:none">${text}</a>`;
  return [
    card({
      html: [
        note(generalWordsIn(language).contact),
        html`<p class="ink" style="margin:4px 0 0;color:#14191e;font-size:16px;line-height:24px"><strong>${name}</strong>${role ? html`&ensp;${role}` : ''}</p>`,
        html`<p class="ink" style="margin:2px 0 0;font-size:15px;line-height:24px">${[
          ...(phone ? [link('tel', phone.replace(/[^+\d]/g, ''), phone)] : []),
          ...(phone && email ? [html`&ensp;·&ensp;`] : []),
          ...(email ? [link('mailto', email, email)] : []),
        ]}</p>`,
      ],
      text: [contactLines(language, contact)],
    }),
  ];
};
