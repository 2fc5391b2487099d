// Runs the tours of both READMEs from top to bottom, each with a fresh `npm start`, on the day for which the English page was written.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '../support/environment';
import { type Process, startPerennial } from '../support/processes';
import { ROOT } from './perennial';

/** Friday, 10:00 in Shanghai. */
const DAY = '2026-11-20T02:00:00Z';

interface Step {
  readonly command: string;
  /** The lines shown below it; `…` stands for the rest of a line, or of everything. */
  readonly shown: readonly string[];
}

const stepsOfBlocks = (markdown: string): Step[] =>
  [...markdown.matchAll(/```console\n([^]*?)```/g)]
    .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
    .map((step) => {
      const [command = '', ...shown] = step.trimEnd().split('\n');
      return { command, shown };
    });

const stepsOfTable = (markdown: string): Step[] =>
  [...markdown.matchAll(/^\| `(npx perennial [^`]+)`/gm)].map(([, command = '']) => ({ command, shown: [] }));

/** Hides distances and times of day, which change during the tour. */
const timeless = (line: string): string => (/\(in \d/.test(line) ? line.replace(/\d\d:\d\d/g, '--:--') : line);

describe.each([
  ['README.md', stepsOfBlocks],
  ['README.zh.md', stepsOfTable],
])('the tour of %s', (page, stepsOf) => {
  const home = mkdtempSync(join(tmpdir(), 'perennial-tour-'));
  const settings = { PERENNIAL_HOME: home, PERENNIAL_TEST_CLOCK: DAY };
  let deployment: Process;
  beforeAll(async () => {
    deployment = startPerennial(['up', '--port', '0'], settings);
    await deployment.hasPrinted('Perennial is running');
  });
  afterAll(async () => {
    await deployment.end();
    rmSync(home, { recursive: true, force: true });
  });

  const steps = stepsOf(readFileSync(join(ROOT, page), 'utf8'));

  it('is there', () => {
    expect(steps.length).toBeGreaterThan(15);
  });

  it.each(steps.map(({ command, shown }) => [command, shown] as const))('%s', async (command, shown) => {
    const { code, out, err } = await shell(command, settings);
    expect({ code, out, err }).toEqual({ code: 0, out: expect.any(String), err: expect.not.stringContaining('perennial:') });
    const lines = out.split('\n');
    for (const [index, line] of shown.entries()) {
      const [start = '', ...rest] = line.split('…');
      const printed = lines[index] ?? '';
      expect(timeless(rest.length > 0 ? printed.slice(0, start.length) : printed)).toBe(timeless(start));
    }
  });
});

/** Runs a line of the page in the project's root, like a shell in which `npx` finds the built command. */
function shell(command: string, settings: Readonly<Record<string, string>>): Promise<{ code: number | null; out: string; err: string }> {
  const line = command.replace('npx perennial', `'${process.execPath}' dist/cli/main.js`);
  const env = { ...cleanEnvironment(settings), TZ: 'Asia/Shanghai' };
  const child = spawn('sh', ['-c', line], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
