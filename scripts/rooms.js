// The rooms in order: what is in each, and what it may import. The lint rules are made from this table, and so is the table in CONTRIBUTING.md:
// `node scripts/rooms.js` prints it, `--write` writes it there.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * `words`: the text for `imports` in the table, where that is not the list itself. `folders`: the room's folders and files in order; each imports
 * only from those before it.
 */
const ROOMS = {
  domain: {
    what: 'pure rules: time, calendars, playbook, the deciders. No clock, no input or output',
    imports: [],
    words: 'nothing of ours',
    folders: [
      'problems',
      'domain-error',
      'plain-text',
      'given',
      'ids',
      'time',
      'decider',
      'account',
      'service-case',
      'handover',
      'person',
      'offboarding',
      'playbook',
      'campaign',
      'kinds',
    ],
  },
  texts: {
    what: 'every sentence that a person reads, in both languages, by topic',
    imports: ['domain'],
    words: 'types of `domain`',
    folders: ['language', 'formats', 'answers', 'promises', 'because', 'problems', 'mail', 'pages'],
  },
  workflows: { what: 'the one generic host on Temporal', imports: ['domain'] },
  store: {
    what: 'SQL: schema, migrations, journal, read models',
    imports: ['domain'],
    folders: [
      ...[
        'schema',
        'engine',
        'folds',
        'people',
        'terms',
        'kinds',
        'staged',
        'journal',
        'campaigns',
        'accounts',
        'cases',
        'handovers',
        'digest',
        'effects',
      ],
      'index',
    ],
  },
  activities: {
    what: "mail, tickets, the journal's writer",
    imports: ['domain', 'texts', 'store'],
    folders: [
      ...['retryable', 'recorded', 'handler', 'playbooks', 'working-hours', 'case-details', 'send', 'ticketing'],
      ...['email/compose', 'email/readers', 'email/send', 'email/mails', 'email/handlers'],
      ...['ticket-news', 'ticket-sync', 'start-handover', 'campaigns', 'offboarding', 'upgrade', 'effects'],
    ],
  },
  worker: {
    what: 'the worker and what it is made of',
    imports: ['domain', 'texts', 'workflows', 'store', 'activities'],
    words: 'the above',
  },
  api: {
    what: 'the contract: every route once. Server, OpenAPI, command line and reference page are made from it',
    imports: ['domain'],
    words: 'codes of `domain`',
  },
  client: {
    what: 'everything one can ask for or command, over Temporal and the store',
    imports: ['domain', 'texts', 'store', 'workflows', 'api'],
    words: '`domain`, `texts`, `store`, types of `workflows` and `api`',
    folders: ['temporal', 'campaigns', 'accounts', 'cases', 'people', 'handovers', 'mail', 'imports', 'operations', 'index'],
  },
  server: { what: 'the HTTP API, thin over `client`', imports: ['api', 'client', 'domain', 'texts', 'store'] },
  up: {
    what: 'what starts things: `npm start`, worker and server on their own, samples, the demo',
    imports: ['domain', 'texts', 'workflows', 'store', 'activities', 'worker', 'api', 'client', 'server'],
    words: 'all of these',
  },
  cli: {
    what: 'the `perennial` command, a client of the HTTP API',
    imports: ['domain', 'texts', 'api', 'up'],
    words: '`domain`, `texts`, types of `api`; `up` for starting',
  },
};

const names = (list) => list.map((one) => `\`${one}\``).join(', ');

const table = () =>
  [
    '| room | what lives there | may import | its folders, in order |',
    '|---|---|---|---|',
    ...Object.entries(ROOMS).map(
      ([room, { what, imports, words = names(imports), folders = [] }]) => `| \`${room}/\` | ${what} | ${words} | ${names(folders)} |`,
    ),
  ].join('\n');

module.exports = { ROOMS };

if (require.main === module) {
  const page = join(__dirname, '..', 'CONTRIBUTING.md');
  if (process.argv.includes('--write')) writeFileSync(page, readFileSync(page, 'utf8').replace(/\| room \|[^]*?(?=\n\n)/, table));
  else process.stdout.write(`${table()}\n`);
}
