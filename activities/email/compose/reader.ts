// The reader of a mail to one of ours.
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import type { Language } from '../../../texts/language';
import { generalWordsIn } from '../../../texts/mail/general';

/** The absent person, who is away until `until`. The reader stands in for them. */
export interface InPlaceOf {
  readonly name: string;
  readonly until: Instant;
}

export interface Reader {
  readonly name: string;
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
  readonly inPlaceOf?: InPlaceOf;
}

/** Why the reader gets the mail: in somebody's place, or else `own`. */
const whyTheirs = ({ inPlaceOf, zone, language }: Reader, own: string): string =>
  inPlaceOf === undefined ? own : generalWordsIn(language).inPlaceOf(inPlaceOf.name, written(language, inPlaceOf.until, zone, 'day'));

/** The footer: why the reader gets the mail (`own`, or in whose place), and the zone of its times. */
export const footerFor = (reader: Reader, own: string): readonly string[] => [
  whyTheirs(reader, own),
  generalWordsIn(reader.language).zone(reader.zone),
];
