// From an account's effect to the life of a handover.

import { DomainError } from '../domain/decider/decider';
import { handover } from '../domain/handover/handover';
import type { HandoverCommands } from '../domain/handover/types';
import { handoverEntity } from '../domain/ids';
import { beginningOf } from '../domain/kinds';
import { compileHandover } from '../domain/playbook/compile-handover';
import { entities, type Store } from '../store';
import type { Handlers } from './handler';
import type { PlaybookOf } from './playbooks';
import { isRecorded } from './recorded';
import type { Sender } from './send';

export const startHandoverHandler = (store: Store, sender: Sender, playbookOf: PlaybookOf): Handlers<'start-handover'> => ({
  async 'start-handover'({ lane: _lane, type: _type, playbook: hash, openedAt, ...opened }, { account, key, now }) {
    // The customer's new contact is recorded with the account's event.
    if (opened.succession.kind === 'theirs' && !(await isRecorded(store, key))) return { later: 'journal-behind' };
    const playbook = await playbookOf(hash);
    if (!playbook) return { later: 'unknown-playbook' };
    const first: HandoverCommands['start'] = {
      ...opened,
      account,
      at: openedAt,
      rules: handover.rules,
      terms: compileHandover(playbook),
    };
    const entity = handoverEntity(opened.handover);
    const done = { ok: true, value: opened.handover } as const;
    // An earlier attempt, cut off before it could say so, is what used it.
    if ((await entities.claim(store, entity, 'handover')) === 'used') return done;
    try {
      await sender.start(entity, first, beginningOf('handover', first, now));
      return done;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'identity-used') return done;
      throw error;
    }
  },
});
