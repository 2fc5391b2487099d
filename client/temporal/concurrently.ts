/**
 * Does `work` for each item, at most `limit` at a time. Returns the results in the order of the items. After a failure no further item begins; the
 * failure is thrown once the items under way have ended, so that nothing continues unseen.
 */
export async function concurrently<Item, Answer>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = new Array<Answer>(items.length);
  const failures: unknown[] = [];
  const entries = items.entries();
  const worker = async (): Promise<void> => {
    // All workers share one iterator: each takes the next item.
    for (const [index, item] of entries) {
      if (failures.length > 0) return;
      try {
        answers[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return answers;
}
