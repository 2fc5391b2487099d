// The effect that starts a handover's workflow.

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
    // The new contact is in the store once the account's event is journalled.
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
    // The id is used by an earlier attempt that was interrupted before it could record so.
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
