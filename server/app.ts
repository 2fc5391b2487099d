// What a file of routes is handed.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Perennial } from '../client';
import type { Fields } from '../client/temporal/input';
import type { AskedStatement } from '../client/temporal/statement';
import { problemShape } from './problem';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;
export type Routes = (app: App, client: Perennial) => void;

/** The schema of a route's answers: the good one, and problems. */
export const answers = <T extends z.ZodType>(good: T) => ({ 200: good, '4xx': problemShape, '5xx': problemShape });

/** A field as text: people write numbers and yes/no without quotes. */
const field = z.union([z.string(), z.number(), z.boolean()]);

/** The named fields, each of which may be left out; no others, so that a slip is noticed. */
export const body = <Name extends string>(...names: Name[]) => {
  const shape = Object.fromEntries(names.map((name) => [name, field.nullish()])) as Record<
    Name,
    z.ZodOptional<z.ZodNullable<typeof field>>
  >;
  return z.strictObject(shape).nullish();
};

/** `by`, `at` and the texts go with every command. */
export const STATEMENT = ['by', 'at', 'reason', 'note'] as const;

/** Fields as texts; null is as good as absent. */
export const fieldsOf = (given: Readonly<Record<string, string | number | boolean | null | undefined>> | null | undefined): Fields =>
  Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, value === null || value === undefined ? undefined : String(value)]),
  );

declare module 'fastify' {
  interface FastifyRequest {
    /** Id of the command that the request is carried out as, where it has an `Idempotency-Key`. */
    command?: string;
  }
}

/** Who says so, when and why; the `Idempotency-Key` header makes a repeat harmless. */
export const statementOf = ({ by, at, reason, note }: Fields, { command }: FastifyRequest): AskedStatement => ({
  ...{ by, at, reason, note },
  key: command,
});

export const limit = z.coerce.number().int().min(1).max(100_000).optional();
export const language = z.enum(['en', 'zh']).optional();
