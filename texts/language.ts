// The languages of readers, and how a topic's texts are chosen.
import type { Language as TextLanguage } from '../domain/playbook/playbook';

/** A person's language, as the store has it. */
export type Language = 'en' | 'zh-CN';

/** The key of that language's texts, in playbooks and in JSON. */
export const textKey = (language: Language): TextLanguage => (language === 'zh-CN' ? 'zh' : 'en');

/** A topic's texts, chosen by language. Both languages have the same shape, so a sentence missing in one does not compile. */
export const inLanguage =
  <Texts>(english: Texts, chinese: Texts) =>
  (language: Language | TextLanguage): Texts =>
    language === 'en' ? english : chinese;
