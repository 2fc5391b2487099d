// Answers of the API for tests: the good answer, or the refusal.
import type { Deployment } from './deployment';

type Answer = ReturnType<Deployment['get']>;

/** The body of a good answer; throws for a refusal. */
export const good = async (answer: Answer) => {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};

export const refused = async (answer: Answer) => {
  const { status, body } = await answer;
  return { status, code: body.code };
};
