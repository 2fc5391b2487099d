// The reason of a succession: a code where the playbook has it, otherwise a text that stays in the store.
import type { Playbook } from '../../domain/playbook/playbook';

/** The code of `handover.reasons`; for any other text the code `noted`, with the text as `note`. */
export function reasonOf({ handover }: Playbook, text: string): { readonly code: string; readonly note?: string } {
  const word = text.trim();
  return handover && Object.hasOwn(handover.reasons, word) ? { code: word } : { code: 'noted', note: word };
}
