// The rooms of the house, in order: what lives in each, and what it may import. The lint rules are made from this, and the table in
// CONTRIBUTING.md: `node scripts/rooms.js` prints it, `--write` writes it there.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** `words`: what the table says of `imports`, where that is not just the list. */
const ROOMS = {
  domain: {
    what: 'pure rules: time, calendars, playbook, the deciders. No clock, no input or output',
    imports: [],
    words: 'nothing of ours',
  },
  workflows: { what: 'the one generic host on Temporal', imports: ['domain'] },
  store: { what: 'SQL: schema, migrations, journal, read models', imports: ['domain'] },
  activities: { what: "mail, tickets, the journal's writer", imports: ['domain', 'store'] },
  worker: { what: 'the worker and what it is made of', imports: ['domain', 'workflows', 'store', 'activities'], words: 'the above' },
  client: {
    what: 'everything one can ask for or command, over Temporal and the store',
    imports: ['domain', 'store', 'workflows'],
    words: '`domain`, `store`, types of `workflows`',
  },
  server: { what: 'the HTTP API, thin over `client`', imports: ['client', 'domain', 'store'] },
  up: {
    what: 'what starts things: `npm start`, worker and server on their own, samples, the demo',
    imports: ['domain', 'workflows', 'store', 'activities', 'worker', 'client', 'server'],
    words: 'all of these',
  },
  cli: {
    what: 'the `perennial` command, a client of the HTTP API',
    imports: ['domain', 'up'],
    words: '`domain`; `up` for starting',
  },
};

const table = () =>
  [
    '| room | what lives there | may import |',
    '|---|---|---|',
    ...Object.entries(ROOMS).map(
      ([room, { what, imports, words = imports.map((one) => `\`${one}\``).join(', ') }]) => `| \`${room}/\` | ${what} | ${words} |`,
    ),
  ].join('\n');

module.exports = { ROOMS };

if (require.main === module) {
  const page = join(__dirname, '..', 'CONTRIBUTING.md');
  if (process.argv.includes('--write')) writeFileSync(page, readFileSync(page, 'utf8').replace(/\| room \|[^]*?(?=\n\n)/, table));
  else process.stdout.write(`${table()}\n`);
}
