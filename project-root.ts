// The folder of this package, from which other files are found.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with `package.json`, in a checkout and in an installed package, wherever the compiled files are. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
