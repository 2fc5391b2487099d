// After all tests, whatever their result: stops everything that they started.
import type { Run } from './run';

export default async function clearUp(): Promise<void> {
  const { testRun } = globalThis as { testRun?: Run };
  const left = (await testRun?.end()) ?? [];
  if (left.length > 0) throw new Error(`test files left processes behind, which were killed:\n${left.join('\n')}`);
}
