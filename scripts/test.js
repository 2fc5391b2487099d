#!/usr/bin/env node
// `npm test`: builds, then runs the tests while the types are checked. Arguments are passed to jest.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const options = { cwd: ROOT, stdio: 'inherit' };
const bin = (path) => join(ROOT, 'node_modules', path);

/** Runs a Node script in parallel; resolves with its exit code. */
const run = (script, args) =>
  new Promise((resolve) => {
    spawn(process.execPath, [script, ...args], options).on('close', (code) => resolve(code ?? 1));
  });

const { status } = spawnSync('npm', ['run', 'build'], { ...options, shell: process.platform === 'win32' });
if (status !== 0) process.exit(status ?? 1);
const checks = [run(bin('typescript/bin/tsc'), ['--noEmit']), run(bin('jest/bin/jest.js'), process.argv.slice(2))];
Promise.all(checks).then(([types, tests]) => {
  if (types !== 0) process.stderr.write('npm test: the types are wrong, see above.\n');
  process.exit(types || tests);
});
