// The examples of README and --help that need no server are run as they stand.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { perennial, ROOT } from './perennial';

const NEEDS_NO_SERVER = /perennial (playbook (check|preview)|clock)\b/;

interface Example {
  readonly command: string;
  /** The lines shown beneath it, up to `…`. */
  readonly shown: readonly string[];
}

function examplesIn(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/```console\n([^]*?)```/g)].map(([, block = '']) => block);
  const examples = blocks.flatMap((block) => block.split(/^\$ /m).slice(1));
  return examples.map((example) => {
    const [command = '', ...shown] = example.trimEnd().split('\n');
    return { command, shown };
  });
}

function shell(command: string): Promise<{ code: number | null; out: string; err: string }> {
  const here = command.replace(/(npx )?perennial /, `'${process.execPath}' dist/cli/main.js `);
  const child = spawn('sh', ['-c', here], { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '' } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const examples = examplesIn(readFileSync(join(ROOT, 'README.md'), 'utf8')).filter(({ command }) => NEEDS_NO_SERVER.test(command));

describe('the README', () => {
  it('has examples of playbook and clock', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
  });

  it.each(examples.map(({ command, shown }) => [command, shown] as const))('%s', async (command, shown) => {
    const { code, out, err } = await shell(command);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    for (const [i, line] of shown.entries()) {
      const [start = ''] = line.split('…');
      expect(lines[i]?.slice(0, line.includes('…') ? start.length : undefined)).toBe(start);
    }
  });

  it('in Chinese names only commands that there are', async () => {
    const commands = [...readFileSync(join(ROOT, 'README.zh.md'), 'utf8').matchAll(/`npx perennial ([a-z]+(?: [a-z]+)?)/g)];
    expect(commands.length).toBeGreaterThan(5);
    for (const [, words = ''] of commands) expect(await perennial([...words.split(' '), '--help'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('the examples of --help', () => {
  it.each([['playbook check'], ['playbook preview'], ['clock']])('of %s run as they stand', async (command) => {
    const { out } = await perennial([...command.split(' '), '--help']);
    const shown = [...out.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line = '']) => line);
    expect(shown.length).toBeGreaterThan(0);
    for (const line of shown) expect(await shell(line)).toMatchObject({ code: 0, err: '' });
  });
});
