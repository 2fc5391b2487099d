// Every code that a refusal may have, with its status. Codes are stable.
import { z } from 'zod';

const of = <const C extends string, const S extends number>(status: S, codes: readonly C[]) =>
  Object.fromEntries(codes.map((code) => [code, status])) as Record<C, S>;

/** Status by code. */
export const PROBLEMS = {
  ...of(400, ['bad-request']),
  ...of(401, ['unauthorised', 'bad-signature', 'stale-signature']),
  ...of(404, [
    ...(['unknown-account', 'unknown-absence', 'unknown-offboarding', 'unknown-task', 'unknown-case', 'unknown-handover'] as const),
    ...([
      'unknown-person',
      'unknown-mail',
      'unknown-ticket',
      'unknown-effect',
      'unknown-playbook',
      'unknown-ticket-news',
      'not-found',
    ] as const),
  ]),
  ...of(405, ['method-not-allowed']),
  ...of(409, [
    ...(['account-closed', 'account-ended', 'already-accepted', 'already-answered', 'already-arrived', 'already-diagnosed'] as const),
    ...(['already-signed', 'already-started', 'away-already', 'case-closed', 'case-ended', 'case-open', 'case-resolved'] as const),
    ...(['case-there', 'case-waiting', 'closed-day', 'contact-exists', 'effect-over', 'entity-ended', 'entity-in-trouble'] as const),
    ...(['entity-not-running', 'entity-terminated', 'handover-done', 'handover-refused', 'handover-there'] as const),
    ...(['handover-under-way', 'handover-withdrawn', 'holidays-unknown', 'identity-used', 'journal-behind', 'no-digest'] as const),
    ...(['no-playbook', 'no-service', 'no-successor', 'no-successor-of-it', 'no-visit', 'no-webhook', 'not-active'] as const),
    ...(['not-allowed', 'not-held', 'not-later', 'not-paused', 'not-promoted', 'not-signed', 'not-started', 'not-theirs'] as const),
    ...(['nothing-promised', 'nothing-to-accept', 'offboarding-ended', 'offboarding-under-way', 'person-exists'] as const),
    ...(['person-left', 'promotion-over', 'refused', 'revival-under-way', 'ring-of-substitutes', 'span-too-long'] as const),
    ...(['stage-held', 'step-done', 'successor-left', 'task-cancelled', 'task-closed', 'task-open', 'ticket-news-behind'] as const),
    ...(['ticket-news-over', 'ticket-resolved', 'unknown-level', 'unknown-terms', 'zone-rules-differ'] as const),
  ]),
  ...of(410, ['answer-erased']),
  ...of(413, ['too-large']),
  ...of(415, ['unsupported-media-type']),
  ...of(422, [
    ...(['invalid-input', 'key-reused', 'bad-arguments', 'bad-date', 'bad-playbook', 'before-it-began', 'command-refused'] as const),
    ...(['ends-before-signing', 'in-the-future', 'message-id-used', 'no-account-manager', 'no-open-hours', 'no-such-step'] as const),
    ...(['not-in-the-future', 'nothing-assessed', 'same-person', 'signed-in-future', 'unknown-calendar', 'unknown-kind'] as const),
    ...(['unknown-phase', 'unknown-role', 'unknown-segment'] as const),
    ...(['unknown-severity', 'unknown-stage', 'unknown-zone', 'until-before-signing'] as const),
  ]),
  ...of(500, ['internal', 'journal-conflict', 'journal-gap', 'store-failed']),
  ...of(502, ['temporal-refused']),
  ...of(503, ['no-worker', 'store-unreachable', 'temporal-unavailable']),
} as const;
export type Code = keyof typeof PROBLEMS;

/** The status that a refusal is answered with. A code that is not listed is a conflict with the state that things are in. */
export const statusOf = (code: string): number => (PROBLEMS as Readonly<Record<string, number>>)[code] ?? 409;

/** Codes in order, by status. */
export const byStatus = (codes: readonly Code[]): readonly (readonly [status: number, codes: readonly Code[]])[] =>
  Array.from(new Set(codes.map(statusOf)))
    .toSorted((one, other) => one - other)
    .map((status) => [status, codes.filter((code) => statusOf(code) === status).toSorted()]);

const wrongField = z.object({ field: z.string(), value: z.string().optional(), reason: z.string() });
const fault = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  field: z.string(),
  problem: z.string(),
  remedy: z.string(),
});

/** Problem details (RFC 9457). */
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
