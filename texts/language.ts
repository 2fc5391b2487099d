// The languages that people read, and how a topic picks the reader's.
import type { Language as TextLanguage } from '../domain/playbook/playbook';

/** A person's language, as the store has it. */
export type Language = 'en' | 'zh-CN';

/** The key of texts in that language, in playbooks and in JSON. */
export const textKey = (language: Language): TextLanguage => (language === 'zh-CN' ? 'zh' : 'en');

/** A topic's texts, chosen by language. Both languages have the same shape: a sentence that one lacks does not compile. */
export const inLanguage =
  <Texts>(english: Texts, chinese: Texts) =>
  (language: Language | TextLanguage): Texts =>
    language === 'en' ? english : chinese;
