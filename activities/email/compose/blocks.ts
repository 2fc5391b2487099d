// The usual card: label or heading, sentences, rows, notes and actions, in this order.
import type { Language } from '../../../texts/language';
import type { Card } from './composed';
import { type Action, doing, label, type Mark, type Part, quotation, sentence, small, title } from './parts';
import { listed, type Row } from './rows';

export interface Block {
  /** Small, above the rest. */
  readonly label?: string;
  readonly heading?: string;
  /** Beside the heading. */
  readonly mark?: Mark;
  readonly paragraphs?: readonly string[];
  /** Text that a person wrote. */
  readonly quotation?: string;
  readonly rows?: readonly Row[];
  readonly notes?: readonly string[];
  readonly actions?: readonly Action[];
}

const partsOf = (language: Language, block: Block): Part[] => {
  const { label: above, heading, mark, paragraphs = [], quotation: quoted, rows = [], notes = [], actions = [] } = block;
  return [
    ...(above === undefined ? [] : [label(language, above)]),
    ...(heading === undefined ? [] : [title(heading, mark)]),
    ...paragraphs.map(sentence),
    ...(quoted === undefined ? [] : [quotation(quoted)]),
    ...(rows.length > 0 ? [listed(rows)] : []),
    ...notes.map(small),
    ...doing(language, actions),
  ];
};

export const cardsOf = (language: Language, blocks: readonly Block[]): Card[] =>
  blocks.map((block) => ({
    parts: partsOf(language, block),
    isHeaded: block.heading !== undefined && block.label === undefined,
  }));
