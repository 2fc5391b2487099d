// Writes playbooks/playbook.schema.json, with which editors check playbooks, from the schema in the code. Run it after `npm run build`; then run
// `npm run format`.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { playbookJsonSchema } = require('../dist/domain/playbook/schema');

writeFileSync(join(__dirname, '../playbooks/playbook.schema.json'), `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`);
