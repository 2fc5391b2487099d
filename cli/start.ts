// perennial up, worker and server. Each loads its code only when it is used.
import { type Command, InvalidArgumentError } from 'commander';
import { described } from './command';
import { homeDirectory } from './http';

interface UpOptions {
  readonly demoSpeed?: string;
  readonly empty?: true;
  readonly fresh?: true;
  readonly port?: number;
}

export function up(command: Command): void {
  described(
    command,
    'Start everything on embedded defaults: Temporal, store, mailbox, worker and API. Ctrl-C stops it.',
    'perennial up',
    'perennial up --demo-speed 1mo=10s',
  )
    .option('--demo-speed <speed>', 'live fast in a data directory of its own (.perennial-demo), people acting by script', speed)
    .option('--empty', 'import no samples into an empty store')
    .option('--fresh', 'begin a demo anew')
    .option('--port <n>', 'of the HTTP API (default: PERENNIAL_PORT, else 7400 or a free one)', port)
    .action(async (options: UpOptions) => {
      const home = options.demoSpeed !== undefined && !process.env['PERENNIAL_HOME'] ? '.perennial-demo' : homeDirectory();
      const { up: start } = await import('../up/up.js');
      process.exitCode = await start({ home, ...options });
    });
}

export function worker(command: Command): void {
  described(
    command,
    'Run a worker only, against TEMPORAL_ADDRESS and DATABASE_URL.',
    'DATABASE_URL=postgres://… TEMPORAL_ADDRESS=… perennial worker',
  )
    .option('--demo-speed <speed>', 'that of the demo whose store this is', speed)
    .action(async ({ demoSpeed }: Pick<UpOptions, 'demoSpeed'>) => {
      const { runWorker } = await import('../up/run-worker.js');
      process.exitCode = await runWorker(demoSpeed);
    });
}

export function server(command: Command): void {
  described(
    command,
    'Run the HTTP API only, against TEMPORAL_ADDRESS and DATABASE_URL.',
    'DATABASE_URL=postgres://… TEMPORAL_ADDRESS=… perennial server',
  )
    .option('--demo-speed <speed>', 'that of the demo whose store this is', speed)
    .option('--port <n>', 'where it listens (default: PERENNIAL_PORT, else 7400 or a free one)', port)
    .action(async ({ demoSpeed, port: given }: Pick<UpOptions, 'demoSpeed' | 'port'>) => {
      const { runServer } = await import('../up/run-server.js');
      process.exitCode = await runServer(demoSpeed, given);
    });
}

function speed(text: string): string {
  if (!/^\d+(s|m|h|d|w|mo|y)=\d+(\.\d+)?(ms|s|m|h)$/.test(text)) throw new InvalidArgumentError('A speed looks like 1mo=10s.');
  return text;
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return number;
}
