// The topics of the command line, each with its module. Only the topic that is used is loaded.
import type { Command } from 'commander';

type Define = (command: Command) => void;

export const TOPICS: readonly (readonly [name: string, summary: string, load: () => Promise<Define>])[] = [
  ['up', 'start everything on embedded defaults, until Ctrl-C', async () => (await import('./start.js')).up],
  ['worker', 'run a worker only', async () => (await import('./start.js')).worker],
  ['server', 'run the HTTP API only', async () => (await import('./start.js')).server],
  ['doctor', 'check every part, with remedies', async () => (await import('./operations.js')).doctor],
  ['import', 'bring in accounts, people or contacts from a CSV file', async () => (await import('./import.js')).importFiles],
  ['account', 'the customers: start, list, show, agenda, pause, promote …', async () => (await import('./account.js')).account],
  ['task', 'what is to be done: list, show, done, snooze, skip, reassign, reopen', async () => (await import('./task.js')).task],
  [
    'case',
    'what customers reported: open, list, show, take, diagnose, wait, resolve, report …',
    async () => (await import('./case.js')).serviceCase,
  ],
  ['why', 'the reasons for every due time of an account, a task, a case or a handover', async () => (await import('./why.js')).why],
  ['mail', 'the mails that were sent', async () => (await import('./mail.js')).mail],
  ['people', 'our people', async () => (await import('./people.js')).people],
  ['absence', 'who is away, and who stands in: list, add, end', async () => (await import('./absence.js')).absence],
  [
    'offboarding',
    'somebody leaves, and all they have goes to others: plan, start, list, show, accept, stop, resume',
    async () => (await import('./offboarding.js')).offboarding,
  ],
  ['contact', "the customers' people, and who succeeds whom: list, add, change", async () => (await import('./contact.js')).contact],
  ['handover', 'what passes to a successor: list, show, accept, refuse, complete', async () => (await import('./handover.js')).handover],
  ['ticket', 'tickets of the embedded ticketing system', async () => (await import('./ticket.js')).ticket],
  ['effects', 'mails, tickets and the like that are still to be made', async () => (await import('./operations.js')).effects],
  ['playbook', 'check, preview, publish and list playbooks', async () => (await import('./playbook.js')).playbook],
  ['clock', 'due and elapsed times for any calendar, NDJSON in and out', async () => (await import('./clock-command.js')).clockCommand],
  [
    'campaign',
    'long work over many entities, such as an upgrade: list, show, stop, resume, revive',
    async () => (await import('./campaign.js')).campaign,
  ],
  ['upgrade', "have everything live by this release's rules", async () => (await import('./upgrade.js')).upgrade],
  ['journal', 'rebuild or verify the read models', async () => (await import('./operations.js')).journal],
];
