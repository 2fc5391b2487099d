// Puts problems into words.
import type { DomainError } from '../../domain/domain-error';
import type { Language } from '../../domain/playbook/playbook';
import type { Problems } from '../../domain/problems/problems';
import { accountProblems } from './accounts';
import { caseProblems } from './cases';
import { handoverProblems } from './handovers';
import { kindProblems } from './kinds';
import { lifeProblems } from './lives';
import { peopleProblems } from './people';
import { playbookProblems } from './playbooks';
import { runningProblems } from './running';
import type { Sentences } from './sentences';
import { startingProblems } from './starting';
import { storeProblems } from './stores';
import { ticketingProblems } from './ticketing';
import { timeProblems } from './times';

const SENTENCES: Sentences<Problems> = {
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
};

/** The sentence of an error for people. An error that carries its own sentence, or has a code of a newer release, gives its message. */
export function problemWords({ code, parameters, message }: DomainError, language: Language = 'en'): string {
  if ((parameters && 'inWords' in parameters) || !Object.hasOwn(SENTENCES, code)) return message;
  const sentence = SENTENCES[code as keyof Problems] as (parameters: DomainError['parameters']) => { readonly [key in Language]: string };
  return sentence(parameters)[language];
}
