import type { Text } from '../../domain/playbook/playbook';
import type { Suggestion } from '../../domain/problems/coded';

/** What to write instead of an unknown word: the nearest known one, or one of all. */
export const suggestion = (meant: string | undefined, known: readonly string[] = []): Text => {
  if (meant !== undefined) return { en: `Did you mean "${meant}"?`, zh: `您是否想写“${meant}”？` };
  return known.length > 0
    ? { en: `Use one of: ${known.join(', ')}.`, zh: `可用：${known.join('、')}。` }
    : { en: 'Remove it.', zh: '请删除。' };
};

/** That the playbook lacks a code of this kind, and which codes it has. */
export const unknownCode = (
  en: string,
  zh: string,
  { code, known }: { readonly code: string; readonly known: readonly string[] },
): Text => ({
  en: `the playbook has no ${en} "${code}"; it has ${known.join(', ') || 'none'}`,
  zh: `手册中没有${zh}“${code}”，现有：${known.join('、') || '无'}`,
});

export const suggested = (of: Suggestion): Text => ('meant' in of ? suggestion(of.meant) : suggestion(undefined, of.known));

/** A suggestion that follows another sentence; empty where nothing similar is known. */
export const meant = ({ meant: word }: { readonly meant?: string }): Text =>
  word === undefined ? { en: '', zh: '' } : { en: ` Did you mean ${word}?`, zh: `您是否想写 ${word}？` };
