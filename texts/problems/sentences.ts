import type { Text } from '../../domain/playbook/playbook';

/** A sentence for each problem of a topic: what is wrong, where, and what to do. A missing one does not compile. */
export type Sentences<Problems> = { readonly [Code in keyof Problems]: (parameters: Problems[Code]) => Text };
