// The names of service rules.
import type { Language, Titles } from '../domain/playbook/playbook';
import { inLanguage } from './language';

const wordsIn = inLanguage(
  { level: (title: string): string => `${title} service level`, comma: ', ' },
  { level: (title) => `${title}服务等级`, comma: '、' },
);

/**
 * The name of a rule of the service terms (`level/platinum`, `level/platinum/critical`, `severity/critical`, `promise/hotline`). `titles`: of that
 * language.
 */
export function targetTitle(rule: string, titles: Titles, language: Language): string {
  const [source, id = '', severity] = rule.split('/');
  switch (source) {
    case 'level': {
      const words = wordsIn(language);
      const title = words.level(titles('level', id));
      return severity === undefined ? title : `${title}${words.comma}${titles('severity', severity)}`;
    }
    case 'severity':
    case 'promise':
      return titles(source, id);
    default:
      return rule;
  }
}
