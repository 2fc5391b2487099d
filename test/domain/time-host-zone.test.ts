// The same tables hold with any time zone of the host.
import { execFileSync } from 'node:child_process';

const { globalSetup: _, ...config } = jest.requireActual<Record<string, unknown>>('../../jest.config.js');
const TABLES = ['time', 'calendar-definition', 'calendar', 'clock', 'holidays'].map((name) => `test/domain/${name}.test.ts`);

test.each(['America/St_Johns', 'Pacific/Kiritimati'])('all tables hold on a host in %s', (zone) => {
  const rootDir = `${__dirname}/../..`;
  const run = [
    require.resolve('jest/bin/jest'),
    '--config',
    JSON.stringify({ ...config, rootDir }),
    '--runInBand',
    '--json',
    '--runTestsByPath',
    ...TABLES,
  ];
  const answer = execFileSync(process.execPath, run, {
    cwd: rootDir,
    env: { ...process.env, TZ: zone },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  const result = JSON.parse(answer) as { numPassedTests: number; numFailedTests: number };
  expect(result.numFailedTests).toBe(0);
  expect(result.numPassedTests).toBeGreaterThan(300);
});
