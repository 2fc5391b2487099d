// Reads the recipes of docs/architecture.md for their tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root';

const PAGE = readFileSync(join(projectRoot(), 'docs/architecture.md'), 'utf8');
/** The names of an errand that replace the placeholders of the recipes. */
const NAMES = { NAME: 'errand', TOPIC: 'errands' };

/** The numbered steps under a heading. Throws where there are none. */
export function stepsOf(heading: string): string[] {
  const [, section = ''] = PAGE.split(`\n## ${heading}\n`);
  const [list = ''] = /(?:^\d+\. [^]*?\n)(?=\n|$)/m.exec(`${section.split('\n## ')[0]}\n`) ?? [];
  const steps = list.split(/^\d+\. /m).slice(1);
  if (steps.length === 0) throw new Error(`docs/architecture.md has no steps under "${heading}"`);
  return steps;
}

/** The texts between backticks. */
export const spansOf = (step: string): string[] => [...step.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);

/** The files that a recipe names, with an errand's names in place of the placeholders. */
export const namedIn = (heading: string): string[] =>
  Array.from(new Set(stepsOf(heading).flatMap(spansOf)))
    .filter((span) => /^[\w./-]+\.(ts|js|md|yaml)$/.test(span))
    .map((file) => file.replace(/NAME|TOPIC/g, (name) => NAMES[name as keyof typeof NAMES]))
    .sort();
