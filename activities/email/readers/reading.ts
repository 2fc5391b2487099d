// What every mail to one of ours needs first: who reads it, and the playbook that its words are found in.
import type { PersonId } from '../../../domain/account/types';
import type { Playbook } from '../../../domain/playbook/playbook';
import type { Store } from '../../../store';
import type { Attempt, Errand, Handler } from '../../handler';
import { NO_PLAYBOOK, type PlaybookOf } from '../../playbooks';
import { NO_ADDRESS, type Recipient, reachable, readersOf } from './recipient';

/** Who reads, and by which playbook. */
export interface Reading {
  readonly reader: Recipient;
  readonly playbook: Playbook;
}

/** Makes handlers of mails to one person. Where nobody can be written to, or the playbook is not there yet, that is what the attempt comes to. */
export const readingOf = (store: Store, playbookOf: PlaybookOf) => {
  const readerFor = readersOf(store);
  return <Fx extends { readonly to: PersonId; readonly playbook: string }>(
    work: (effect: Fx, errand: Errand, reading: Reading) => Promise<Attempt>,
  ): Handler<Fx> =>
    async (effect, errand) => {
      const [reader, playbook] = await Promise.all([readerFor(effect.to, errand.now), playbookOf(effect.playbook)]);
      if (!reachable(reader)) return NO_ADDRESS;
      if (!playbook) return NO_PLAYBOOK;
      return work(effect, errand, { reader, playbook });
    };
};
