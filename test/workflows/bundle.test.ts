// Libraries that must not be in the workflow bundle: each cached workflow would cost their memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { loadPlaybook } from '../../domain/playbook/load';
import { touchpointTexts } from '../../domain/playbook/playbook';

const ROOT = join(__dirname, '..', '..');

describe('the bundle of the workflows', () => {
  it('builds without a warning', async () => {
    const complaints: string[] = [];
    const logger = new DefaultLogger('WARN', ({ message }) => complaints.push(message));
    const { code } = await bundleWorkflowCode({ workflowsPath: join(ROOT, 'dist/workflows/index.js'), logger });
    expect(complaints).toEqual([]);
    expect(code).toContain('completeTask');
  });

  it('holds no schema library, no parser, no holidays, no text, nothing that reads the process', () => {
    const code = readFileSync(join(ROOT, 'dist/workflow-bundle.js'), 'utf8');
    // The bundle names modules by their path.
    for (const library of ['zod', 'yaml', 'chinese-days', 'date-fns', 'kysely', 'nodemailer'])
      expect(code).not.toContain(`node_modules/${library}/`);
    for (const module of ['playbook/load', 'playbook/schema', 'playbook/holidays', 'playbook/compile', 'dist/texts/'])
      expect(code).not.toContain(module);
    expect(code).toContain('dist/domain/domain-error');
    expect(code).not.toContain('reopen it to change that');
    const { title } = touchpointTexts(loadPlaybook(join(ROOT, 'playbooks/key-account.yaml')), 'weekly-sync');
    for (const text of [title.en, title.zh]) expect(code).not.toContain(text);
    expect(code).not.toContain('process.env');
  });
});
