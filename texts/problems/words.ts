// Puts problems into words.
import type { Language, Text } from '../../domain/playbook/playbook';
import type { ProblemData } from '../../domain/problems/coded';
import type { Problems } from '../../domain/problems/problems';
import { counted } from '../formats/counts';
import { accountProblems } from './accounts';
import { caseProblems } from './cases';
import { fieldProblems } from './fields';
import { fileProblems } from './files';
import { handoverProblems } from './handovers';
import { kindProblems } from './kinds';
import { lifeProblems } from './lives';
import { peopleProblems } from './people';
import { playbookProblems } from './playbooks';
import { runningProblems } from './running';
import type { Sentences } from './sentences';
import { settingProblems } from './settings';
import { startingProblems } from './starting';
import { storeProblems } from './stores';
import { ticketingProblems } from './ticketing';
import { timeProblems } from './times';
import { valueProblems } from './values';

export const SENTENCES: Sentences<Problems> = {
  ...kindProblems,
  ...lifeProblems,
  ...timeProblems,
  ...accountProblems,
  ...caseProblems,
  ...handoverProblems,
  ...peopleProblems,
  ...playbookProblems,
  ...runningProblems,
  ...storeProblems,
  ...ticketingProblems,
  ...startingProblems,
  ...settingProblems,
  ...fileProblems,
  ...valueProblems,
  ...fieldProblems,
  // Problems that contain other problems.
  'invalid-input': ({ errors }) => ({
    en: errors.map((error) => `${error.column}: ${problemWords(error)}`).join(' '),
    zh: errors.map((error) => `${error.column}：${problemWords(error, 'zh')}`).join(''),
  }),
  'import-failed': ({ file, of, done, lines }) => {
    const [en, zh] = [problemWords(of), problemWords(of, 'zh')];
    if (done === undefined || lines === undefined) return { en: `${file}: ${en}`, zh: `${file}：${zh}` };
    return {
      en: `${file}: ${en}; ${done} of ${counted(lines, 'line')} are in, and running it again starts nothing twice`,
      zh: `${file}：${zh}；${lines} 行中已导入 ${done} 行，重新运行不会重复导入`,
    };
  },
  'bad-samples': ({ file, line, column, of }) => ({
    en: `${file}:${line} ${column}: ${problemWords(of)}`,
    zh: `${file}:${line} ${column}：${problemWords(of, 'zh')}`,
  }),
};

/** The sentence of a problem for people. A sentence from another process is kept. An unknown code, as of a newer release, gives the message. */
export function problemWords({ code, parameters, message = code }: ProblemData, language: Language = 'en'): string {
  if (parameters && 'inWords' in parameters) return String(parameters['inWords']);
  if (!Object.hasOwn(SENTENCES, code)) return message;
  const sentence = SENTENCES[code as keyof Problems] as (parameters: ProblemData['parameters']) => Text;
  return sentence(parameters)[language];
}
