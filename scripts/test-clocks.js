#!/usr/bin/env node
// Runs the tests that depend on dates with seven starting instants, one jest run for each, and prints a line for each: `npm run test:clocks`.
// These tests use `test/support/start.ts`, directly or through a test deployment. Arguments select some of them:
//   npm run test:clocks -- test/server/life.test.ts
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const STARTS = [
  ['2026-01-07T10:00+08:00', 'a Wednesday morning in Shanghai'],
  ['2026-01-10T03:00+08:00', 'a Saturday night in Shanghai'],
  ['2026-02-15T12:00+08:00', 'Spring Festival'],
  ['2026-02-28T09:30+08:00', 'a Saturday on which China makes up for a holiday'],
  ['2026-03-28T23:30Z', 'before the change of clocks in Europe'],
  ['2026-11-01T05:30Z', 'before the change of clocks in New York'],
  ['2026-12-31T23:59+08:00', 'the last minute of a year in Shanghai'],
];

const ROOT = join(__dirname, '..');
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');
// Ticketing systems use real time; other tests cover them.
const ALL = ['--findRelatedTests', 'test/support/start.ts', '--testPathIgnorePatterns', '/node_modules/', '/ticketing'];
const asked = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'perennial-clocks-'));
const failed = [];
for (const [start, what] of STARTS) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const began = Date.now();
  const env = { ...process.env, PERENNIAL_TEST_START: new Date(start).toISOString() };
  const args = [JEST, '--silent', '--json', `--outputFile=${report}`, ...(asked.length > 0 ? asked : ALL)];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['inherit', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = Math.round((Date.now() - began) / 1_000);
  const isGood = status === 0;
  let counts = 'no report';
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    counts = `${numPassedTests} passed, ${numFailedTests} failed${numFailedTestSuites > 0 ? ` in ${numFailedTestSuites} files` : ''}`;
  } catch {
    // Jest itself failed: its output is shown below.
  }
  if (!isGood) {
    failed.push(start);
    process.stderr.write(stderr);
  }
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'}  ${start.padEnd(22)}  ${counts}, ${seconds} s  (${what})\n`);
}
rmSync(folder, { recursive: true, force: true });
if (failed.length > 0) process.stdout.write(`again, one of them: PERENNIAL_TEST_START=${failed[0]} npx jest FILE\n`);
process.exit(failed.length === 0 ? 0 : 1);
