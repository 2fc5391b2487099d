import { PassThrough } from 'node:stream';
import { confirmed } from '../../cli/confirm';

const asked = async (answer: string): Promise<{ readonly agreed: boolean; readonly question: string }> => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const agreed = confirmed('Promote acme to stable?', input, output);
  input.end(answer);
  return { agreed: await agreed, question: String(output.read()) };
};

it.each([
  ['y\n', true],
  ['Yes\n', true],
  ['n\n', false],
  ['\n', false],
  ['perhaps\n', false],
  // The end of the input.
  ['', false],
])('a question that is answered %j', async (answer, agreed) => {
  const { question, ...rest } = await asked(answer);
  expect(rest).toEqual({ agreed });
  expect(question).toContain('Promote acme to stable? [y/N] ');
});
