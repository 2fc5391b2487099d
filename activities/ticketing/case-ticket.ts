// A service case's ticket: made with everything that a colleague there needs, and noted when due times change.

import { given } from '../../domain/given';
import type { Playbook } from '../../domain/playbook/playbook';
import type { CaseEffect, CaseInfo } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';
import { accounts, people, profiles, type Store, ticketLinks } from '../../store';
import { written } from '../../texts/formats/moments';
import type { Language } from '../../texts/language';
import { type CaseWords, caseWordsIn } from '../../texts/mail/cases';
import { type GeneralWords, generalWordsIn } from '../../texts/mail/general';
import { type CaseDetails, type ClockDetails, caseDetails, firstLine } from '../case-details';
import type { Attempt, Handlers } from '../handler';
import { NO_PLAYBOOK, type PlaybookOf } from '../playbooks';
import { onTicket } from './handlers';
import { type Ticketings, ticketName } from './registry';

type OnCaseTicket = Extract<CaseEffect, { readonly type: 'open-case-ticket' | 'note-case-ticket' }>;

/** How the ticket is written: in its owner's language, and in the zone of the account's calendar. */
interface Voice {
  readonly account: { readonly id: string; readonly name: string };
  readonly language: Language;
  readonly words: CaseWords;
  readonly general: GeneralWords;
  readonly zone: string;
}

const voiceOf = async (store: Store, playbook: Playbook, account: string, { owner }: CaseInfo): Promise<Voice> => {
  const [profile, row, person] = await Promise.all([
    profiles.get(store, account),
    accounts.get(store, account),
    owner === undefined ? undefined : people.byId(store, owner),
  ]);
  const calendar = profile?.calendar ? playbook.calendars[profile.calendar] : undefined;
  const language = person?.language ?? 'en';
  return {
    account: { id: account, name: profile?.name ?? account },
    language,
    words: caseWordsIn(language),
    general: generalWordsIn(language),
    zone: calendar?.timeZone ?? row?.zone ?? 'UTC',
  };
};

const clockLine = ({ title, state, due, target, promise }: ClockDetails, { words, general, language, zone }: Voice): string => {
  const until = due === undefined ? [] : [`${words.due} ${written(language, due, zone, 'longMoment')}`];
  return `${title}${general.separator}${[...until, `${target} · ${promise}`, words.states[state]].join(words.comma)}`;
};

/** The lines of the clocks, and their zone. */
const clockLines = ({ clocks }: CaseDetails, voice: Voice): readonly string[] => [
  ...clocks.map((clock) => clockLine(clock, voice)),
  voice.general.zone(voice.zone),
];

const openingText = (details: CaseDetails, voice: Voice, identity: string): string => {
  const { account, words, general, language, zone } = voice;
  const facts = [
    [words.account, `${account.name} (${account.id})`],
    [words.level, details.level],
    [words.severity, details.severity],
    [words.kind, details.kind],
    [words.reportedAt, written(language, details.reportedAt, zone, 'longMoment')],
  ];
  return [
    details.report ?? words.noReport,
    facts.map(([label, value]) => `${label}${general.separator}${value}`).join('\n'),
    clockLines(details, voice).join('\n'),
    identity,
  ].join('\n\n');
};

/** When the whole case is due: at the resolution's due time, or at the latest one. */
const dueOf = ({ clocks }: CaseInfo): { readonly due?: Instant } => {
  const dues = clocks.flatMap(({ due, state }) => (due === undefined || state === 'cancelled' ? [] : [due]));
  const due = clocks.find(({ milestone }) => milestone === 'resolution')?.due ?? (dues.length > 0 ? Math.max(...dues) : undefined);
  return due === undefined ? {} : { due };
};

export const caseTicketHandlers = (
  store: Store,
  ticketings: Ticketings,
  playbookOf: PlaybookOf,
): Handlers<'open-case-ticket' | 'note-case-ticket'> => {
  /** Does `work` in the words of whoever is in charge; it answers the ticket. */
  const inWords = async (
    { playbook: hash, account, case: info }: Pick<OnCaseTicket, 'playbook' | 'account' | 'case'>,
    work: (details: CaseDetails, voice: Voice) => Promise<string>,
  ): Promise<Attempt> => {
    const playbook = await playbookOf(hash);
    if (!playbook) return NO_PLAYBOOK;
    const voice = await voiceOf(store, playbook, account, info);
    const details = await caseDetails(store, playbook, info, voice.language);
    return onTicket(() => work(details, voice));
  };
  return {
    'open-case-ticket': (effect, { key, entity: about }) =>
      inWords(effect, async (details, voice) => {
        const { account, case: info } = effect;
        const { primary } = ticketings;
        const { system } = primary;
        const { id, url = null } = await primary.open({
          key,
          account,
          about,
          subject: voice.words.ticketSubject(voice.account.name, firstLine(details), about),
          text: openingText(details, voice, `${about} · ${key}`),
          ...dueOf(info),
          ...given({ owner: info.owner }),
        });
        const ticket = ticketName(system, id);
        await ticketLinks.put(store, { ticket, system, id, key, url });
        return ticket;
      }),

    'note-case-ticket': (effect, { key }) =>
      inWords(effect, async (details, voice) => {
        const { ticket, case: info } = effect;
        const { ticketing, id } = ticketings.of(ticket);
        await ticketing.note(id, {
          key,
          text: [voice.words.moved(details.level), ...clockLines(details, voice)].join('\n'),
          ...dueOf(info),
        });
        return ticket;
      }),
  };
};
