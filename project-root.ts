// Where this package lies: files beside the code are found from here.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with `package.json`: of the checkout, or of the installed package, wherever the compiled files lie in it. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
