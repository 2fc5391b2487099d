// After the build: writes what is made from the contract. The command line's metadata, a JSON file for each topic, goes beside the compiled
// contract. With `--write`, the tables of docs/api.md are written too.
'use strict';
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { CONTRACT } = require(join(root, 'dist/api/contract.js'));
const { metadataOf } = require(join(root, 'dist/api/metadata.js'));

const folder = join(root, 'dist/api/metadata');
mkdirSync(folder, { recursive: true });
for (const [name, topic] of Object.entries(CONTRACT)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(metadataOf(topic)));

if (process.argv.includes('--write')) {
  const { reference } = require(join(root, 'dist/api/reference.js'));
  const page = join(root, 'docs/api.md');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(
      /(<!-- made from the contract -->\n)[^]*(<!-- end -->)/,
      (_, begin, end) => `${begin}${reference(CONTRACT)}${end}`,
    ),
  );
}
