// Every problem has a sentence in both languages, and the sentence contains every free parameter.
import type { Text } from '../../domain/playbook/playbook';
import type { ProblemData } from '../../domain/problems/coded';
import type { PlaybookRemedy } from '../../domain/problems/playbook-faults';
import type { Problems } from '../../domain/problems/problems';
import { faultInWords } from '../../texts/problems/playbook-faults';
import { remedyWords } from '../../texts/problems/playbook-remedies';
import { problemWords } from '../../texts/problems/words';
import { entityExamples } from './examples/entities';
import type { Examples } from './examples/examples';
import { faultExamples, remedyExamples } from './examples/faults';
import { fieldExamples } from './examples/fields';
import { machineryExamples } from './examples/machinery';

const EXAMPLES: Examples<Problems> = { ...entityExamples, ...machineryExamples, ...fieldExamples };

/** The parameters that a sentence must contain: free texts and free numbers at any depth. */
const free = (value: unknown): string[] => {
  if (typeof value === 'string') return value.includes('my-') ? [value] : [];
  if (typeof value === 'number') return value > 1000 ? [String(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(free) : [];
};

/** One row of the test table for each form of each problem. */
const rows = (examples: object): [code: string, parameters: ProblemData['parameters']][] =>
  Object.entries(examples).flatMap(([code, all]) =>
    (all as ProblemData['parameters'][]).map((parameters): [string, ProblemData['parameters']] => [code, parameters]),
  );

const HAN = /\p{Script=Han}/u;

const complete = ({ en, zh }: Text, parameters: unknown): void => {
  for (const sentence of [en, zh]) {
    expect(sentence).not.toMatch(/undefined|NaN|\[object|^\s*$/);
    for (const told of free(parameters)) expect(sentence).toContain(told);
  }
  expect(en).not.toMatch(HAN);
};

describe('a sentence in both languages, with all that it is told, has', () => {
  it.each(rows(EXAMPLES))('the problem %s %j', (code, parameters) => {
    const problem = { code, parameters };
    const [en, zh] = [problemWords(problem), problemWords(problem, 'zh')];
    complete({ en, zh }, parameters);
    expect(zh).toMatch(HAN);
    // The words are not the code alone, which stands in for a missing sentence.
    expect(en).not.toBe(code);
  });

  it.each(rows(faultExamples))('the fault %s %j', (code, parameters) => {
    const at = { file: '', line: 0, column: 0, field: '', code: code as keyof typeof faultExamples, ...(parameters && { parameters }) };
    const [en, zh] = [faultInWords(at), faultInWords(at, 'zh')];
    // The parameters of the problem inside a calendar's fault are not looked for.
    const told = code === 'calendar' ? { ...parameters, of: {} } : parameters;
    complete({ en: `${en.problem} ${en.remedy}`, zh: `${zh.problem} ${zh.remedy}` }, told);
    expect(zh.problem).toMatch(HAN);
    expect(en.remedy).toMatch(/\S/);
    expect(zh.remedy).toMatch(/\S/);
  });

  it.each(rows(remedyExamples))('the remedy %s %j', (code, parameters) => {
    const words = remedyWords([code, parameters] as unknown as PlaybookRemedy);
    complete(words, parameters);
    // A library's own message is English in both languages.
    if (code !== 'other') expect(words.zh).toMatch(HAN);
  });
});
