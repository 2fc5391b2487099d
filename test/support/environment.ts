// What processes of the tests get to know of the shell that runs them.

/** Nothing of this shell's Perennial; the run's mark and folder, so that whatever is left of them is found. */
export function cleanEnvironment(settings: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'PERENNIAL_TEST_RUN'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), TZ: 'UTC', ...settings };
}
