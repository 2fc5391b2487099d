// Before all tests: finds, builds or installs what they run for real, with the code of `npm start` or our scripts.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporalBinary } from '../../up/temporal-binary';
import { Run } from './run';

const SYSTEMS = {
  'request-tracker': '/usr/share/request-tracker5/libexec/rt-server',
  redmine: '/usr/share/redmine/config.ru',
} as const;

const canInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

export default async function prepare({
  testPathPatterns,
}: {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}): Promise<void> {
  await temporalBinary((line) => console.log(line));
  Object.assign(globalThis, { testRun: await Run.begin() });
  // A run of other test files does not wait for these.
  const wanted =
    testPathPatterns.patterns.length === 0 || testPathPatterns.patterns.some((pattern) => /ticketing|request|redmine/.test(pattern));
  if (!wanted) return;
  const without = new Set((process.env.PERENNIAL_TEST_WITHOUT ?? '').split(',').filter((name) => name !== ''));
  for (const [system, sign] of Object.entries(SYSTEMS)) {
    if (existsSync(sign) || without.has(system)) continue;
    if (canInstall()) {
      console.log(`installing ${system} with apt-get, which takes about a minute …`);
      execFileSync(join(__dirname, `../../scripts/${system}.sh`), ['install'], { stdio: ['ignore', 'ignore', 'inherit'] });
    } else {
      without.add(system);
      console.warn(`NOT TESTED: ${system} is not here; \`sudo scripts/${system}.sh install\` brings it (Debian or Ubuntu).`);
    }
  }
  process.env.PERENNIAL_TEST_WITHOUT = [...without].join(',');
}
