// Documents, samples and schemas of playbooks agree with the code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { compileService } from '../../domain/playbook/compile-service';
import { PlaybookError, parsePlaybook } from '../../domain/playbook/load';
import { playbookJsonSchema } from '../../domain/playbook/schema';
import { refusal } from '../support/refusal';

const at = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');
const standard = at('playbooks/key-account.yaml');
const guide = at('docs/playbook.md');
const blocks = (kind: string): string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

test('the JSON Schema for editors is current (npm run build, node scripts/playbook-schema.js, npm run format)', () => {
  expect(JSON.parse(at('playbooks/playbook.schema.json'))).toEqual(JSON.parse(JSON.stringify(playbookJsonSchema())));
});

test('the examples of docs/playbook.md fit into the standard playbook', () => {
  const playbook = parse(standard);
  const examples = blocks('yaml');
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples)
    for (const [section, entries] of Object.entries(parse(example) as object))
      playbook[section] = Array.isArray(entries) ? entries : { ...playbook[section], ...entries };
  const extended = parsePlaybook(stringify(playbook), 'docs/playbook.md');
  expect(extended.touchpoints['board-dinner']).toMatchObject({ time: '19:00', meeting: true });
  expect(extended.ladder?.map(({ after, by }) => [after, by])).toEqual([
    ['P1D', undefined],
    ['P5D', 'at-once'],
  ]);
  expect(extended.zones['Asia/Singapore']).toBe('singapore');
  expect(extended['service-levels']?.['gold']?.severities?.['critical']).toEqual({ response: 'PT15M', resolution: 'PT4H' });
  expect(compileService(extended, { calendarId: 'china', fromYear: 2026 })).toMatchObject({ thresholds: [80, 100], reopenDays: 30 });
});

test('the rules in the table of docs/playbook.md are rules', () => {
  const rules = [...guide.matchAll(/^\| `(\{ anchor: .*?\})` /gm)].map(([, rule = '']) => rule);
  expect(rules.length).toBeGreaterThan(5);
  for (const rule of rules) {
    const playbook = parse(standard);
    playbook.touchpoints.visit.when = parse(rule);
    expect(parsePlaybook(stringify(playbook), 'docs/playbook.md').touchpoints['visit']?.when).toEqual(parse(rule));
  }
});

test('the mistake shown in docs/playbook.md is told just so', () => {
  const [shown = ''] = blocks('text');
  const parsing = () => parsePlaybook(standard.replace('owner: technical', 'owner: tecnical'), 'playbooks/ours.yaml');
  expect(parsing).toThrow(PlaybookError);
  expect(refusal(parsing)).toContain(shown.trim());
});
