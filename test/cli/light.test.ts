// The command line starts fast because it loads no zod: it has the contract's types and generated metadata.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './perennial';

const FILES = ['account', 'task', 'case', 'handover', 'people', 'contact', 'absence', 'mail', 'ticket', 'offboarding', 'operations'];

it.each([...FILES, 'import', 'upgrade', 'why', 'playbook'])('%s loads neither zod nor the contract', (file) => {
  const script = `require(${JSON.stringify(join(ROOT, 'dist/cli', file))}); console.log(JSON.stringify(Object.keys(require.cache)));`;
  const loaded = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as string[];
  expect(loaded.some((path) => path.endsWith(`${file}.js`))).toBe(true);
  expect(loaded.filter((path) => /node_modules.zod.|dist.api.|dist.server.|dist.client./.test(path))).toEqual([]);
});
