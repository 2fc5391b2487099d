// What each recipe of docs/architecture.md adds for an errand: whole files, which are in `added/`, and rows in existing files.

export const RECIPES = ['kind', 'route', 'mail'] as const;
export type Recipe = (typeof RECIPES)[number];

/** A row, and the text before or after which it is inserted. The file must contain that text exactly once. */
export type Row = { readonly file: string; readonly row: string } & ({ readonly before: string } | { readonly after: string });

export const ROWS: Readonly<Record<Recipe, readonly Row[]>> = {
  kind: [
    { file: 'domain/kinds.ts', after: "from './decider/rules';\n", row: "import { errand } from './errand/errand';\n" },
    {
      file: 'domain/kinds.ts',
      before: '  handover: kindOf(',
      row: `  errand: kindOf(errand, {
    workflow: 'errand',
    topic: 'errand',
    unknown: 'unknown-errand',
    ended: { done: 'errand-ended', cancelled: 'errand-ended' },
  }),
`,
    },
    { file: 'domain/problems/kinds.ts', before: "  'unknown-handover': ", row: "  'unknown-errand': OfOne;\n" },
    { file: 'domain/problems/kinds.ts', before: '  /** Without parameters', row: "  'errand-ended': OfOne;\n" },
    {
      file: 'texts/problems/kinds.ts',
      before: '  handover: { zh:',
      row: "  errand: { zh: '差事', began: { en: 'the errand', zh: '差事开始' } },\n",
    },
    { file: 'texts/problems/kinds.ts', before: "  'unknown-handover':", row: "  'unknown-errand': ({ id }) => noneOf('errand', id),\n" },
    {
      file: 'texts/problems/kinds.ts',
      before: "  'handover-done':",
      row: "  'errand-ended': ({ id }) => ({ en: `The errand ${id} is over.`, zh: `差事 ${id} 已结束。` }),\n",
    },
    {
      file: 'store/schema/tables.ts',
      before: "import type { HandoverTables } from './handover-tables';\n",
      row: "import type { ErrandTables } from './errand-tables';\n",
    },
    { file: 'store/schema/tables.ts', after: 'export interface Tables extends ', row: 'ErrandTables, ' },
    {
      file: 'store/schema/migrations.ts',
      before: '};\n\nexport const migrations',
      row: `
  '9000-errand': step(
    \`create table errand (id text primary key, sequence bigint not null, status text, next bigint, state jsonb not null)\`,
  ),
`,
    },
    {
      file: 'store/kinds.ts',
      before: "import { handoverModel } from './folds/",
      row: "import { errandModel } from './folds/errand-fold';\n",
    },
    {
      file: 'store/kinds.ts',
      before: '  handover: storeKindOf<',
      row: `  errand: storeKindOf<'errand', ReturnType<typeof errandModel.fold>>({
    model: errandModel,
    terms: (state) => Promise.resolve(state.terms),
  }),
`,
    },
    { file: 'scripts/rooms.js', after: "      'campaign',\n", row: "      'errand',\n" },
    { file: 'scripts/recorded-lives.js', after: '  campaign: () => campaigns(),\n', row: '  errand: () => errands(),\n' },
    {
      file: 'scripts/recorded-lives.js',
      before: 'const LADDER = [',
      row: `const errands = () => [
  {
    id: 'errand/reminded',
    speed: DAYS,
    first: { rules: 1, errand: 'reminded', to: 'p-1', due: ORIGIN + 86_400_000, terms: { every: 86_400_000 } },
    deeds: (life) => pause(4_000).then(() => life.command('done', { by: 'p-1' })),
  },
];

`,
    },
  ],
  route: [
    { file: 'api/contract.ts', before: "import { handovers } from './handovers';\n", row: "import { errands } from './errands';\n" },
    { file: 'api/contract.ts', after: 'playbooks, upgrade, campaigns', row: ', errands' },
    {
      file: 'server/server.ts',
      before: "import { handoverRoutes } from './routes/",
      row: "import { errandRoutes } from './routes/errands';\n",
    },
    { file: 'server/server.ts', after: '  ticketRoutes,\n', row: '  errandRoutes,\n' },
    {
      file: 'store/index.ts',
      before: "export { type Briefing, briefingOf } from './handovers/",
      row: "export * as errands from './errands/errands';\n",
    },
    { file: 'client/index.ts', before: "import { handovers } from './handovers/", row: "import { errands } from './errands/errands';\n" },
    { file: 'client/index.ts', after: '    campaigns: campaigns(connection),\n', row: '    errands: errands(connection),\n' },
    { file: 'scripts/rooms.js', after: "        'campaigns',\n        'accounts',\n", row: "        'errands',\n" },
    { file: 'scripts/rooms.js', after: "folders: ['temporal', 'campaigns', ", row: "'errands', " },
    {
      file: 'cli/topics.ts',
      before: "  ['journal', 'rebuild or verify the read models'",
      row: "  ['errand', 'something small to be done by a time: list, start, done', async () => (await import('./errand.js')).errand],\n",
    },
    {
      file: 'test/cli/examples.test.ts',
      before: "  'perennial campaign list',\n",
      row: `  'perennial errand start ink --to li.wei --due 2027-03-01T09:00+08:00 --text "Order ink"',
  'perennial errand list',
  'perennial errand revive ink --reason "terminated by mistake" --dry-run',
  'perennial errand done ink --as li.wei',
`,
    },
  ],
  mail: [
    {
      file: 'activities/effects.ts',
      before: "import { handoverHandlers } from './email/handlers/",
      row: "import { errandHandlers } from './email/handlers/errands';\n",
    },
    { file: 'activities/effects.ts', before: '    ...ticketHandlers(store', row: '    ...errandHandlers(store, mail),\n' },
  ],
};

/** The files that scripts write in a recipe. */
export const WRITTEN: Readonly<Record<Recipe, readonly string[]>> = {
  kind: ['CONTRIBUTING.md'],
  route: ['CONTRIBUTING.md', 'docs/api.md'],
  mail: [],
};
