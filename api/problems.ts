// Every problem code with its HTTP status. Codes are stable.
import { z } from 'zod';
import { anyKind, KINDS } from '../domain/kinds';
import type { EndedCode, UnknownCode } from '../domain/problems/kinds';
import { coded } from './values';

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;
/** A list of codes, written as one text with spaces between. */
export const codes = <const Text extends string>(text: Text): readonly Words<Text>[] => text.split(' ') as Words<Text>[];

const of = <const S extends number, const Text extends string>(status: S, text: Text) =>
  Object.fromEntries(codes(text).map((code) => [code, status])) as Record<Words<Text>, S>;

/** Codes that every kind has: an id does not exist, an entity has ended. */
const OF_KINDS = Object.fromEntries(
  KINDS.map(anyKind).flatMap(({ unknown, ended }) => [
    [unknown, 404] as const,
    ...Object.values(ended).map((code) => [code, 409] as const),
  ]),
) as Record<UnknownCode, 404> & Record<EndedCode, 409>;

/** HTTP status by code. */
export const PROBLEMS = {
  ...OF_KINDS,
  ...of(400, 'bad-request'),
  ...of(401, 'unauthorised bad-signature stale-signature'),
  ...of(404, 'not-found unknown-task unknown-absence unknown-offboarding'),
  ...of(404, 'unknown-mail unknown-effect unknown-ticket unknown-ticket-news unknown-playbook'),
  ...of(405, 'method-not-allowed'),
  ...of(409, 'account-closed already-signed not-signed not-active not-allowed not-paused identity-used'),
  ...of(409, 'stage-held not-held not-later not-promoted promotion-over task-closed task-open task-cancelled'),
  ...of(409, 'case-closed case-open case-resolved case-there case-waiting no-service no-visit nothing-promised unknown-level'),
  ...of(409, 'already-answered already-arrived already-diagnosed'),
  ...of(409, 'handover-refused handover-there handover-under-way already-accepted not-theirs step-done'),
  ...of(409, 'nothing-to-accept offboarding-ended offboarding-under-way no-successor no-successor-of-it successor-left'),
  ...of(409, 'person-exists no-digest contact-exists away-already ring-of-substitutes'),
  ...of(409, 'effect-over ticket-resolved ticket-news-behind ticket-news-over no-webhook no-playbook zone-rules-differ'),
  ...of(409, 'already-started not-started entity-ended entity-in-trouble entity-not-running entity-terminated refused'),
  ...of(409, 'revival-under-way unknown-terms journal-behind closed-day holidays-unknown span-too-long'),
  ...of(410, 'answer-erased'),
  ...of(413, 'too-large'),
  ...of(415, 'unsupported-media-type'),
  ...of(422, 'invalid-input key-reused bad-arguments command-refused before-it-began in-the-future not-in-the-future bad-date'),
  ...of(422, 'ends-before-signing signed-in-future until-before-signing no-account-manager nothing-assessed same-person no-such-step'),
  ...of(422, 'unknown-stage unknown-segment unknown-phase unknown-role unknown-severity unknown-kind unknown-zone unknown-calendar'),
  ...of(422, 'no-open-hours bad-playbook message-id-used'),
  ...of(500, 'internal journal-conflict journal-gap store-failed'),
  ...of(502, 'temporal-refused'),
  ...of(503, 'no-worker store-unreachable temporal-unavailable'),
} as const;
export type Code = keyof typeof PROBLEMS;

/** The HTTP status of a refusal. A code that is not listed is a conflict with the present state: 409. */
export const statusOf = (code: string): number => (PROBLEMS as Readonly<Record<string, number>>)[code] ?? 409;

/** The codes grouped by status, both in order. */
export const byStatus = (codes: readonly Code[]): readonly (readonly [status: number, codes: readonly Code[]])[] =>
  Array.from(new Set(codes.map(statusOf)))
    .toSorted((one, other) => one - other)
    .map((status) => [status, codes.filter((code) => statusOf(code) === status).toSorted()]);

const wrongField = z.object({ field: z.string(), value: z.string().optional(), reason: z.string(), ...coded });
const fault = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  field: z.string(),
  problem: z.string(),
  remedy: z.string(),
  ...coded,
});

/** Problem details (RFC 9457): the body of every error. */
export const problemDetails = z
  .object({
    type: z.string().describe('urn:perennial:problem:CODE'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('what is wrong, where, and what to do'),
    code: z.string().describe('stable'),
    requestId: z.string(),
    errors: z.array(wrongField).optional().describe('of `invalid-input`: the wrong fields'),
    problems: z.array(fault).optional().describe('of `bad-playbook`: its faults'),
    workers: z.int().optional().describe('of `no-worker`: how many ask for work; where there are some, the same key may still be answered'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemDetails>;
