// Remedies in the schema of playbooks: what the author of the file should write instead.
import { fromMessage, toMessage } from '../problems/coded';
import type { PlaybookRemedy } from '../problems/playbook-faults';

/** A remedy as the message of a field. */
export const remedy = (...[code, parameters]: PlaybookRemedy): string => toMessage(code, parameters);

/** The remedy in a message. The schema library's own messages have no code: they become `other`. */
export const remedyIn = (message: string): PlaybookRemedy =>
  (fromMessage(message) as PlaybookRemedy | undefined) ?? ['other', { said: message }];
