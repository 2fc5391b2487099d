// Bundles the workflows at build time, so that a worker starts at once. A warning fails the build.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');

const dist = join(__dirname, '..', 'dist');
const complaints = [];
const logger = new DefaultLogger('WARN', ({ message }) => complaints.push(message));

bundleWorkflowCode({
  workflowsPath: join(dist, 'workflows/index.js'),
  // Loaded once for all workflows of a worker, not once for each: pure functions, which remember nothing but their own results.
  preloadModules: ['temporal-polyfill/implementation', join(dist, 'domain/kinds.js')],
  logger,
})
  .then(({ code }) => {
    if (complaints.length > 0) throw new Error(`the workflow bundle has warnings:\n${complaints.join('\n')}`);
    writeFileSync(join(dist, 'workflow-bundle.js'), code);
  })
  .catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
