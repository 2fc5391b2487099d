// Who may import whom: CONTRIBUTING.md has the table in words.
const rooms = {
  domain: [],
  workflows: ['domain'],
  store: ['domain'],
  activities: ['domain', 'store'],
  worker: ['domain', 'workflows', 'store', 'activities'],
  client: ['domain', 'store', 'workflows'],
  server: ['client', 'domain', 'store'],
  up: ['domain', 'workflows', 'store', 'activities', 'worker', 'client', 'server'],
  cli: ['domain', 'server', 'worker', 'up'],
};

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `room-${room}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: `^(${Object.keys(rooms).join('|')})/`, pathNot: `^(${[room, ...allowed].join('|')})/` },
    })),
    {
      name: 'client-knows-workflows-by-type-only',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^workflows/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-library-in-pure-rules',
      comment: 'The domain runs inside workflows: only the zoned arithmetic may come from outside.',
      severity: 'error',
      from: { path: '^(domain|workflows)/', pathNot: '^domain/playbook/(load|schema|holidays|compile|hash)' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'temporal-polyfill|@temporalio/(workflow|common)' },
    },
  ],
  options: { tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
