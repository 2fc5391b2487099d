// Bundles the workflows once, at build time, so that a worker starts in a moment. A warning fails the build.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');

const root = join(__dirname, '..');
const complaints = [];
const logger = new DefaultLogger('WARN', ({ message }) => complaints.push(message));

bundleWorkflowCode({ workflowsPath: join(root, 'dist/workflows/index.js'), logger }).then(({ code }) => {
  if (complaints.length > 0) throw new Error(`the workflow bundle has warnings:\n${complaints.join('\n')}`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/workflow-bundle.js'), code);
}).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
