// Outlives a test run for a moment, however the run ends: kills the processes that it left behind and removes its files. Started as `node
// watchdog.js RUN FOLDER`; the run holds the other end of standard input. Prints a line for each process killed.
'use strict';
const { readdirSync, readFileSync, rmSync } = require('node:fs');

const [run, folder] = process.argv.slice(2);
const MARK = `PERENNIAL_TEST_RUN=${run}`;
/** Milliseconds that ending processes get. */
const GRACE = 10_000;

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const processes = () => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  } catch {
    // Without Linux's /proc: tests end what they start, unless the run is killed.
    return [];
  }
};
const isDead = (pid) => / [ZX] /.test(read(`/proc/${pid}/stat`).replace(/^.*\)/s, ''));
const left = () => processes().filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(MARK) && !isDead(pid));
const named = (pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()}`;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const sweep = async () => {
  for (const end = Date.now() + GRACE; left().length > 0 && Date.now() < end; ) await pause(100);
  for (const pid of left()) {
    process.stdout.write(`${named(pid)}\n`);
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
  await pause(100);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};

// Ctrl-C and the end of the terminal are for the run. This process ends after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdout.on('error', () => undefined);
process.stdin.resume().on('close', sweep);
