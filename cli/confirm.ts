// A question before something that many would not expect.
import { createInterface } from 'node:readline';

/** Whether somebody sits at a terminal and can be asked. */
export const isAtTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Asks, and answers whether it was agreed to; silence and the end of the input are a no. The question goes to standard error. */
export function confirmed(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(false));
    lines.question(`${question} [y/N] `, (answer) => {
      resolve(/^(y|yes)$/i.test(answer.trim()));
      lines.close();
    });
  });
}
