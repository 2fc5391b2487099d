// Mails about errands.
import { notes, type Store } from '../../../store';
import type { Handlers } from '../../handler';
import { composeErrand } from '../mails/errand';
import { NO_ADDRESS, reachable, readersOf } from '../readers/recipient';
import { delivery } from '../send/deliver';
import type { Transport } from '../send/transport';

export const errandHandlers = (store: Store, transport: Transport): Handlers<'remind-errand'> => {
  const readerFor = readersOf(store);
  const deliver = delivery(store, transport);
  return {
    async 'remind-errand'({ to, due, note }, errand) {
      const [reader, text] = await Promise.all([readerFor(to, errand.now), note === undefined ? undefined : notes.get(store, note)]);
      if (!reachable(reader)) return NO_ADDRESS;
      const mail = composeErrand(reader, { id: errand.entity, due, text: text?.text });
      return deliver({ to: reader, mail, reminders: [], account: null }, errand);
    },
  };
};
