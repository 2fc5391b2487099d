/** Workflows live in a thread of their own; only code in that thread can collect its garbage. Returns whether Node was started with `--expose-gc`. */
export async function collectGarbage(): Promise<boolean> {
  const { gc } = globalThis as { readonly gc?: () => void };
  gc?.();
  await Promise.resolve();
  return gc !== undefined;
}
