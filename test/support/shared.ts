// What test files share. The first file that asks starts it; `global-setup.ts` serves it and `global-teardown.ts` ends it.

/** How each shared server is reached. */
export interface Shared {
  /** A Temporal server in memory, with a namespace for each test file. */
  readonly temporal: { readonly address: string };
  /** A PostgreSQL server, with a database for each test file. */
  readonly postgres: { readonly url: string };
}

/** The address at which the run serves them; set for its test files. */
export const SHARED_AT = 'PERENNIAL_TEST_SHARED';

/** Asks the run for one of them; it is started if necessary. Throws why it did not start. */
export async function shared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const at = process.env[SHARED_AT];
  if (at === undefined) throw new Error('Shared servers belong to a run of jest with our configuration.');
  const answer = await fetch(`${at}/${name}`);
  if (!answer.ok) throw new Error(`${name} for all tests did not start: ${await answer.text()}`);
  return (await answer.json()) as Shared[Name];
}
