// CONTRIBUTING.md has the table of rooms that the lint rules use.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root';

it('is made from the lint rules', () => {
  const table = execFileSync(process.execPath, [join(projectRoot(), 'scripts', 'rooms.js')], { encoding: 'utf8' });
  expect(table.split('\n').length).toBeGreaterThan(9);
  // To repair it: node scripts/rooms.js --write
  expect(readFileSync(join(projectRoot(), 'CONTRIBUTING.md'), 'utf8')).toContain(table);
});
