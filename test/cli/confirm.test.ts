import { PassThrough } from 'node:stream';
import { confirmed } from '../../src/cli/confirm';

const asked = async (said: string): Promise<{ readonly agreed: boolean; readonly question: string }> => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const agreed = confirmed('Promote acme to stable?', input, output);
  input.end(said);
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
])('a question that is answered %j', async (said, agreed) => {
  const { question, ...rest } = await asked(said);
  expect(rest).toEqual({ agreed });
  expect(question).toContain('Promote acme to stable? [y/N] ');
});
