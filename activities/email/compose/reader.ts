// Who a mail to one of ours is written for.
import type { Instant } from '../../../domain/time/time';
import { written } from '../../../texts/formats/moments';
import type { Language } from '../../../texts/language';
import { generalWordsIn } from '../../../texts/mail/general';

/** Somebody who is away until the instant `until`. */
export interface InPlaceOf {
  readonly name: string;
  readonly until: Instant;
}

export interface Reader {
  readonly name: string;
  readonly language: Language;
  /** IANA. */
  readonly zone: string;
  readonly inPlaceOf?: InPlaceOf;
}

/** Why somebody gets a mail: in whose place, where it is meant for another, else `own`. */
const whyTheirs = ({ inPlaceOf, zone, language }: Reader, own: string): string =>
  inPlaceOf === undefined ? own : generalWordsIn(language).inPlaceOf(inPlaceOf.name, written(language, inPlaceOf.until, zone, 'day'));

/** The last lines of a mail: why its reader gets it (`own`, unless they stand in for somebody), and the zone of its times. */
export const footerFor = (reader: Reader, own: string): readonly string[] => [
  whyTheirs(reader, own),
  generalWordsIn(reader.language).zone(reader.zone),
];
