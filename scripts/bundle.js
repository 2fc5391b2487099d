// Bundles the workflows once, at build time, so that a worker starts in a moment. A warning fails the build.
// Usage: node scripts/bundle.js [FILE]
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');

const root = join(__dirname, '..');
const target = process.argv[2] ?? join(root, 'dist/workflow-bundle.js');
const complaints = [];
const logger = new DefaultLogger('WARN', ({ message }) => complaints.push(message));

bundleWorkflowCode({ workflowsPath: join(root, 'dist/workflows/index.js'), logger })
  .then(({ code }) => {
    if (complaints.length > 0) throw new Error(`the workflow bundle has warnings:\n${complaints.join('\n')}`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  })
  .catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
