// What test files share: started once a run, by the first who asks; `global-setup.ts` serves it and `global-teardown.ts` ends it.

/** What each shared thing is reached by. */
export interface Shared {
  /** Temporal's server, in memory: a namespace a test file. */
  readonly temporal: { readonly address: string };
  /** PostgreSQL: a database a test file. */
  readonly postgres: { readonly url: string };
}

/** Where the run serves them; set for its test files. */
export const SHARED_AT = 'PERENNIAL_TEST_SHARED';

/** Asks the run for one of them, which may have to be started first. Throws why it did not start. */
export async function shared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const at = process.env[SHARED_AT];
  if (at === undefined) throw new Error('Shared servers belong to a run of jest with our configuration.');
  const answer = await fetch(`${at}/${name}`);
  if (!answer.ok) throw new Error(`${name} for all tests did not start: ${await answer.text()}`);
  return (await answer.json()) as Shared[Name];
}
