import type { Text } from '../../domain/playbook/playbook';

/** A sentence for each problem of a topic, from its parameters: what is wrong, where, and what to do. One that is missing does not compile. */
export type Sentences<Problems> = { readonly [Code in keyof Problems]: (parameters: Problems[Code]) => Text };
