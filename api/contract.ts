// The contract: every route of the HTTP API, by topic.
import { absences } from './absences';
import { accounts } from './accounts';
import { campaigns } from './campaigns';
import { cases } from './cases';
import { contacts } from './contacts';
import { effects } from './effects';
import { handovers } from './handovers';
import { imports } from './imports';
import { mails } from './mails';
import { offboardings } from './offboardings';
import { health, operations } from './operations';
import { people } from './people';
import { playbooks } from './playbooks';
import { tasks, why } from './tasks';
import { hooks, tickets } from './tickets';
import { upgrade } from './upgrade';

/** Every topic, in the order of the reference page. */
export const CONTRACT = {
  ...{ health, operations, accounts, tasks, cases, handovers, people, offboardings, absences, contacts, imports, mails, effects },
  ...{ tickets, hooks, why, playbooks, upgrade, campaigns },
} as const;
export type Contract = typeof CONTRACT;
