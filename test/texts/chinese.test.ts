// The lint run finds Chinese outside of texts/.
import { Linter } from 'eslint';

const chineseInTexts = jest.requireActual<Linter.Config>('../../scripts/chinese-in-texts.js');

/** The lines that the rule reports; none for a file that it leaves alone. */
const found = (filename: string, code: string): number[] =>
  new Linter().verify(code, [chineseInTexts], { filename }).flatMap(({ ruleId, line }) => (ruleId === null ? [] : [line]));

it.each([
  ['a text', "export const ANSWER = '是';\n"],
  ['a template', 'export const answer = (name) => `您好 ${name}`;\n'],
  ['a comment', '// 调休\nexport const ANSWER = 1;\n'],
  ['a pattern', 'export const ANSWER = /是/;\n'],
])('in %s', (_, code) => {
  expect(found('client/index.ts', code)).toEqual([1]);
});

it.each(['texts/answers.ts', 'test/texts/chinese.test.ts'])('but not in %s', (file) => {
  expect(found(file, "export const ANSWER = '是';\n")).toEqual([]);
});
