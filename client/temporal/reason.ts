// Why somebody is succeeded: what the playbook knows is a code and travels; anything else is a text and stays in the store.
import type { Playbook } from '../../domain/playbook/playbook';

/** `note` is the text where it is no code of `handover.reasons`; then the code is `noted`. */
export function reasonOf({ handover }: Playbook, text: string): { readonly code: string; readonly note?: string } {
  const word = text.trim();
  return handover && Object.hasOwn(handover.reasons, word) ? { code: word } : { code: 'noted', note: word };
}
