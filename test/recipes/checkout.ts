// A copy of the checkout, in which a recipe is carried out.
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../project-root';
import { cleanEnvironment } from '../support/environment';
import { type Recipe, ROWS, WRITTEN } from './rows';

const ROOT = projectRoot();
const ADDED = join(__dirname, 'added');
/** Folders that are neither source nor built from it. */
const LEFT_OUT = /^(node_modules|\.git|\.perennial.*|coverage|test[/\\]histories)$/;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));

const addedBy = (recipe: Recipe): string[] => filesBelow(join(ADDED, recipe));

/** The files that a recipe adds to and changes. */
export const touchedBy = (recipe: Recipe): string[] =>
  Array.from(new Set([...addedBy(recipe), ...ROWS[recipe].map(({ file }) => file), ...WRITTEN[recipe]])).sort();

export class Checkout {
  constructor(readonly folder: string) {
    for (const name of readdirSync(ROOT))
      if (!LEFT_OUT.test(name))
        cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: (from) => !LEFT_OUT.test(relative(ROOT, from)) });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  }

  /** Adds a recipe's files and rows. Throws where the text beside a row is not in the file exactly once. */
  carryOut(recipe: Recipe): void {
    for (const file of addedBy(recipe)) cpSync(join(ADDED, recipe, file), join(this.folder, file), { recursive: true });
    for (const { file, row, ...place } of ROWS[recipe]) {
      const path = join(this.folder, file);
      const text = readFileSync(path, 'utf8');
      const beside = 'before' in place ? place.before : place.after;
      const [head, tail, ...more] = text.split(beside);
      if (head === undefined || tail === undefined || more.length > 0)
        throw new Error(`${file} has not exactly one ${JSON.stringify(beside)}`);
      writeFileSync(path, head + ('before' in place ? row + beside : beside + row) + tail);
    }
  }

  /** Runs a Node.js script in the copy and returns its standard output. Throws an error with its whole output where it fails. */
  async run(script: string, ...args: string[]): Promise<string> {
    const options = { cwd: this.folder, env: cleanEnvironment(), maxBuffer: 2 ** 24 };
    try {
      return (await promisify(execFile)(process.execPath, [join(this.folder, script), ...args], options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
      throw new Error(`${script} ${args.join(' ')} failed:\n${stdout}${stderr}`);
    }
  }

  /** The files that differ from the checkout. */
  changed(): string[] {
    const before = new Set(sourceFiles(ROOT));
    return sourceFiles(this.folder)
      .filter((file) => !before.has(file) || !readFileSync(join(this.folder, file)).equals(readFileSync(join(ROOT, file))))
      .sort();
  }
}

const sourceFiles = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.test(name) && name !== 'dist')
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(root, entry.name)).map((file) => `${entry.name}/${file}`) : [entry.name]))
    .filter((file) => !file.startsWith('test/histories/'));
