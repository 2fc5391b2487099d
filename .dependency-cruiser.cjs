// Which room may import which, made from scripts/rooms.js.
const { ROOMS } = require('./scripts/rooms.js');

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(ROOMS).map(([room, { imports }]) => ({
      name: `room-${room}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: `^(${Object.keys(ROOMS).join('|')})/`, pathNot: `^(${[room, ...imports].join('|')})/` },
    })),
    ...Object.entries(ROOMS).flatMap(([room, { folders = [] }]) =>
      folders.map((folder, place) => ({
        name: `folder-${room}-${folder}`,
        severity: 'error',
        from: { path: `^${room}/${folder}[/.]` },
        to: { path: `^${room}/`, pathNot: `^${room}/(${folders.slice(0, place + 1).join('|')})[/.]` },
      })),
    ),
    ...Object.entries(ROOMS)
      .flatMap(([room, { folders = [] }]) => ({
        name: `folders-of-${room}-are-listed`,
        severity: 'error',
        from: {},
        to: { path: `^${room}/`, ...(folders.length > 0 && { pathNot: `^${room}/(${folders.join('|')})[/.]` }) },
      }))
      .filter(({ to }) => to.pathNot !== undefined),
    {
      name: 'client-knows-workflows-by-type-only',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^workflows/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'texts-know-the-domain-by-type-only',
      severity: 'error',
      from: { path: '^texts/' },
      to: { path: '^domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'command-line-knows-the-contract-by-type-only',
      comment: 'It loads generated metadata, not zod. The same holds of the library, which serves the contract without reading it.',
      severity: 'error',
      from: { path: '^(cli|console|client)/' },
      to: { path: '^api/', dependencyTypesNot: ['type-only'] },
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
