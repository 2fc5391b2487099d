// Writes playbooks/playbook.schema.json, which editors check playbooks with, from the schema in the code.
// After `npm run build`; then `npm run format`.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { playbookJsonSchema } = require('../dist/domain/playbook/schema');

writeFileSync(join(__dirname, '../playbooks/playbook.schema.json'), `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`);
