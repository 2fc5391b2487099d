/** Workflows live in a thread of their own, which only code that runs there can clean. Answers whether Node was started with `--expose-gc`. */
export async function collectGarbage(): Promise<boolean> {
  const { gc } = globalThis as { readonly gc?: () => void };
  gc?.();
  await Promise.resolve();
  return gc !== undefined;
}
