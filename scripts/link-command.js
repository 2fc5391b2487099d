// Links `perennial` where `npx perennial` finds it in a checkout, as in an installed package.
const { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folder = join(root, 'node_modules', '.bin');
const link = join(folder, 'perennial');

mkdirSync(folder, { recursive: true });
chmodSync(join(root, 'dist/cli/main.js'), 0o755);
rmSync(link, { force: true });
if (process.platform === 'win32') writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\dist\\cli\\main.js" %*\r\n');
else symlinkSync('../../dist/cli/main.js', link);
